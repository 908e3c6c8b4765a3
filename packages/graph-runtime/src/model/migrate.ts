import type { z } from 'zod';
import type { AnyDefinition } from './definition.ts';
import { EpochError } from './errors.ts';
import { EDGE_LIMIT, type GraphDocument, type GraphNode, graphSchema, NODE_LIMIT, SCHEMA_VERSION } from './graph.ts';
import { rebuildJson } from './rebuild-json.ts';

/**
 * Takes a graph from outside: a file, a request, the clipboard. What comes back holds to the schema and shares nothing
 * with what came in.
 *
 * @throws EpochError GRAPH_TOO_NEW when a newer program wrote it
 * @throws EpochError GRAPH_INVALID naming the field, in a sentence
 */
export function readGraph(raw: unknown): GraphDocument {
  const rebuilt = rebuildJson(raw);
  if (typeof rebuilt !== 'object' || rebuilt === null || Array.isArray(rebuilt)) {
    throw invalid('it is not a JSON object', 'document');
  }
  const fields: Readonly<Record<string, unknown>> = { ...rebuilt };
  if (fields.format !== 'epochstreamer-graph') {
    throw invalid('its "format" is not "epochstreamer-graph", so it is some other file', 'format');
  }
  if (typeof fields.schemaVersion === 'number' && fields.schemaVersion > SCHEMA_VERSION) {
    const message = `This graph was saved by a newer EpochStreamer (document version ${fields.schemaVersion}, this one reads up to ${SCHEMA_VERSION}). Update EpochStreamer to open it.`;
    throw new EpochError('GRAPH_TOO_NEW', message, { detail: { field: 'schemaVersion' } });
  }
  refuseTooMany(fields.nodes, NODE_LIMIT, 'nodes');
  refuseTooMany(fields.edges, EDGE_LIMIT, 'wires');
  return checkedGraph(fields);
}

/** The value as a graph document. @throws EpochError GRAPH_INVALID with the first fault in words */
export function checkedGraph(value: unknown): GraphDocument {
  const parsed = graphSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const path = issue?.path ?? [];
    throw invalid(`${placeInWords(path)}: ${issueInWords(issue)}`, path.map(String).join('.'));
  }
  const document = parsed.data;
  for (const [kind, items] of [
    ['node', document.nodes],
    ['wire', document.edges],
    ['group', document.groups],
  ] as const) {
    for (const [key, item] of Object.entries(items)) {
      if (item.id !== key) throw invalid(`the ${kind} under the key "${key}" calls itself "${item.id}"`, key);
    }
  }
  return document;
}

type Versioned = Pick<AnyDefinition, 'type' | 'version' | 'migrations'>;

/**
 * Brings the params of older nodes up to the versions of their definitions. Newer and unknown nodes stay as they are:
 * `validateGraph` names them.
 */
export function migrateNodes(document: GraphDocument, definitions: ReadonlyMap<string, Versioned>): GraphDocument {
  let changed = false;
  const nodes: Record<string, GraphNode> = {};
  for (const node of Object.values(document.nodes)) {
    const definition = definitions.get(node.type);
    const current = definition === undefined || node.version >= definition.version;
    nodes[node.id] = current ? node : migrateNode(node, definition);
    changed ||= !current;
  }
  return changed ? checkedGraph({ ...document, nodes }) : document;
}

function migrateNode(node: GraphNode, { version, migrations }: Versioned): GraphNode {
  let params: Record<string, unknown> = { ...node.params };
  for (let from = node.version; from < version; from += 1) params = migrations?.[from]?.(params) ?? params;
  return { ...node, version, params: checkedParams(params) };
}

const paramsSchema = graphSchema.shape.nodes.valueType.shape.params;

function checkedParams(params: Readonly<Record<string, unknown>>): GraphNode['params'] {
  const parsed = paramsSchema.safeParse(params);
  if (parsed.success) return parsed.data;
  throw invalid(`params: ${issueInWords(parsed.error.issues[0])}`, 'params');
}

function refuseTooMany(items: unknown, most: number, what: string): void {
  if (typeof items !== 'object' || items === null) return;
  const count = Object.keys(items).length;
  if (count > most) throw invalid(`it has ${count} ${what}, and ${most} is the most`, what);
}

const PLACES: Readonly<Record<string, string>> = { nodes: 'node', edges: 'wire', groups: 'group', params: 'param' };

/** `['nodes', 'dream', 'params', 'denoise']` in words: `node "dream", param "denoise"`. */
function placeInWords(path: readonly PropertyKey[]): string {
  const words: string[] = [];
  for (let at = 0; at < path.length; at += 1) {
    const place = PLACES[String(path[at])];
    const named = place !== undefined && path[at + 1] !== undefined;
    if (named) at += 1;
    words.push(named ? `${place} "${String(path[at])}"` : `field "${String(path[at])}"`);
  }
  return words.join(', ') || 'the document';
}

function issueInWords(issue: z.core.$ZodIssue | undefined): string {
  const text = issue?.message ?? 'is not as it should be';
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function invalid(why: string, field: string): EpochError {
  return new EpochError('GRAPH_INVALID', `This graph cannot be read: ${why}.`, { detail: { field } });
}
