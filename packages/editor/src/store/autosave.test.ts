// @vitest-environment happy-dom
import type { GraphDocument } from '@epoch/graph-runtime/model';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { edit, undo } from './actions/commit.ts';
import { addNode, setParam } from './actions/node-actions.ts';
import { adoptGraph } from './autosave.ts';
import { editor, initialState, setCatalogue } from './editor-store.ts';
import { testCards, testGraph } from './fixture.ts';

interface Patched {
  readonly baseRevision: number;
  readonly patches: readonly { readonly op: string; readonly path: readonly string[]; readonly value?: unknown }[];
}

/** Stands in for the server: keeps a document and answers PATCH as the test says. */
function fakeServer(stored: GraphDocument) {
  const sent: Patched[] = [];
  const server = {
    stored,
    sent,
    answer: (_: Patched): { status: number; body: unknown } => ({ status: 200, body: {} }),
  };
  server.answer = ({ baseRevision }) => ({ status: 200, body: { revision: baseRevision + 1 } });
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    if (init?.method !== 'PATCH') return Response.json({ graph: server.stored });
    if (url.endsWith('/settings')) return Response.json({});
    const body: Patched = JSON.parse(String(init.body));
    sent.push(body);
    const { status, body: reply } = server.answer(body);
    if (status === 0) throw new TypeError('no network');
    return Response.json(reply, { status });
  });
  return server;
}

const refusal = (code: string) => ({ error: { code, message: `refused: ${code}`, detail: {} } });
const graph = () => editor.getState().graph;

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  editor.setState(initialState());
  setCatalogue((catalogue) => ({ ...catalogue, cards: testCards }));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('[ED6] edits travel as PATCH on the revision they were made on, gathered and in order', async () => {
  const server = fakeServer({ ...testGraph({ p: 'Paint' }), revision: 4 });
  adoptGraph(server.stored);
  setParam('p', 'denoise', 0.5, 'drag');
  setParam('p', 'denoise', 0.6, 'drag');
  setParam('p', 'denoise', 0.7, 'drag');
  expect(graph().saveState).toBe('saving');
  await vi.advanceTimersByTimeAsync(500);
  expect(server.sent).toMatchObject([
    { baseRevision: 4, patches: [{ path: ['nodes', 'p', 'params', 'denoise'], value: 0.7 }] },
  ]);
  expect(graph()).toMatchObject({ saveState: 'saved', savedRevision: 5, pendingCount: 0 });
});

test('[ED7] without a server edits are kept in the browser, counted, and sent when it is back', async () => {
  const server = fakeServer({ ...testGraph({ p: 'Paint' }), revision: 1 });
  server.answer = () => ({ status: 0, body: null });
  adoptGraph(server.stored);
  setParam('p', 'denoise', 0.5);
  setParam('p', 'cfg', 9);
  await vi.advanceTimersByTimeAsync(400);
  expect(graph()).toMatchObject({ saveState: 'offline', pendingCount: 2 });
  expect(JSON.parse(localStorage.getItem('epochstreamer.outbox.g1') ?? '[]')).toHaveLength(2);
  server.answer = ({ baseRevision }) => ({ status: 200, body: { revision: baseRevision + 1 } });
  await vi.advanceTimersByTimeAsync(40_000);
  expect(graph()).toMatchObject({ saveState: 'saved', pendingCount: 0 });
  expect(localStorage.getItem('epochstreamer.outbox.g1')).toBeNull();
});

test('[ED7] edits an earlier page could not send are put on the graph when it is opened again', async () => {
  const server = fakeServer({ ...testGraph({ p: 'Paint' }), revision: 1 });
  const kept = [{ op: 'add', path: ['nodes', 'p', 'params', 'denoise'], value: 0.9 }];
  localStorage.setItem('epochstreamer.outbox.g1', JSON.stringify(kept));
  adoptGraph(server.stored);
  expect(graph().document?.nodes.p?.params.denoise).toBe(0.9);
  await vi.advanceTimersByTimeAsync(100);
  expect(server.sent).toMatchObject([{ baseRevision: 1, patches: kept }]);
});

test('[ED8] a conflict loads the other document and puts the unsent edits on top of it', async () => {
  const server = fakeServer({ ...testGraph({ p: 'Paint' }), revision: 1 });
  adoptGraph(server.stored);
  server.stored = { ...testGraph({ p: 'Paint', w: 'Words' }), revision: 2 };
  server.answer = ({ baseRevision }) =>
    baseRevision === 1 ? { status: 409, body: refusal('REVISION_CONFLICT') } : { status: 200, body: { revision: 3 } };
  setParam('p', 'denoise', 0.5);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(Object.keys(graph().document?.nodes ?? {})).toEqual(['p', 'w']);
  expect(graph().document?.nodes.p?.params.denoise).toBe(0.5);
  expect(graph()).toMatchObject({ saveState: 'saved', savedRevision: 3 });
});

test('[ED8] edits that no longer fit are left out, and the person is told', async () => {
  const server = fakeServer({ ...testGraph({ p: 'Paint' }), revision: 1 });
  adoptGraph(server.stored);
  server.stored = { ...testGraph({ w: 'Words' }), revision: 2 };
  server.answer = () => ({ status: 409, body: refusal('REVISION_CONFLICT') });
  setParam('p', 'denoise', 0.5);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(graph()).toMatchObject({ saveState: 'saved', pendingCount: 0 });
  expect(editor.getState().view.notices.at(-1)?.sentence).toContain('1 of your changes');
});

test('[ED9] an edit the server refuses is taken back with its sentence', async () => {
  const server = fakeServer({ ...testGraph({ p: 'Paint' }), revision: 1 });
  server.answer = () => ({ status: 422, body: refusal('GRAPH_INVALID') });
  adoptGraph(server.stored);
  setParam('p', 'denoise', 0.5);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(graph().document?.nodes.p?.params).toEqual({});
  expect(editor.getState().view.notices.at(-1)?.sentence).toContain('refused: GRAPH_INVALID');
});

test('[ED10] an undo while the server works is sent after the edit it takes back', async () => {
  const server = fakeServer({ ...testGraph({}), revision: 1 });
  adoptGraph(server.stored);
  const id = addNode('Paint', { x: 0, y: 0 });
  await vi.advanceTimersByTimeAsync(400);
  undo();
  edit((draft) => {
    draft.name = 'Other';
  });
  await vi.advanceTimersByTimeAsync(400);
  expect(server.sent.flatMap(({ patches }) => patches.map(({ op, path }) => `${op} ${path.join('/')}`))).toEqual([
    `add nodes/${id}`,
    `remove nodes/${id}`,
    'replace name',
  ]);
});
