import { once } from 'node:events';
import sharp from 'sharp';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type FakeComfy, type FakeFaults, type Refusal, startFakeComfy, type ViewFault } from './fake-comfy.ts';
import { isObject, type JsonObject, parseJson, writeJson } from './json.ts';
import { img2img, small } from './replay/graphs.ts';
import { call, type Reply } from './replay/http-replay.ts';
import { listen } from './replay/listener.ts';
import { wordOf } from './replay/run-lines.ts';

const ID = '11111111-2222-4333-8444-555555555555';
const PATIENT = { timeout: 20_000, interval: 5 };

let fake: FakeComfy | null = null;
afterEach(async () => {
  await fake?.close();
  fake = null;
});

async function start(faults: Partial<FakeFaults> = {}): Promise<FakeComfy> {
  fake = await startFakeComfy({ faults });
  return fake;
}

function post(server: FakeComfy, prompt: JsonObject, prompt_id = ID): Promise<Reply> {
  const body = Buffer.from(writeJson({ prompt, prompt_id, client_id: 'me' }));
  return call(server, { method: 'POST', path: '/prompt', body });
}

const get = (server: FakeComfy, path: string, query = '') => call(server, { method: 'GET', path, query });

async function historyText(server: FakeComfy): Promise<string> {
  await expect.poll(async () => (await get(server, `/history/${ID}`)).bytes.length, PATIENT).toBeGreaterThan(5);
  return (await get(server, `/history/${ID}`)).bytes.toString();
}

async function upload(server: FakeComfy, name: string, bytes: Buffer): Promise<JsonObject> {
  const form = new FormData();
  form.set('image', new Blob([new Uint8Array(bytes)]), name);
  const answer = parseJson(await (await fetch(`${server.url}/upload/image`, { method: 'POST', body: form })).text());
  return isObject(answer) ? answer : {};
}

test('[FK17] a socket is dropped at the step asked for, once, and the run goes on', async () => {
  const server = await start({ dropSocketAtStep: 2, stepDelayMs: 2 });
  const ear = await listen(server, '/ws?clientId=me');
  await post(server, img2img(1, null));
  await historyText(server);
  await expect.poll(() => ear.socket.readyState, PATIENT).toBe(ear.socket.CLOSED);
  const steps = ear.heard.map(wordOf).filter((word) => word === 'progress');
  expect([steps.length, server.faults.dropSocketAtStep]).toEqual([1, null]);
  expect(server.seen.runs.map(({ end }) => end)).toEqual(['success']);
});

test('[FK17] neighbouring events change places, and all arrive', async () => {
  const words = async (reorderEvents: boolean) => {
    const server = await start({ reorderEvents });
    const ear = await listen(server, '/ws?clientId=me');
    await post(server, small(1, 'a'));
    const told = () => ear.heard.map(wordOf).filter((word) => word !== null);
    await expect.poll(() => told().filter((word) => word.startsWith('status')).length, PATIENT).toBeGreaterThan(2);
    await expect.poll(told, PATIENT).toContain('executing null');
    await server.close();
    return told();
  };
  const [plain, mixed] = [await words(false), await words(true)];
  expect(mixed).not.toEqual(plain);
  expect([...mixed].sort()).toEqual([...plain].sort());
});

