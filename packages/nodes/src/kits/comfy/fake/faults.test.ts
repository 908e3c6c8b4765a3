import sharp from 'sharp';
import { afterEach, expect, test } from 'vitest';
import { type FakeComfy, type FakeFaults, startFakeComfy } from './fake-comfy.ts';
import { isObject, type JsonObject, parseJson, writeJson } from './json.ts';
import { img2img, small } from './replay/graphs.ts';
import { call } from './replay/http-replay.ts';
import { listen } from './replay/listener.ts';
import { wordOf } from './replay/run-lines.ts';

const ID = '11111111-2222-4333-8444-555555555555';

let fake: FakeComfy | null = null;
afterEach(async () => {
  await fake?.close();
  fake = null;
});

async function start(faults: Partial<FakeFaults> = {}): Promise<FakeComfy> {
  fake = await startFakeComfy({ faults });
  return fake;
}

function post(server: FakeComfy, prompt: JsonObject, more: JsonObject = {}) {
  const body = Buffer.from(writeJson({ prompt, prompt_id: ID, client_id: 'me', ...more }));
  return call(server, { method: 'POST', path: '/prompt', body });
}

async function entryOf(server: FakeComfy): Promise<JsonObject> {
  const reply = await call(server, { method: 'GET', path: `/history/${ID}` });
  const all = parseJson(reply.bytes.toString());
  const entry = isObject(all) ? all[ID] : undefined;
  if (!isObject(entry)) throw new Error('Not in history yet.');
  return entry;
}

async function finished(server: FakeComfy): Promise<JsonObject> {
  await expect
    .poll(
      () =>
        entryOf(server).then(
          () => true,
          () => false,
        ),
      { timeout: 20_000, interval: 5 },
    )
    .toBe(true);
  return await entryOf(server);
}

const status = (entry: JsonObject) => (isObject(entry.status) ? entry.status : {});

test('[FK6] a call meets what stands before the server: 401, 403, 413, 429, 502, a redirect', async () => {
  const server = await start({ token: 'key' });
  const get = (headers: Record<string, string> = {}) => call(server, { method: 'GET', path: '/queue', headers });
  expect((await get()).status).toBe(401);
  expect((await get({ authorization: 'Bearer key' })).status).toBe(200);
  Object.assign(server.faults, {
    token: null,
    forbidden: 1,
    tooLarge: 1,
    rateLimited: 1,
    retryAfterS: 7,
    badGateway: 1,
  });
  expect((await get()).status).toBe(403);
  expect((await get()).status).toBe(413);
  expect(await get()).toMatchObject({ status: 429, headers: { 'retry-after': '7' } });
  expect(await get()).toMatchObject({ status: 502, headers: { 'content-type': 'text/html' } });
  expect((await get()).status).toBe(200);
  server.faults.redirectTo = 'http://elsewhere.example';
  expect(await get()).toMatchObject({ status: 302, headers: { location: 'http://elsewhere.example/queue' } });
});

test('[FK7] a lost answer leaves the prompt queued once, a dropped request leaves nothing', async () => {
  const server = await start({ promptAnswerLost: 1 });
  await expect(post(server, small(1, 'a'))).rejects.toThrow();
  await finished(server);
  expect(server.seen.promptCount.get(ID)).toBe(1);
  server.faults.promptDropped = 1;
  await expect(post(server, small(2, 'a'))).rejects.toThrow();
  expect(server.seen.promptCount.get(ID)).toBe(1);
  expect((await post(server, small(2, 'a'))).status).toBe(200);
});

test.each([
  ['exception', 'RuntimeError'],
  ['out-of-memory', 'torch.OutOfMemoryError'],
  ['disk-full', 'OSError'],
] as const)('[FK8] a run fails as %s', async (failWith, type) => {
  const server = await start({ failRuns: 1, failWith });
  await post(server, img2img(1, null));
  const told = status(await finished(server));
  expect(told.status_str).toBe('error');
  expect(writeJson(told.messages)).toContain(`"exception_type": "${type}"`);
});

test('[FK8] a blocked node is told as an error, and the run ends in success with its picture', async () => {
  const server = await start({ failRuns: 1, failWith: 'blocked' });
  await post(server, img2img(1, null));
  const entry = await finished(server);
  expect(status(entry).status_str).toBe('success');
  expect(writeJson(status(entry).messages)).toContain('ExecutionBlocked');
  expect(writeJson(entry.outputs)).toContain('_00001_.png');
});

test('[FK8] a failure may be told as success, a status may be null, outputs may be missing', async () => {
  const server = await start({ failRuns: 1, successWithError: 1 });
  await post(server, img2img(1, null));
  expect(status(await finished(server)).status_str).toBe('success');
  await call(server, { method: 'POST', path: '/history', body: Buffer.from('{"clear": true}') });
  Object.assign(server.faults, { nullStatus: 1, outputsMissing: 1 });
  await post(server, img2img(2, null));
  expect(await finished(server)).toMatchObject({ status: null, outputs: {} });
});

test('[FK8] somebody else interrupts a run, or deletes it before it runs', async () => {
  const server = await start({ interruptedByOthers: 1 });
  await post(server, img2img(1, null));
  expect(writeJson(status(await finished(server)).messages)).toContain('execution_interrupted');
  await call(server, { method: 'POST', path: '/history', body: Buffer.from('{"clear": true}') });
  server.faults.deletedByOthers = 1;
  expect((await post(server, img2img(2, null))).status).toBe(200);
  await post(server, small(3, 'after'), { prompt_id: '99999999-2222-4333-8444-555555555555' });
  await expect.poll(() => server.seen.runs.length, { timeout: 20_000 }).toBe(2);
  await expect(entryOf(server)).rejects.toThrow('Not in history');
});

