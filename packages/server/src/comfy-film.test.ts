import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GraphNode } from '@epoch/graph-runtime/model';
import { type FakeComfy, startFakeComfy } from '@epoch/nodes/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EngineStore, openEngines } from './engines/engine-store.ts';
import { type OpenedKit, openNodeKit } from './node-kit.ts';
import { type FakeApp, fakeApp } from './testing/fake-app.ts';
import { fakeGraph } from './testing/fake-kit.ts';
import { closedAddress, tinyServer } from './testing/tiny-server.ts';

const headers = { Authorization: 'Bearer hunter22-of-the-studio' };
const WAIT = { timeout: 45_000, interval: 25 };

let dataFolder: string;
let engines: EngineStore;
let kit: OpenedKit;
let app: FakeApp;
let comfy: FakeComfy;
beforeAll(async () => {
  comfy = await startFakeComfy({ faults: { token: 'hunter22-of-the-studio' } });
  dataFolder = mkdtempSync(join(tmpdir(), 'epoch-comfy-'));
  engines = await openEngines({ dataFolder, comfyUrl: undefined });
  kit = openNodeKit({ engines, workers: 1 });
  app = await fakeApp({ ...{ dataFolder, engines, kit }, clientsFor: () => kit.engineClients });
});
afterAll(async () => {
  await app.end();
  await kit.close();
  await comfy.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

async function call(method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object) {
  const answer = await app.http.inject({ method, url, ...(payload === undefined ? {} : { payload }) });
  return { status: answer.statusCode, body: answer.json() };
}

const listsOf = async (server: string, refresh = false) =>
  (await call('GET', `/api/engine-lists?kind=comfyui&server=${server}&refresh=${refresh}`)).body;

/** A film of two frames that asks ComfyUI. */
async function newFilm(params: GraphNode['params']) {
  const document = fakeGraph(
    [
      ['redraw', 'ComfyImg2Img', { steps: 2, ...params }],
      ['output', 'FrameOutput'],
    ],
    [['redraw', 'image', 'output', 'image']],
    { width: 64, height: 64, frames: 2 },
  );
  const { id } = await app.graphs.create({ document });
  return call('POST', '/api/productions', { graphId: id, start: true });
}

test('[IS9] a refused connection is explained, then mended: what answered is told', async () => {
  const away = await closedAddress();
  const made = (await call('POST', '/api/engines', { name: 'Studio', kind: 'comfyui', url: away, headers })).body;
  const ask = { id: made.id, kind: 'comfyui' };
  expect((await call('POST', '/api/engines/test', { ...ask, url: away })).body.message).toMatch(/^Nothing answers at/);
  const bare = { ...ask, url: comfy.url, headers: { authorization: null } };
  expect((await call('POST', '/api/engines/test', bare)).body.message).toMatch(/401/);
  const { body } = await call('POST', '/api/engines/test', { ...ask, url: comfy.url });
  expect(body).toMatchObject({
    ok: true,
    version: '0.26.0',
    queueRunning: 0,
    queuePending: 0,
    counts: { checkpoints: 2 },
  });
  expect(body.latencyMs).toBeGreaterThan(0);
  expect((await call('PATCH', `/api/engines/${made.id}`, { url: comfy.url })).body).toMatchObject({ url: comfy.url });
});

test('[IS10] lists are asked once and again on demand; a server that went away is an answer', async () => {
  expect(await listsOf('Studio')).toMatchObject({
    ...{ server: 'Studio', message: null },
    lists: {
      checkpoints: expect.arrayContaining(['random-sd15.safetensors']),
      samplers: expect.arrayContaining(['euler']),
    },
  });
  expect((await listsOf('')).server).toBe('Studio');
  comfy.faults.extraModels = 3;
  expect((await listsOf('Studio')).lists.checkpoints).toHaveLength(2);
  expect((await listsOf('Studio', true)).lists.checkpoints).toHaveLength(5);
  await comfy.kill();
  const away = await listsOf('Studio', true);
  expect(away).toMatchObject({ server: null, lists: {} });
  expect(away.message).toMatch(/Nothing answers|ComfyUI at .* broke/);
  await comfy.restart();
  comfy.faults.extraModels = 0;
  expect((await listsOf('Studio', true)).lists.checkpoints).toHaveLength(2);
});

test('[IS11] a film does not begin with a model or server that is not there, and leaves no folder', async () => {
  const before = readdirSync(dataFolder).sort();
  const { status, body } = await newFilm({ checkpoint: 'Random-SD15.ckpt' });
  expect(status).toBe(422);
  expect(body.error).toMatchObject({ code: 'GRAPH_INVALID', detail: { node: 'redraw', param: 'checkpoint' } });
  expect(body.error.message).toMatch(/"Random-SD15\.ckpt", which is not on the image server\. There are "random-sd15/);
  expect((await newFilm({ server: 'Cellar' })).body.error.detail).toMatchObject({ param: 'server' });
  expect(app.productions.list()).toEqual([]);
  expect(readdirSync(dataFolder).filter((name) => !before.includes(name))).toEqual(['graphs']);
});

test('[IS12] a film that waits for its server goes on when the address is mended', async () => {
  const studio = engines.list()[0]?.id ?? '';
  await call('PATCH', `/api/engines/${studio}`, { url: await closedAddress() });
  const { body } = await newFilm({});
  const face = () => app.productions.get(body.production.id);
  await expect.poll(() => face().state, WAIT).toBe('waiting');
  expect(face().message).toMatch(/Nothing answers/);
  expect((await call('PATCH', `/api/engines/${studio}`, { url: comfy.url })).status).toBe(200);
  await expect.poll(() => face().state, WAIT).toBe('finished');
  expect(face().framesDone).toBe(2);
  expect((await app.productions.frames(body.production.id, 0, 10)).frames).toHaveLength(2);
  expect(comfy.seen.runs.every(({ end }) => end === 'success')).toBe(true);
});

test('[IS6] a server that repeats the key in its refusal does not bring it into the film', async () => {
  const echo = await tinyServer((response) => response.writeHead(403).end(`no entry with ${headers.Authorization}`));
  const studio = engines.list()[0]?.id ?? '';
  await call('PATCH', `/api/engines/${studio}`, { url: echo.url });
  const { body } = await newFilm({});
  const face = () => app.productions.get(body.production.id);
  await expect.poll(() => face().state, WAIT).toMatch(/paused|waiting/);
  expect(echo.requests.some((request) => request.headers.authorization === headers.Authorization)).toBe(true);
  expect(JSON.stringify(face())).toMatch(/403/);
  expect(JSON.stringify(face())).not.toContain('hunter22');
  await app.productions.command(body.production.id, 'stop');
  await echo.close();
});

test('[IS6] a key is in no file but the one for keys, also after a film was made with it', () => {
  const files = readdirSync(dataFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(5);
  const holders = files
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes('hunter22'));
  expect(holders).toEqual([join(dataFolder, 'engines.json')]);
});
