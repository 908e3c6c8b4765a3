import type { ServerEvent } from '@epoch/graph-runtime/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PreviewMessage } from './preview-message.ts';
import { openEventSocket, type SocketLike } from './socket.ts';

interface FakeSocket extends SocketLike {
  readonly sent: string[];
  open(): void;
  say(event: object): void;
  drop(): void;
}

function fakeSocket(): FakeSocket {
  const state = { readyState: 0 };
  const socket: FakeSocket = {
    binaryType: 'blob',
    get readyState() {
      return state.readyState;
    },
    sent: [],
    onopen: null,
    onclose: null,
    onerror: null,
    onmessage: null,
    send: (data) => void socket.sent.push(data),
    close() {
      state.readyState = 3;
    },
    open() {
      state.readyState = 1;
      socket.onopen?.(new Event('open'));
    },
    say: (event) => socket.onmessage?.(new MessageEvent('message', { data: JSON.stringify(event) })),
    drop: () => socket.onclose?.(Object.assign(new Event('close'), { code: 1006, reason: '', wasClean: false })),
  };
  return socket;
}

const settings = { lastGraphId: null, lastProductionId: null, theme: 'dark', previews: true };
const hello = (seq: number) => {
  const state = { productions: [], cues: [], reports: {}, remarks: {}, frame: null };
  return { type: 'hello', seq, protocol: 1, version: '1', session: 's', settings, ...state };
};
const assets = (seq: number) => ({ type: 'assets', seq });

function connect() {
  const sockets: FakeSocket[] = [];
  const events: ServerEvent[] = [];
  const previews: PreviewMessage[] = [];
  const connections: string[] = [];
  const stream = openEventSocket({
    onEvent: (event) => events.push(event),
    onPreview: (preview) => previews.push(preview),
    onConnection: (connection) => connections.push(connection),
    connect() {
      const socket = fakeSocket();
      sockets.push(socket);
      return socket;
    },
  });
  return { sockets, events, previews, connections, stream };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('[ED14] events in sequence are handed on', () => {
  const { sockets, events, connections } = connect();
  sockets[0]?.open();
  sockets[0]?.say(hello(5));
  sockets[0]?.say(assets(6));
  sockets[0]?.say({ type: 'reply', requestId: 'w1', ok: true, error: null });
  sockets[0]?.say(assets(7));
  expect(events.map(({ type }) => type)).toEqual(['hello', 'assets', 'reply', 'assets']);
  expect(connections).toEqual(['connecting', 'open']);
});

test('[ED15] a missing sequence number connects again, and the whole state comes with the next hello', () => {
  const { sockets, events, connections } = connect();
  sockets[0]?.open();
  sockets[0]?.say(hello(0));
  sockets[0]?.say(assets(2));
  expect(events.map(({ type }) => type)).toEqual(['hello']);
  expect(connections.at(-1)).toBe('lost');
  vi.advanceTimersByTime(1_000);
  expect(sockets).toHaveLength(2);
  sockets[1]?.open();
  sockets[1]?.say(hello(0));
  expect(events.map(({ type }) => type)).toEqual(['hello', 'hello']);
  expect(connections.at(-1)).toBe('open');
});

test('[ED15] an event before hello, and one this editor does not understand, connect again too', () => {
  for (const wrong of [assets(1), { type: 'who-knows', seq: 1 }]) {
    const { sockets, events } = connect();
    sockets[0]?.open();
    sockets[0]?.say(wrong);
    expect(events).toEqual([]);
    vi.advanceTimersByTime(1_000);
    expect(sockets).toHaveLength(2);
  }
});

test('[ED16] tries wait longer and longer, and begin anew after a good connection', () => {
  const { sockets } = connect();
  for (const waitMs of [400, 800, 1_600]) {
    sockets.at(-1)?.drop();
    const before = sockets.length;
    vi.advanceTimersByTime(waitMs - 1);
    expect(sockets).toHaveLength(before);
    vi.advanceTimersByTime(1);
    expect(sockets).toHaveLength(before + 1);
  }
  sockets.at(-1)?.open();
  sockets.at(-1)?.say(hello(0));
  sockets.at(-1)?.drop();
  const before = sockets.length;
  vi.advanceTimersByTime(400);
  expect(sockets).toHaveLength(before + 1);
});

test('[ED17] the watch list is sent when it changes and again after a reconnect', () => {
  const { sockets, stream } = connect();
  stream.watch('p1', [{ node: 'a', width: 128 }]);
  expect(sockets[0]?.sent).toEqual([]);
  sockets[0]?.open();
  sockets[0]?.drop();
  vi.advanceTimersByTime(1_000);
  sockets[1]?.open();
  for (const socket of [sockets[0], sockets[1]]) {
    expect(socket?.sent.map((text) => JSON.parse(text))).toMatchObject([
      { type: 'watch', production: 'p1', previews: [{ node: 'a', width: 128 }] },
    ]);
  }
});

test('[ED18] a closed stream stays closed', () => {
  const { sockets, stream } = connect();
  sockets[0]?.drop();
  stream.close();
  vi.advanceTimersByTime(60_000);
  expect(sockets).toHaveLength(1);
});