test('[FK17] events and frames of unknown kinds come in between', async () => {
  const server = await start({ unknownFrames: true });
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/ws?clientId=me`);
  const heard: string[] = [];
  socket.on('message', (data, isBinary) => heard.push(isBinary ? 'binary' : String(data)));
  await once(socket, 'open');
  await post(server, small(1, 'a'));
  await expect
    .poll(() => heard.some((text) => text.includes('"executing"') && text.includes('null')), PATIENT)
    .toBe(true);
  socket.terminate();
  expect(heard).toContain('binary');
  expect(heard).toContain('no JSON at all');
  expect(heard.join()).toContain('crystools.monitor');
});

test('[FK17] a bare NaN makes the history no JSON', async () => {
  const server = await start({ nanInHistory: true });
  await post(server, small(1, 'a'));
  const text = await historyText(server);
  expect(text).toMatch(/: NaN/);
  expect(() => JSON.parse(text)).toThrow();
});

test('[FK17] uploads come back renamed, and are stored cut', async () => {
  const server = await start({ uploadRenamed: true, uploadCut: 1 });
  const bytes = Buffer.from('twelve bytes');
  expect(await upload(server, 'a.png', bytes)).toMatchObject({ name: 'a (renamed).png' });
  const stored = async (name: string) => (await get(server, '/view', `type=input&filename=${name}`)).bytes.toString();
  expect(await stored('a (renamed).png')).toBe('twelve');
  expect(await upload(server, 'b.png', bytes)).toMatchObject({ name: 'b (renamed).png' });
  expect(await stored('b (renamed).png')).toBe('twelve bytes');
});

test('[FK17] a cached answer names a file that is gone', async () => {
  const server = await start();
  await post(server, small(1, 'a'));
  await historyText(server);
  server.faults.cachedFileGone = 1;
  const other = '99999999-2222-4333-8444-555555555555';
  await post(server, small(1, 'a'), other);
  await expect.poll(() => server.seen.runs.length, PATIENT).toBe(2);
  await expect
    .poll(async () => (await get(server, `/history/${other}`)).bytes.toString(), PATIENT)
    .toContain('a_00001_');
  expect((await get(server, '/view', 'filename=a_00001_.png')).status).toBe(404);
});

test('[FK17] an answer comes byte by byte, or late', async () => {
  const server = await start({ trickleMs: 4 });
  const from = performance.now();
  const { bytes } = await get(server, '/prompt');
  expect(performance.now() - from).toBeGreaterThan(3 * bytes.length);
  Object.assign(server.faults, { trickleMs: 0, promptAnswerDelayMs: 60 });
  const sent = performance.now();
  const answer = post(server, small(1, 'a'));
  await expect.poll(() => server.seen.prompts.length, { ...PATIENT, interval: 1 }).toBe(1);
  expect((await answer).status).toBe(200);
  expect(performance.now() - sent).toBeGreaterThan(55);
});

test('[FK17] 200 with errors at the first output, which is not run', async () => {
  const server = await start({ promptNodeErrors: 1 });
  const two = { ...small(1, 'a'), 3: { class_type: 'PreviewImage', inputs: { images: ['1', 0] } } };
  const { status, bytes } = await post(server, two);
  expect([status, bytes.toString()]).toEqual([200, expect.stringContaining('"required_input_missing"')]);
  expect(await historyText(server)).not.toContain('a_00001_');
});

test.each<Refusal>(['no_prompt', 'missing_node_type', 'bad_linked_input', 'dependency_cycle'])(
  '[FK17] a good prompt is refused as %s, once',
  async (refuseWith) => {
    const server = await start({ refusePrompts: 1, refuseWith });
    const { status, bytes } = await post(server, small(1, 'a'));
    expect([status, bytes.toString()]).toEqual([400, expect.stringContaining(`"type": "${refuseWith}"`)]);
    expect((await post(server, small(1, 'a'))).status).toBe(200);
  },
);

test('[FK17] a worker takes nothing from the queue until it may', async () => {
  const server = await start({ zombieWorker: true });
  await post(server, small(1, 'a'));
  const queue = async () => (await get(server, '/queue')).bytes.toString();
  expect(await queue()).toContain('"queue_running": []');
  expect(await queue()).toContain(ID);
  expect(server.seen.runs).toEqual([]);
  server.faults.zombieWorker = false;
  await historyText(server);
});

test('[FK17] a run tints and blurs its picture more', async () => {
  const greens = async (drift: FakeFaults['drift']) => {
    const server = await start({ drift });
    await post(server, img2img(1, null, {}, 'd'));
    await historyText(server);
    const { bytes } = await get(server, '/view', 'filename=d_00001_.png');
    await server.close();
    const { channels } = await sharp(bytes).stats();
    return channels[1]?.mean ?? 0;
  };
  expect(await greens({ magenta: 0.5, blur: 1 })).toBeLessThan((await greens(null)) * 0.7);
});

test.each<[ViewFault, (reply: Reply) => void]>([
  ['missing', ({ status }) => expect(status).toBe(404)],
  ['slow', ({ status, bytes }) => expect([status, bytes.length > 60]).toEqual([200, true])],
])('[FK11] a view comes back %s', async (viewWith, check) => {
  const server = await start({ viewFaults: 1, viewWith });
  await post(server, small(1, 'v'));
  await historyText(server);
  check(await get(server, '/view', 'filename=v_00001_.png'));
  expect((await get(server, '/view', 'filename=v_00001_.png')).status).toBe(200);
});

test('[FK11] a view ends before the length that it claims', async () => {
  const server = await start({ viewFaults: 1, viewWith: 'wrong-length' });
  await post(server, small(1, 'v'));
  await historyText(server);
  await expect(get(server, '/view', 'filename=v_00001_.png')).rejects.toThrow();
});

test('[FK6] 500 in the words of the web server', async () => {
  const server = await start({ brokenInside: 1 });
  const { status, bytes } = await get(server, '/queue');
  expect([status, bytes.toString()]).toEqual([500, expect.stringContaining('Server got itself in trouble')]);
});