test('[FK9] a kill loses queue, history and temp; files and the port stay', async () => {
  const server = await start({ killAtStep: 2 });
  await post(server, { ...small(1, 'kept'), 3: { class_type: 'PreviewImage', inputs: { images: ['1', 0] } } });
  const temp = /ComfyUI_temp_\w+\.png/.exec(writeJson((await finished(server)).outputs))?.[0];
  const { port } = server;
  await post(server, img2img(1, null), { prompt_id: '99999999-2222-4333-8444-555555555555' });
  await expect
    .poll(
      () =>
        post(server, small(9, 'x')).then(
          () => true,
          () => false,
        ),
      { timeout: 20_000 },
    )
    .toBe(false);
  await server.restart();
  const get = async (path: string, query = '') => (await call(server, { method: 'GET', path, query })).status;
  expect(server.port).toBe(port);
  await expect(entryOf(server)).rejects.toThrow('Not in history');
  expect(await get('/view', 'filename=kept_00001_.png')).toBe(200);
  expect(await get('/view', `filename=${temp}&type=temp`)).toBe(404);
});

test('[FK9] a killed server comes back by itself when it is told to', async () => {
  const server = await start({ killAtStep: 1, restartAfterMs: 20 });
  await post(server, img2img(1, null));
  const asked = () => post(server, small(2, 'again'), { prompt_id: '99999999-2222-4333-8444-555555555555' });
  const answered = () =>
    asked().then(
      ({ status: code }) => code === 200,
      () => false,
    );
  await expect.poll(() => server.faults.killAtStep, { timeout: 20_000 }).toBe(null);
  await expect.poll(answered, { timeout: 20_000 }).toBe(true);
  await expect.poll(() => server.seen.runs.map(({ end }) => end).includes('success'), { timeout: 20_000 }).toBe(true);
  expect(server.seen.runCount.get(ID)).toBeUndefined();
});

test('[FK10] events come twice, without prompt_id, between strangers and unknown frames, cut short', async () => {
  const server = await start({ duplicateEvents: true, omitPromptId: true, foreignEvents: true });
  const ear = await listen(server, '/ws?clientId=me');
  await post(server, small(1, 'a'));
  await finished(server);
  await expect.poll(() => ear.heard.filter((line) => wordOf(line) === 'executing null').length).toBeGreaterThan(3);
  const starts = ear.heard.filter((line) => wordOf(line) === 'execution_start').map(({ text }) => text);
  expect(starts).toHaveLength(2);
  expect(writeJson(starts)).not.toContain(ID);
  expect(writeJson(ear.heard)).toContain('0f0f0f0f-1111');
  Object.assign(server.faults, { duplicateEvents: false, foreignEvents: false, truncatedFrames: true });
  const sizes: number[] = [];
  ear.socket.on('message', (data, binary) => binary && Buffer.isBuffer(data) && sizes.push(data.length));
  await post(server, img2img(1, null), { prompt_id: '99999999-2222-4333-8444-555555555555' });
  await expect.poll(() => sizes.length).toBeGreaterThan(0);
  expect(new Set(sizes)).toEqual(new Set([6]));
});

test('[FK10] a half-open socket hears nothing and gets no pong', async () => {
  const server = await start({ halfOpenSockets: true });
  const ear = await listen(server, '/ws?clientId=me');
  let pongs = 0;
  ear.socket.on('pong', () => (pongs += 1));
  ear.socket.ping();
  await post(server, small(1, 'a'));
  await finished(server);
  server.faults.halfOpenSockets = false;
  ear.socket.ping();
  await expect.poll(() => pongs).toBe(1);
  expect(ear.heard).toEqual([]);
});

test.each([
  ['truncated', async (bytes: Buffer) => expect(sharp(bytes).raw().toBuffer()).rejects.toThrow()],
  ['html', async (bytes: Buffer) => expect(bytes.toString()).toContain('<html>')],
  ['other-size', async (bytes: Buffer) => expect((await sharp(bytes).metadata()).width).toBe(72)],
  ['sixteen-bit', async (bytes: Buffer) => expect((await sharp(bytes).metadata()).depth).toBe('ushort')],
] as const)('[FK11] a view comes back %s, the next one whole', async (viewWith, check) => {
  const server = await start({ viewFaults: 1, viewWith });
  await post(server, small(1, 'v'));
  await finished(server);
  const view = () => call(server, { method: 'GET', path: '/view', query: 'filename=v_00001_.png' });
  await check((await view()).bytes);
  expect((await sharp((await view()).bytes).metadata()).width).toBe(64);
});

test('[FK12] lists come in one shape or the other, long ones are not named, a class may be missing', async () => {
  const server = await start({ comboShape: 'v3', extraModels: 25, saveImageWebsocketAbsent: true });
  const info = async (name: string) =>
    (await call(server, { method: 'GET', path: `/object_info/${name}` })).bytes.toString();
  expect(await info('KSampler')).toContain('"sampler_name": ["COMBO"');
  server.faults.comboShape = 'list';
  expect(await info('KSamplerSelect')).toContain('"sampler_name": [["euler"');
  expect(await info('SaveImageWebsocket')).toBe('{}');
  const graph = img2img(1, null);
  graph[1] = { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'none' } };
  expect((await post(server, graph)).bytes.toString()).toContain('(list of length 27)');
});
