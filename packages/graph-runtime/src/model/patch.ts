import { applyPatches, enablePatches, type Patch } from 'immer';
import { EpochError, messageOf } from './errors.ts';
import type { GraphDocument } from './graph.ts';
import { checkedGraph } from './migrate.ts';
import { isForbiddenKey, rebuildJson } from './rebuild-json.ts';

enablePatches();

/** One change of a document, as immer makes them. The wire's `DocumentPatch` is one. */
export interface GraphPatch {
  readonly op: 'add' | 'remove' | 'replace';
  readonly path: readonly (string | number)[];
  readonly value?: unknown;
}

/** What an editor may change. Id, format, version and revision are the server's. */
const OPEN_FIELDS: ReadonlySet<string | number> = new Set([
  'name',
  'description',
  'settings',
  'nodes',
  'edges',
  'groups',
]);

/**
 * The document with the patches applied; the one given is not touched. All of them or none.
 *
 * @throws EpochError GRAPH_INVALID when a patch reaches where it may not, does not fit, or spoils the document
 */
export function applyDocumentPatches(document: GraphDocument, patches: readonly GraphPatch[]): GraphDocument {
  const safe = patches.map(safePatch);
  let changed: unknown;
  try {
    changed = applyPatches(document, safe);
  } catch (cause) {
    throw refusal(`it does not fit this graph (${messageOf(cause)}). Load the graph again`, safe[0]?.path ?? [], cause);
  }
  return checkedGraph(changed);
}

function safePatch({ op, path, value }: GraphPatch): Patch {
  const field = path[0];
  if (field === undefined || !OPEN_FIELDS.has(field)) {
    throw refusal(`${String(field ?? 'the whole document')} cannot be changed by an edit`, path);
  }
  if (path.some(isForbiddenKey)) throw refusal('it has a name in it that is not allowed', path);
  return { op, path: [...path], ...(value === undefined ? {} : { value: rebuildJson(value, path.map(String)) }) };
}

function refusal(why: string, path: readonly (string | number)[], cause?: unknown): EpochError {
  const detail = { field: path.join('.') };
  return new EpochError('GRAPH_INVALID', `This change was refused: ${why}.`, { detail, cause });
}
