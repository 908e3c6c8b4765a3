import { EpochError, type GraphDocument, messageOf } from '@epoch/graph-runtime/model';
import { type DocumentPatch, http } from '@epoch/graph-runtime/protocol';
import { makeBackoff } from '../api/backoff.ts';
import { call } from '../api/http-client.ts';
import { editor, setGraph } from './editor-store.ts';
import { tryApply } from './graph-slice.ts';
import { EDITOR_ID } from './ids.ts';
import { notify } from './notices.ts';
import { BATCH_LIMIT, countChanges, readOutbox, storeOutbox, withPatches } from './outbox.ts';
import type { SaveState } from './state.ts';

/** Edits made within this time travel together. @unit ms */
const GATHER_MS = 200;
const backoff = makeBackoff(1_000, 15_000);

let waiting: readonly DocumentPatch[] = [];
let sending: readonly DocumentPatch[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/** Queues edits of the open graph. They are kept in the browser until the server has confirmed them. */
export function queuePatches(patches: readonly DocumentPatch[]): void {
  if (patches.length === 0) return;
  waiting = withPatches(waiting, patches);
  report(editor.getState().graph.saveState === 'offline' ? 'offline' : 'saving', null);
  if (editor.getState().graph.saveState !== 'offline') schedule(GATHER_MS);
}

/** Begins with a graph as the server has it; edits that an earlier page could not send are put on top and sent. */
export function adoptGraph(document: GraphDocument): void {
  clearTimeout(timer);
  waiting = readOutbox(localStorage, document.id);
  sending = [];
  const merged = waiting.length === 0 ? document : applyEach(document);
  setGraph((graph) => ({ ...graph, document: merged, undo: [], redo: [], savedRevision: document.revision }));
  report(waiting.length === 0 ? 'saved' : 'saving', null);
  if (waiting.length > 0) schedule(0);
}

/** Sends what waits now, for instance because the connection is back. */
export function sendNow(): void {
  if (waiting.length > 0) schedule(0);
}

/** Resolves once everything is saved or cannot be: a production must start from what the person sees. */
export async function settled(): Promise<void> {
  sendNow();
  while (editor.getState().graph.saveState === 'saving') await new Promise((resolve) => setTimeout(resolve, 30));
}

/** Another browser saved this graph: take its document, with what is still unsent here on top. */
export async function pullGraph(graphId: string): Promise<void> {
  if (sending.length > 0) return;
  const { graph } = await call(http.readGraph, { params: { graphId } });
  const open = editor.getState().graph;
  if (open.document?.id !== graphId || graph.revision <= open.savedRevision || sending.length > 0) return;
  takeDocument(graph);
}

function schedule(delayMs: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => void flush(), delayMs);
}

async function flush(): Promise<void> {
  const { document, savedRevision } = editor.getState().graph;
  if (document === null || sending.length > 0 || waiting.length === 0) return;
  sending = waiting.slice(0, BATCH_LIMIT);
  waiting = waiting.slice(BATCH_LIMIT);
  const graphId = document.id;
  try {
    const body = { baseRevision: savedRevision, patches: [...sending], editor: EDITOR_ID };
    const { revision } = await call(http.patchGraph, { params: { graphId }, body });
    sending = [];
    if (editor.getState().graph.document?.id !== graphId) return;
    backoff.reset();
    setGraph((graph) => ({ ...graph, savedRevision: Math.max(graph.savedRevision, revision) }));
    report(waiting.length === 0 ? 'saved' : 'saving', null);
    if (waiting.length > 0) schedule(0);
  } catch (error) {
    waiting = [...sending, ...waiting];
    sending = [];
    if (editor.getState().graph.document?.id === graphId) await onRefused(graphId, error);
  }
}

async function onRefused(graphId: string, error: unknown): Promise<void> {
  const code = error instanceof EpochError ? error.code : 'INTERNAL';
  if (code === 'SERVICE_UNAVAILABLE' || code === 'INTERNAL' || code === 'STORAGE_FAILED' || code === 'DISK_FULL') {
    report('offline', messageOf(error));
    schedule(backoff.next());
    return;
  }
  const fresh = await call(http.readGraph, { params: { graphId } }).catch(() => null);
  if (fresh === null) {
    report('conflict', messageOf(error));
    schedule(backoff.next());
  } else if (code === 'REVISION_CONFLICT') {
    takeDocument(fresh.graph);
  } else {
    waiting = [];
    takeDocument(fresh.graph);
    notify('error', `The last change was refused and is taken back: ${messageOf(error)}`);
  }
}

/** Shows the server's document with the unsent edits on top, and sends them again on its revision. */
function takeDocument(fresh: GraphDocument): void {
  const before = countChanges(waiting);
  const merged = applyEach(fresh);
  const lost = before - countChanges(waiting);
  setGraph((graph) => ({ ...graph, document: merged, savedRevision: fresh.revision }));
  report(waiting.length === 0 ? 'saved' : 'saving', null);
  if (lost > 0)
    notify(
      'warning',
      `Another browser changed the same things. ${lost} of your changes no longer fit and were left out.`,
    );
  if (waiting.length > 0) schedule(0);
}

/** Puts the waiting patches on a document one by one; those that no longer fit leave the queue. */
function applyEach(document: GraphDocument) {
  let merged = document;
  const fitting: DocumentPatch[] = [];
  for (const patch of waiting) {
    const next = tryApply(merged, [patch]);
    if (next === null) continue;
    merged = next;
    fitting.push(patch);
  }
  waiting = fitting;
  return merged;
}

function report(saveState: SaveState, saveMessage: string | null): void {
  const pending = [...sending, ...waiting];
  const { document } = editor.getState().graph;
  if (document !== null) storeOutbox(() => localStorage, { graphId: document.id, patches: pending });
  setGraph((graph) => ({ ...graph, saveState, saveMessage, pendingCount: countChanges(pending) }));
}
