import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { MONITOR, type ServerEvent } from '@epoch/graph-runtime/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { browse as connect, type TestBrowser } from '../testing/browser.ts';
import { type FakeApp, fakeApp } from '../testing/fake-app.ts';
import { loopGraph } from '../testing/fake-kit.ts';
import { createPreviewShelf } from './preview-shelf.ts';

let app: FakeApp;
let url: string;
const browsers: WebSocket[] = [];
beforeEach(async () => {
  app = await fakeApp();
  await app.http.listen({ port: 0, host: '127.0.0.1' });
  url = `ws://127.0.0.1:${(app.http.server.address() as AddressInfo).port}/api/socket`;
});
afterEach(async () => {
  for (const browser of browsers.splice(0)) browser.terminate();
  await app.end();
});

function browse(): TestBrowser {
  const browser = connect(url);
  browsers.push(browser.socket);
  return browser;
}

async function newProduction(start: boolean, frames: number | null = 20): Promise<string> {
  const document = loopGraph({ frames });
  const { graph } = (await app.http.inject({ method: 'POST', url: '/api/graphs', payload: { document } })).json();
  const payload = { graphId: graph.id, start };
  return (await app.http.inject({ method: 'POST', url: '/api/productions', payload })).json().production.id;
}

const isReply = (requestId: string) => (event: ServerEvent) => event.type === 'reply' && event.requestId === requestId;

test('[WS1] the first message is the whole present state; events are numbered without gaps', async () => {
  const production = await newProduction(false);
  const browser = browse();
  const hello = await browser.until(({ type }) => type === 'hello');
  expect(hello).toMatchObject({ seq: 0, protocol: 1, productions: [{ id: production, state: 'ready' }], frame: null });
  browser.say({ type: 'command', requestId: 'a', production, command: 'start' });
  await browser.until((event) => event.type === 'production' && event.production.state === 'finished');
  const numbers = browser.events.flatMap((event) => ('seq' in event ? [event.seq] : []));
  expect(numbers).toEqual(numbers.map((_, at) => at));
  const frames = browser.events.flatMap((event) => (event.type === 'frame' ? [event.frame] : []));
  expect(frames.at(-1)).toBe(19);
  const late = browse();
  const present = await late.until(({ type }) => type === 'hello');
  expect(present).toMatchObject({ frame: 19, reports: { counter: { values: { count: 20 } } } });
});

test('[WS13] a production that goes to the trash is told to every browser', async () => {
  const production = await newProduction(false);
  const browser = browse();
  await browser.until(({ type }) => type === 'hello');
  await app.productions.remove(production);
  expect(await browser.until(({ type }) => type === 'production-removed')).toMatchObject({ production });
});

test('[WS2] every request is answered under its id, refusals with code and sentence', async () => {
  const browser = browse();
  await browser.until(({ type }) => type === 'hello');
  browser.say({ type: 'ping', requestId: 'p' });
  expect(await browser.until(isReply('p'))).toMatchObject({ ok: true, error: null });
  browser.say({ type: 'command', requestId: 'c', production: 'nothing', command: 'pause' });
  expect(await browser.until(isReply('c'))).toMatchObject({ ok: false, error: { code: 'PRODUCTION_NOT_FOUND' } });
});

test('[WS3] previews come for watched nodes of the running production only, at the asked width, latest first', async () => {
  const production = await newProduction(false);
  const browser = browse();
  await browser.until(({ type }) => type === 'hello');
  const previews = [
    { node: 'painter', width: 64 },
    { node: MONITOR, width: 100 },
  ];
  browser.say({ type: 'watch', requestId: 'w', production, previews });
  await browser.until(isReply('w'));
  browser.say({ type: 'command', requestId: 'c', production, command: 'start' });
  const last = await browser.untilPreview(({ node, frame }) => node === MONITOR && frame === 19);
  expect(last).toMatchObject({ production, width: 100, height: 56, sourceWidth: 128, sourceHeight: 72 });
  await browser.untilPreview(({ node, frame }) => node === 'painter' && frame === 19);
  expect(new Set(browser.previews.map(({ node, width }) => `${node} ${width}`))).toEqual(
    new Set(['painter 64', `${MONITOR} 100`]),
  );
  for (const node of ['painter', MONITOR]) {
    const shown = browser.previews.filter((header) => header.node === node).map(({ frame }) => frame);
    expect(shown).toEqual([...shown].sort((a, b) => a - b));
  }
  await expect.poll(() => app.kit.pinned()).toBe(0);
});

