import type { DocumentPatch } from '@epoch/graph-runtime/protocol';

/** Edits of one graph that the server has not confirmed. They outlive the page, so that closing it loses nothing. */
export interface Outbox {
  readonly graphId: string;
  readonly patches: readonly DocumentPatch[];
}

/** The server takes this many patches in one call. */
export const BATCH_LIMIT = 1000;
const STORAGE_PREFIX = 'epochstreamer.outbox.';

/**
 * Adds patches. One that replaces the value the last one replaced takes its place: a dragged number is sent once,
 * not sixty times. Only the very last patch may be replaced, because a patch between them could read the value.
 */
export function withPatches(patches: readonly DocumentPatch[], added: readonly DocumentPatch[]): DocumentPatch[] {
  const joined = [...patches];
  for (const patch of added) {
    const last = joined.at(-1);
    if (last !== undefined && replacesSame(last, patch)) joined[joined.length - 1] = { ...last, value: patch.value };
    else joined.push(patch);
  }
  return joined;
}

/** How many changes a person would count: patches that belong to the same node, wire or setting are one. */
export function countChanges(patches: readonly DocumentPatch[]): number {
  return new Set(patches.map((patch) => patch.path.slice(0, 4).join('/'))).size;
}

/** `storage` is asked for each time, because a browser may forbid it at any moment. */
export function storeOutbox(storage: () => Storage, outbox: Outbox): void {
  const key = STORAGE_PREFIX + outbox.graphId;
  try {
    if (outbox.patches.length === 0) storage().removeItem(key);
    else storage().setItem(key, JSON.stringify(outbox.patches));
  } catch {
    // A full or forbidden storage: the edits are still kept in memory and sent.
  }
}

/** Edits that an earlier page could not send; none when nothing readable is kept. */
export function readOutbox(storage: Storage, graphId: string): readonly DocumentPatch[] {
  try {
    const parsed: unknown = JSON.parse(storage.getItem(STORAGE_PREFIX + graphId) ?? '[]');
    return Array.isArray(parsed) ? parsed.filter(isPatch) : [];
  } catch {
    return [];
  }
}

function replacesSame(a: DocumentPatch, b: DocumentPatch): boolean {
  if (b.op !== 'replace' || a.op === 'remove' || a.path.length !== b.path.length) return false;
  return a.path.every((step, index) => step === b.path[index]);
}

function isPatch(value: unknown): value is DocumentPatch {
  if (typeof value !== 'object' || value === null || !('op' in value) || !('path' in value)) return false;
  const knownOp = value.op === 'add' || value.op === 'remove' || value.op === 'replace';
  return knownOp && Array.isArray(value.path) && value.path.length > 0;
}
