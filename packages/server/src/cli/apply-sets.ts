import type { Definitions } from '@epoch/graph-runtime/engine';
import {
  cardForNode,
  cardOf,
  type GraphDocument,
  type GraphNode,
  inWords,
  lookUp,
  nearestAllowed,
  type ParamScalar,
  type ParamSpec,
  type Params,
} from '@epoch/graph-runtime/model';
import { Refusal } from './exit-codes.ts';

/**
 * The graph with `--set node.param=value` carried out. A node is named by its id, or by its title when only one has it.
 *
 * @throws Refusal for a node, param or value that the graph cannot take
 */
export function applySets(
  document: GraphDocument,
  definitions: Definitions<unknown>,
  sets: readonly string[],
): GraphDocument {
  const nodes = { ...document.nodes };
  for (const text of sets) {
    const [, name, param, value] = /^([^=]+)\.([A-Za-z0-9]+)=([\s\S]*)$/.exec(text) ?? [];
    if (name === undefined || param === undefined || value === undefined) {
      throw new Refusal(`--set takes node.param=value, not "${text}".`);
    }
    const node = findNode(nodes, definitions, name);
    const params = paramsOf(node, definitions);
    const spec = lookUp(params, param);
    if (spec === undefined) throw new Refusal(`--set ${text}: ${unknownParam(node, params, param)}`);
    refuseWired(document, node, param, text);
    nodes[node.id] = { ...node, params: { ...node.params, [param]: readValue(param, spec, value, text) } };
  }
  return { ...document, nodes };
}

function findNode(nodes: Readonly<Record<string, GraphNode>>, definitions: Definitions<unknown>, name: string) {
  const byId = lookUp(nodes, name);
  if (byId !== undefined) return byId;
  const wanted = name.toLowerCase();
  const called = Object.values(nodes).filter((node) =>
    [node.title, definitions.get(node.type)?.title, node.type].some((title) => title?.toLowerCase() === wanted),
  );
  const [only] = called;
  if (only !== undefined && called.length === 1) return only;
  const ids = (called.length > 1 ? called : Object.values(nodes)).map(({ id }) => id).join(', ');
  if (called.length > 1) throw new Refusal(`--set: ${called.length} nodes are called "${name}". Use an id: ${ids}.`);
  throw new Refusal(`--set: the graph has no node "${name}". It has ${ids}.`);
}

/** A wire wins over the value on the node: setting that would change nothing. */
function refuseWired({ nodes, edges }: GraphDocument, node: GraphNode, param: string, set: string): void {
  const wire = Object.values(edges).find(({ to }) => to.node === node.id && to.port === param);
  const source = wire === undefined ? undefined : lookUp(nodes, wire.from.node);
  if (wire === undefined || source === undefined || source.disabled === true) return;
  const message = `--set ${set}: a wire from ${wire.from.node}.${wire.from.port} drives this value. Set it there.`;
  throw new Refusal(message);
}

/** Those of its type, and those of the box alone. */
function paramsOf(node: GraphNode, definitions: Definitions<unknown>): Params {
  const definition = definitions.get(node.type);
  return definition === undefined ? {} : cardForNode(cardOf(definition, ''), node).params;
}

function unknownParam({ type }: GraphNode, params: Params, param: string): string {
  const known = Object.keys(params);
  const has = known.length === 0 ? 'It has none.' : `It has ${known.join(', ')}.`;
  return `${type} has no param "${param}". ${has}`;
}

function readValue(param: string, spec: ParamSpec, text: string, set: string): ParamScalar {
  const value = fromText(spec, text);
  const answer = nearestAllowed(spec, value);
  if (answer.allowed) return value;
  throw new Refusal(`--set ${set}: ${spec.label ?? inWords(param)} ${answer.why}.`);
}

function fromText(spec: ParamSpec, text: string): ParamScalar {
  if (spec.kind === 'number' || spec.kind === 'integer') {
    const value = Number(text);
    return text.trim() === '' || Number.isNaN(value) ? text : value;
  }
  if (spec.kind === 'boolean') {
    if (/^(true|yes|on|1)$/i.test(text)) return true;
    return /^(false|no|off|0)$/i.test(text) ? false : text;
  }
  return text;
}
