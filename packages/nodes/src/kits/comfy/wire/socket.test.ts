import type { IncomingMessage } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { PATIENT, portOf, rawServer, tinyServer } from '../../engines/wire/testing.ts';
import { openSocket, type SocketEvent, type SocketTimes } from './socket.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function socketServer(greet: (socket: WebSocket, request: IncomingMessage) => void = () => {}) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  const texts: string[] = [];
  const upgrades: IncomingMessage[] = [];
  server.on('connection', (socket, request) => {
    upgrades.push(request);
    socket.on('message', (data) => texts.push(String(data)));
    greet(socket, request);
  });
  await new Promise<void>((resolve) => server.once('listening', resolve));
  ends.push(
    () =>
      new Promise((resolve) => {
        for (const client of server.clients) client.terminate();
        server.close(() => resolve());
      }),
  );
  return { url: `http://127.0.0.1:${portOf(server)}`, texts, upgrades };
}

function listen(url: string, times: SocketTimes = {}, key = 'Bearer key') {
  const heard = { events: [] as SocketEvent[], pictures: 0, closed: 0 };
  const socket = openSocket(
    { product: 'ComfyUI', url, headers: { authorization: key } },
    {
      event: (event) => heard.events.push(event),
      picture: () => heard.pictures++,
      closed: () => heard.closed++,
    },
    times,
  );
  ends.push(() => socket.close());
  return { heard, socket };
}

describe('the socket', () => {
  test('[CC17] it says its features first, sends the headers, and has a new name each time', async () => {
    const server = await socketServer();
    const one = listen(server.url);
    await expect.poll(() => server.texts.length, PATIENT).toBe(1);
    const two = listen(`${server.url}/base`);
    await expect.poll(() => server.texts.length, PATIENT).toBe(2);
    const flags = { type: 'feature_flags', data: { supports_preview_metadata: true } };
    expect(server.texts.map((text) => JSON.parse(text))).toEqual([flags, flags]);
    expect(one.socket.clientId).not.toBe(two.socket.clientId);
    expect(server.upgrades[0]?.url).toBe(`/ws?clientId=${one.socket.clientId}`);
    expect(server.upgrades[1]?.url).toBe(`/base/ws?clientId=${two.socket.clientId}`);
    expect(server.upgrades[0]?.headers).toMatchObject({ authorization: 'Bearer key' });
    expect(server.upgrades[0]?.headers.origin).toBeUndefined();
    await one.socket.close();
    expect(one.heard).toMatchObject({ closed: 1 });
  });

  test('[CC18] a connection that is open but dead is noticed by its missing pongs', async () => {
    // The other side gives up by itself when too many of its pongs are not taken: long before that it has to be noticed.
    let pings = 0;
    const silent = await socketServer((socket) => {
      socket.pong = () => {};
      socket.on('ping', () => pings++);
    });
    const { heard } = listen(silent.url, { pingMs: 40, silenceMs: 100 });
    await expect.poll(() => silent.texts.length, PATIENT).toBe(1);
    await expect.poll(() => heard.closed, { timeout: 20_000 }).toBe(1);
    expect(pings).toBeLessThan(10);

    const alive = await socketServer();
    const healthy = listen(alive.url, { pingMs: 10, silenceMs: 10_000 });
    await expect.poll(() => alive.texts.length, PATIENT).toBe(1);
    expect(healthy.heard.closed).toBe(0);
  });

  test('[CC19] texts that are no events are passed over', async () => {
    const strange = [
      '',
      'hello',
      '[]',
      '7',
      'null',
      '{"data":1}',
      '{"type":5}',
      '{"type":"x","data":NaN}',
      '['.repeat(5000),
    ];
    const server = await socketServer((socket) => {
      for (const text of strange) socket.send(text);
      socket.send(Buffer.from([0, 0]));
      socket.send('{"type":"status","data":{"sid":"a"}}');
    });
    const { heard } = listen(server.url);
    await expect.poll(() => heard.events.map(({ type }) => type), PATIENT).toEqual(['x', 'status']);
    expect(heard.pictures).toBe(0);
  });

  test('[CC20] a redirect, a refusal, a closed port and a message without end close it; nothing is thrown', async () => {
    const canary = await socketServer();
    const target = canary.url;
    const web = await tinyServer((_, response) => response.end());
    ends.push(web.close);
    web.server.on('upgrade', (_, socket) => {
      socket.end(`HTTP/1.1 302 Found\r\nLocation: ${target}\r\nContent-Length: 0\r\n\r\n`);
    });
    const redirected = listen(web.url);
    const shut = listen('http://127.0.0.1:9');
    const mute = await rawServer(() => {});
    ends.push(mute.close);
    const waiting = listen(mute.url, { openMs: 50 });
    const huge = await socketServer((socket) => socket.send(Buffer.alloc(65 * 1024 * 1024)));
    const flooded = listen(huge.url);
    const unsendable = listen(huge.url, {}, 'a\nb');
    for (const { heard } of [redirected, shut, waiting, flooded, unsendable]) {
      await expect.poll(() => heard.closed, { timeout: 20_000 }).toBe(1);
    }
    expect(canary.upgrades).toEqual([]);
  });
});
