// @vitest-environment happy-dom
import type { GraphDocument } from '@epoch/graph-runtime/model';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { editor, initialState } from './editor-store.ts';
import { testCards, testGraph, testProduction } from './fixture.ts';
import { EDITOR_ID } from './ids.ts';
import { startLive } from './live.ts';

/** Stands in for the server's socket; the page finds it as `WebSocket`. */
class FakeWebSocket {
  static present: FakeWebSocket | null = null;
  readyState = 1;
  binaryType = 'blob';
  readonly sent: string[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  onerror: (() => void) | null = null;
  seq = 0;

  constructor() {
    FakeWebSocket.present = this;
  }
  send(data: string): void {
    this.sent.push(data);
  }
  close(): void {
    this.readyState = 3;
  }
  say(event: object): void {
    this.onmessage?.({ data: JSON.stringify({ ...event, seq: this.seq }) });
    this.seq += 1;
  }
}

const settings = { lastGraphId: 'g1', lastProductionId: null, theme: 'dark', previews: true };
const summary = { id: 'g1', name: 'Test', description: '', revision: 1, nodeCount: 1, savedAt: '' };
let stored: GraphDocument;
let stop: () => void;

function answer(url: string): unknown {
  if (url.endsWith('/catalogue')) return { cards: [testCards.Paint, { broken: true }] };
  if (url.endsWith('/graphs')) return { graphs: [summary] };
  if (url.endsWith('/graphs/g1')) return { graph: stored };
  if (url.endsWith('/templates')) return { templates: [] };
  if (url.endsWith('/assets')) return { assets: [] };
  if (url.endsWith('/productions/p1')) return { production: testProduction(), cues: [] };
  return settings;
}

function socket(): FakeWebSocket {
  return FakeWebSocket.present ?? expect.unreachable();
}
function hello(): void {
  const state = { cues: [], reports: {}, remarks: {}, frame: null, productions: [testProduction()] };
  socket().say({ type: 'hello', protocol: 1, version: '1', session: 's', settings, ...state });
}

beforeEach(async () => {
  vi.useFakeTimers();
  localStorage.clear();
  stored = { ...testGraph({ p: 'Paint' }), revision: 1 };
  vi.stubGlobal('WebSocket', FakeWebSocket);
  vi.stubGlobal('fetch', async (url: string) => Response.json(answer(url)));
  editor.setState(initialState());
  stop = startLive();
  socket().onopen?.();
  hello();
  await vi.advanceTimersByTimeAsync(100);
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('[ED59] the first hello opens the graph that was open last, with the nodes the server knows', () => {
  const { graph, catalogue, run } = editor.getState();
  expect(graph.document?.id).toBe('g1');
  expect(Object.keys(catalogue.cards)).toEqual(['Paint']);
  expect(catalogue.loaded).toBe(true);
  expect(run).toMatchObject({ connection: 'open', currentId: 'p1' });
});

test('[ED60] a graph another browser saved is taken over; the echo of an own edit is not', async () => {
  stored = { ...testGraph({ p: 'Paint', w: 'Words' }), revision: 2 };
  socket().say({ type: 'graph', graphId: 'g1', revision: 2, editor: EDITOR_ID });
  await vi.advanceTimersByTimeAsync(50);
  expect(Object.keys(editor.getState().graph.document?.nodes ?? {})).toEqual(['p']);
  socket().say({ type: 'graph', graphId: 'g1', revision: 2, editor: 'someone-else' });
  await vi.advanceTimersByTimeAsync(50);
  expect(Object.keys(editor.getState().graph.document?.nodes ?? {})).toEqual(['p', 'w']);
  expect(editor.getState().graph.savedRevision).toBe(2);
});

test('[ED61] the watch list names the production in front, also after another one begins', async () => {
  socket().say({ type: 'production', production: testProduction({ id: 'p2' }) });
  await vi.advanceTimersByTimeAsync(100);
  const lists = socket().sent.map((text): { production: string } => JSON.parse(text));
  expect(lists.at(-1)?.production).toBe('p2');
});