test('[WS4] whoever begins to watch sees the last preview at once, also of a film that has ended', async () => {
  const production = await newProduction(true);
  const first = browse();
  await first.until((event) => event.type === 'production' && event.production.state === 'finished');
  const late = browse();
  await late.until(({ type }) => type === 'hello');
  late.say({ type: 'watch', requestId: 'w', production, previews: [{ node: MONITOR, width: 80 }] });
  expect(await late.untilPreview(({ node }) => node === MONITOR)).toMatchObject({ frame: 19, sourceWidth: 128 });
});

test('[WS5] a paused film shows its pictures to whoever comes', async () => {
  const production = await newProduction(false, null);
  const browser = browse();
  await browser.until(({ type }) => type === 'hello');
  browser.say({ type: 'command', requestId: 's', production, command: 'step' });
  await browser.until((event) => event.type === 'frame');
  browser.say({
    type: 'watch',
    requestId: 'w',
    production,
    previews: [
      { node: 'delay', width: 40 },
      { node: 'fragile', width: 50 },
    ],
  });
  expect(await browser.untilPreview(({ node }) => node === 'fragile')).toMatchObject({ frame: 0, width: 50 });
});

test('[WS6] a browser that reads nothing slows neither the film nor the others', async () => {
  const production = await newProduction(false, 60);
  const [slow, quick] = [browse(), browse()];
  const previews = [
    { node: 'painter', width: 128 },
    { node: MONITOR, width: 128 },
  ];
  for (const browser of [slow, quick]) {
    await browser.until(({ type }) => type === 'hello');
    browser.say({ type: 'watch', requestId: 'w', production, previews });
    await browser.until(isReply('w'));
  }
  slow.socket.pause();
  quick.say({ type: 'command', requestId: 'c', production, command: 'start' });
  await quick.until((event) => event.type === 'production' && event.production.state === 'finished');
  expect(await quick.untilPreview(({ frame }) => frame === 59)).toMatchObject({ production });
});

test('[WS7] what is no message of ours closes the socket that sent it, and only that one', async () => {
  const [bad, good] = [browse(), browse()];
  await bad.until(({ type }) => type === 'hello');
  await good.until(({ type }) => type === 'hello');
  const closed = new Promise<number>((resolve) => bad.socket.on('close', resolve));
  bad.say({ type: 'shutdown', requestId: 'x' });
  expect(await closed).toBe(1007);
  const huge = browse();
  await huge.until(({ type }) => type === 'hello');
  const tooBig = new Promise<number>((resolve) => huge.socket.on('close', resolve));
  huge.socket.send('x'.repeat(300_000));
  expect(await tooBig).toBe(1009);
  good.say({ type: 'ping', requestId: 'p' });
  expect(await good.until(isReply('p'))).toMatchObject({ ok: true });
});

test('[WS8] all browsers hear of edits, with who made them', async () => {
  const { graph } = (
    await app.http.inject({ method: 'POST', url: '/api/graphs', payload: { document: loopGraph() } })
  ).json();
  const browser = browse();
  await browser.until(({ type }) => type === 'hello');
  const patches = [{ op: 'replace', path: ['name'], value: 'Renamed' }];
  const payload = { baseRevision: 0, patches, editor: 'tab-1' };
  await app.http.inject({ method: 'PATCH', url: `/api/graphs/${graph.id}`, payload });
  const heard = await browser.until(({ type }) => type === 'graph');
  expect(heard).toMatchObject({ graphId: graph.id, revision: 1, editor: 'tab-1' });
});

test('[WS9] a production opened again after a restart shows what its nodes showed last', async () => {
  const production = await newProduction(false);
  const browser = browse();
  await browser.until(({ type }) => type === 'hello');
  browser.say({ type: 'watch', requestId: 'w', production, previews: [{ node: 'painter', width: 64 }] });
  await browser.until(isReply('w'));
  browser.say({ type: 'command', requestId: 'c', production, command: 'start' });
  await browser.untilPreview(({ node, frame }) => node === 'painter' && frame === 19);
  await app.close();
  expect(await createPreviewShelf((id) => join(app.folder, id)).load(production, 'painter')).not.toBeNull();
  app = await fakeApp({ dataFolder: app.folder });
  await app.http.listen({ port: 0, host: '127.0.0.1' });
  url = `ws://127.0.0.1:${(app.http.server.address() as AddressInfo).port}/api/socket`;
  const later = browse();
  await later.until(({ type }) => type === 'hello');
  later.say({ type: 'watch', requestId: 'w', production, previews: [{ node: 'painter', width: 90 }] });
  expect(await later.untilPreview(({ node }) => node === 'painter')).toMatchObject({ frame: 19, width: 64 });
});
