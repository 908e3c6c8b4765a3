import { afterEach, describe, expect, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { portOf } from '../../engines/wire/testing.ts';
import { createEvents, type Events } from './events.ts';
import { PATIENT } from './testing.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function server(greet: (socket: WebSocket) => void) {
  const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  sockets.on('connection', greet);
  await new Promise<void>((resolve) => sockets.once('listening', resolve));
  ends.push(
    () =>
      new Promise((resolve) => {
        for (const client of sockets.clients) client.terminate();
        sockets.close(() => resolve());
      }),
  );
  return { target: { product: 'ComfyUI', url: `http://127.0.0.1:${portOf(sockets)}`, headers: {} }, sockets };
}

function open(...args: Parameters<typeof createEvents>): Events {
  const events = createEvents(...args);
  ends.push(events.close);
  return events;
}

function ears(events: Events, promptId: string) {
  const heard = { types: [] as string[], previews: 0, cuts: 0 };
  events.listen(promptId, {
    event: ({ type }) => heard.types.push(type),
    preview: () => heard.previews++,
    cut: () => heard.cuts++,
  });
  return heard;
}

const say = (socket: WebSocket, type: string, data: object) => socket.send(JSON.stringify({ type, data }));
const TYPE_1 = Buffer.concat([Buffer.from('0000000100000001', 'hex'), Buffer.from('jpeg')]);

describe('events', () => {
  test('[CC66] a prompt hears what is about itself and nothing else', async () => {
    const { target } = await server((socket) => {
      say(socket, 'status', { sid: 'x' });
      say(socket, 'executing', { node: '5' });
      say(socket, 'executing', { node: '5', prompt_id: 'theirs' });
      say(socket, 'executing', { node: '5', prompt_id: 'ours' });
      say(socket, 'progress', { prompt_id: 'ours', value: 1, max: 2 });
    });
    const events = open(target, { waitMs: 5000 });
    const heard = ears(events, 'ours');
    await events.clientId();
    await expect.poll(() => heard.types, PATIENT).toEqual(['executing', 'progress']);
  });

  test('[CC67] previews without a name belong to the running prompt, but to nobody once the server names them', async () => {
    for (const named of [false, true]) {
      const { target } = await server((socket) => {
        say(socket, 'status', { sid: 'x' });
        if (named) say(socket, 'feature_flags', { supports_preview_metadata: true });
        socket.send(TYPE_1);
        say(socket, 'executing', { node: '5', prompt_id: 'ours' });
        socket.send(TYPE_1);
        say(socket, 'executing', { node: '5', prompt_id: 'theirs' });
        socket.send(TYPE_1);
        say(socket, 'last', { prompt_id: 'ours' });
      });
      const events = open(target, { waitMs: 5000 });
      const heard = ears(events, 'ours');
      await events.clientId();
      await expect.poll(() => heard.types, PATIENT).toContain('last');
      expect(heard.previews).toBe(named ? 0 : 1);
    }
  });

  test('[CC68] it connects again by itself while somebody listens, under a new name, and tells that it was cut', async () => {
    const greeted: WebSocket[] = [];
    const { target } = await server((socket) => {
      greeted.push(socket);
      say(socket, 'status', {});
    });
    const events = open(target, { waitMs: 5000, againMs: 5 });
    const heard = ears(events, 'ours');
    const first = await events.clientId();
    expect(await events.clientId()).toBe(first);
    greeted[0]?.terminate();
    await expect.poll(() => greeted.length, PATIENT).toBe(2);
    expect(await events.clientId()).not.toBe(first);
    expect([heard.cuts, events.cuts]).toEqual([1, 1]);
    expect(greeted).toHaveLength(2);
  });

  test('[CC69] a server that greets nobody holds up one prompt, not each', async () => {
    const { target } = await server(() => {});
    const events = open(target, { waitMs: 40 });
    const first = await events.clientId();
    const waiting = open(target, { waitMs: 1e9 });
    // The second call must come back although nothing ever greets: so it cannot have waited.
    expect(await events.clientId()).toBe(first);
    void waiting.clientId();
  });

  test('[CC91] once they are closed nothing is connected any more', async () => {
    let connections = 0;
    const { target } = await server(() => connections++);
    const events = open(target, { waitMs: 10 });
    await events.close();
    await expect(events.clientId()).rejects.toMatchObject({ code: 'ENGINE_AWAY' });
    expect([connections, events.connected]).toEqual([0, false]);
  });
});
