import type { GraphDocument } from '@epoch/graph-runtime/model';
import type { DocumentPatch } from '@epoch/graph-runtime/protocol';
import { applyPatches, enablePatches, type Patch, produceWithPatches } from 'immer';
import type { GraphSlice, Step } from './state.ts';

enablePatches();
const UNDO_LIMIT_STEPS = 200;

export const emptyGraph: GraphSlice = {
  document: null,
  undo: [],
  redo: [],
  savedRevision: 0,
  saveState: 'saved',
  pendingCount: 0,
  saveMessage: null,
};

/** A slice after a change, and the patches the server has to hear of. */
export interface Edited {
  readonly slice: GraphSlice;
  readonly patches: readonly DocumentPatch[];
}

export type Recipe = (draft: GraphDocument) => void;

/**
 * Changes the document as one undo step, or extends the last step when its `mergeKey` matches.
 * A recipe that changes nothing, or comes while nothing is open, leaves the slice as it is.
 */
export function commit(slice: GraphSlice, mergeKey: string | null, recipe: Recipe): Edited {
  if (slice.document === null) return { slice, patches: [] };
  const [document, made, undone] = produceWithPatches(slice.document, (draft: GraphDocument) => {
    recipe(draft);
  });
  if (made.length === 0) return { slice, patches: [] };
  const patches = made.map(toWire);
  const inverse = undone.map(toWire);
  const last = slice.redo.length === 0 ? slice.undo.at(-1) : undefined;
  const joined = last !== undefined && mergeKey !== null && last.mergeKey === mergeKey;
  const step: Step = joined
    ? { mergeKey, patches: [...last.patches, ...patches], inverse: [...inverse, ...last.inverse] }
    : { mergeKey, patches, inverse };
  const earlier = joined ? slice.undo.slice(0, -1) : slice.undo;
  return { slice: { ...slice, document, undo: [...earlier, step].slice(-UNDO_LIMIT_STEPS), redo: [] }, patches };
}

/** Takes the last step back; the same slice when there is none. A step that no longer fits the document is dropped. */
export function undo(slice: GraphSlice): Edited {
  const step = slice.undo.at(-1);
  if (step === undefined || slice.document === null) return { slice, patches: [] };
  const remaining = slice.undo.slice(0, -1);
  const document = tryApply(slice.document, step.inverse);
  if (document === null) return { slice: { ...slice, undo: remaining }, patches: [] };
  return { slice: { ...slice, document, undo: remaining, redo: [...slice.redo, step] }, patches: step.inverse };
}

/** Makes an undone step again. */
export function redo(slice: GraphSlice): Edited {
  const step = slice.redo.at(-1);
  if (step === undefined || slice.document === null) return { slice, patches: [] };
  const remaining = slice.redo.slice(0, -1);
  const document = tryApply(slice.document, step.patches);
  if (document === null) return { slice: { ...slice, redo: remaining }, patches: [] };
  // No merge key: a change after a redo is a step of its own.
  const undone = [...slice.undo, { ...step, mergeKey: null }];
  return { slice: { ...slice, document, undo: undone, redo: remaining }, patches: step.patches };
}

/** The document with patches on it; null when they do not fit (another browser removed what they change). */
export function tryApply(document: GraphDocument, patches: readonly DocumentPatch[]): GraphDocument | null {
  try {
    return applyPatches(document, patches.map(fromWire));
  } catch {
    return null;
  }
}

function toWire(patch: Patch): DocumentPatch {
  const path = patch.path.map((step) => (typeof step === 'number' ? step : String(step)));
  return patch.op === 'remove' ? { op: 'remove', path } : { op: patch.op, path, value: patch.value };
}

function fromWire(patch: DocumentPatch): Patch {
  return { op: patch.op, path: [...patch.path], value: patch.value };
}
