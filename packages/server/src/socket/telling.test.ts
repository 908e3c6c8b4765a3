import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { browse, type TestBrowser } from '../testing/browser.ts';
import { engineGraph } from '../testing/engine-film.ts';
import { type FakeApp, fakeApp } from '../testing/fake-app.ts';
import { solidPng } from '../testing/solid-png.ts';

let app: FakeApp;
const browsers: TestBrowser[] = [];
beforeEach(async () => {
  app = await fakeApp();
  await app.http.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(async () => {
  for (const { socket } of browsers.splice(0)) socket.terminate();
  await app.end();
});

async function enter(): Promise<TestBrowser> {
  const { port } = app.http.server.address() as AddressInfo;
  const browser = browse(`ws://127.0.0.1:${port}/api/socket`);
  browsers.push(browser);
  await browser.until(({ type }) => type === 'hello');
  return browser;
}

async function newProduction(): Promise<string> {
  const document = engineGraph({ frames: 3 });
  const { graph } = (await app.http.inject({ method: 'POST', url: '/api/graphs', payload: { document } })).json();
  const payload = { graphId: graph.id, start: false };
  return (await app.http.inject({ method: 'POST', url: '/api/productions', payload })).json().production.id;
}

test('[WS11] what a slow node tells reaches browsers: progress, remarks, glimpses', async () => {
  const glimpse = await solidPng(24, 16, 90);
  let finish = () => {};
  app.kit.fake.engine = async (context) => {
    if (context.frame.index !== 1) return;
    context.remark('sd15.safetensors (first of 12)');
    context.remark('sd15.safetensors (first of 12)');
    context.progress(0.5);
    context.glimpse(glimpse);
    await new Promise<void>((resolve) => (finish = resolve));
  };
  const production = await newProduction();
  const browser = await enter();
  browser.say({ type: 'watch', requestId: 'w', production, previews: [{ node: 'engine', width: 64 }] });
  browser.say({ type: 'command', requestId: 'c', production, command: 'start' });
  const shown = await browser.untilPreview((header) => header.glimpse === true);
  expect(shown).toMatchObject({ node: 'engine', frame: 1, width: 24, height: 16 });
  await browser.until(({ type }) => type === 'progress');
  const remarks = browser.events.filter(({ type }) => type === 'remark');
  expect(remarks).toMatchObject([{ production, node: 'engine', words: 'sd15.safetensors (first of 12)' }]);

  const late = await enter();
  expect(late.events[0]).toMatchObject({ type: 'hello', remarks: { engine: 'sd15.safetensors (first of 12)' } });
  finish();
  await browser.until((event) => event.type === 'production' && event.production.state === 'finished');
  const last = await browser.untilPreview(({ node, frame }) => node === 'engine' && frame === 2);
  expect(last.glimpse).toBeUndefined();
});
