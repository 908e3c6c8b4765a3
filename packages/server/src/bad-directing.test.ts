import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GraphDocument, GraphNode } from '@epoch/graph-runtime/model';
import { makeRaster } from '@epoch/graph-runtime/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from './cli/run-cli.ts';
import { type OpenedKit, openNodeKit } from './node-kit.ts';
import { browse } from './testing/browser.ts';
import { cliStage } from './testing/cli-stage.ts';
import { type FakeApp, fakeApp } from './testing/fake-app.ts';
import { fakeGraph } from './testing/fake-kit.ts';
import { fakeTerminal } from './testing/fake-terminal.ts';
import { multipart } from './testing/multipart.ts';
import { solidPng } from './testing/solid-png.ts';

/** What a director can do wrong, sent to the whole program with its real nodes, as the editor sends it. */
const FRAMES = 4;
const PATIENT = { timeout: 30_000, interval: 10 };
const root = mkdtempSync(join(tmpdir(), 'epoch-bad-directing-'));
const stage = cliStage();
let app: FakeApp;
let kit: OpenedKit;
beforeAll(async () => {
  kit = openNodeKit({ assetFolders: [join(root, 'assets')], workers: 1, engines: { of: () => [] } });
  app = await fakeApp({ kit, dataFolder: root });
});
afterAll(async () => {
  await app.end();
  await kit.close();
  stage.end();
  rmSync(root, { recursive: true, force: true, maxRetries: 3 });
});

type Given = Readonly<Record<string, GraphNode['params']>>;

/** The director's whole chain, small: keys, camera, teleport, engine, ship, figures. */
function chain(given: Given = {}): GraphDocument {
  const from = (id: string, params: GraphNode['params'] = {}) => ({ ...params, ...given[id] });
  return fakeGraph(
    [
      ['director', 'KeyframeSwitch', from('director', { prompt: 'moss', denoise: 0.4 })],
      ['delay', 'FeedbackDelay', {}],
      ['camera', 'ZoomPan', from('camera')],
      ['teleport', 'Teleport', from('teleport')],
      ['engine', 'DreamImg2Img', from('engine')],
      ['ship', 'Spaceship', from('ship', { crossingFrames: 8 })],
      ['hud', 'HUD', from('hud')],
      ['output', 'FrameOutput'],
    ],
    [
      ['delay', 'out', 'camera', 'image'],
      ['camera', 'image', 'teleport', 'image'],
      ['teleport', 'image', 'engine', 'image'],
      ['director', 'prompt', 'engine', 'prompt'],
      ['director', 'denoise', 'engine', 'denoise'],
      ['engine', 'image', 'delay', 'next'],
      ['engine', 'image', 'ship', 'image'],
      ['ship', 'image', 'hud', 'image'],
      ['hud', 'image', 'output', 'image'],
    ],
    { width: 64, height: 64, frames: FRAMES },
  );
}

async function call(method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object) {
  const answer = await app.http.inject({ method, url, ...(payload === undefined ? {} : { payload }) });
  return { status: answer.statusCode, ...answer.json() };
}

/** What the browser gets for a graph that must not be kept. */
async function refused(given: Given) {
  const before = app.diskMark();
  const { status, error } = await call('POST', '/api/graphs', { document: chain(given) });
  expect(status).toBe(422);
  expect(app.diskMark()).toBe(before);
  return error;
}

/** Draws the film over HTTP; it must come to its end. */
async function drawn(given: Given): Promise<void> {
  const { graph, error } = await call('POST', '/api/graphs', { document: chain(given) });
  expect(error).toBeUndefined();
  await finished((await call('POST', '/api/productions', { graphId: graph.id, start: true })).production.id);
}

async function finished(id: string): Promise<void> {
  await expect.poll(() => app.productions.get(id), PATIENT).toMatchObject({ state: 'finished', framesDone: FRAMES });
}

/** What `epochstreamer validate` prints, with all real nodes. */
async function validated(given: Given): Promise<{ exit: number; out: string }> {
  const terminal = fakeTerminal();
  const world = { ...stage.world, nodes: async () => kit };
  const exit = await runCli(['validate', stage.graphFile(chain(given))], terminal, world);
  return { exit, out: terminal.outLines.join('\n') };
}

const blank = (width: number, height: number) => makeRaster(width, height, new Uint8Array(width * height * 4));

const upload = async (name: string, bytes: Uint8Array) => {
  const sent = multipart({}, { name, bytes });
  return (await app.http.inject({ method: 'POST', url: '/api/assets', ...sent })).json();
};

const FAULTS: readonly (readonly [what: string, schedule: string, words: RegExp])[] = [
  ['a stray comma', '0: 0.4,, 60: 0.65', /comma.*\(character 8\)/],
  ['an unknown name', '0: 0.4, 60: wobble(t)', /wobble.*\(character 13\)/],
  ['no value', '0: 0.4, 60:', /\(character 12\)/],
];

test.each(FAULTS)(
  '[BD1] a schedule with %s is refused with node, param and character',
  async (_what, schedule, words) => {
    const given = { director: { denoise: { schedule } } };
    const error = await refused(given);
    expect(error).toMatchObject({ code: 'PARAM_INVALID', detail: { node: 'director', param: 'denoise' } });
    expect(error.message).toMatch(words);
    const { exit, out } = await validated(given);
    expect(exit).toBe(1);
    expect(out).toMatch(words);
  },
);

test('[BD2] a schedule without frame 0 and with a key past the end is warned of, and the film is drawn', async () => {
  const given = { director: { denoise: { schedule: '2: 0.4, 900: 0.6' } } };
  const { exit, out } = await validated(given);
  expect(exit).toBe(0);
  expect(out).toMatch(/[Ff]rame 0/);
  expect(out).toMatch(/900/);
  await drawn(given);
});

test('[BD3] zoom 0 is refused at its param; as a schedule it is held at the limit', async () => {
  const error = await refused({ camera: { zoom: 0 } });
  expect(error).toMatchObject({ code: 'PARAM_INVALID', detail: { node: 'camera', param: 'zoom' } });
  expect(error.message).toMatch(/Zoom of Zoom and pan is 0, outside 0\.5 to 2\. Set it to 0\.5/);
  const scheduled = { camera: { zoom: { schedule: '0: 1, 3: 0' } } };
  const { exit, out } = await validated(scheduled);
  expect(exit).toBe(0);
  expect(out).toMatch(/this is 0(\.\d+)?, outside 0\.5 to 2; it is held at the limit/);
  await drawn(scheduled);
});

test('[BD4] sprites without alpha, transparent ones and thin ones stop no film, and the box says what is wrong', async () => {
  const url = new URL('/api/socket', await app.http.listen({ port: 0, host: '127.0.0.1' }));
  const browser = browse(url.href.replace('http', 'ws'));
  const sprites = {
    'solid.png': [makeRaster(8, 4, new Uint8Array(128).fill(255)), /^solid\.png has no transparent parts/],
    'clear.png': [blank(8, 4), /^clear\.png is transparent everywhere/],
    'thin.png': [blank(4096, 1), /^thin\.png is transparent everywhere/],
  } as const;
  for (const [sprite, [raster, words]] of Object.entries(sprites)) {
    await upload(sprite, await kit.pictures.png(raster));
    const document = chain({ ship: { sprite, size: 2, swell: 0.9 } });
    const { graph } = await call('POST', '/api/graphs', { document });
    const { id } = (await call('POST', '/api/productions', { graphId: graph.id, start: false })).production;
    browser.say({ type: 'watch', requestId: sprite, production: id, previews: [] });
    browser.say({ type: 'command', requestId: `${sprite} go`, production: id, command: 'start' });
    await browser.until((event) => event.type === 'remark' && event.node === 'ship' && words.test(event.words));
    await finished(id);
  }
  browser.socket.terminate();
});

test('[BD5] a huge, an empty and a broken picture are refused by name, as asset and as teleport', async () => {
  const { graph } = await call('POST', '/api/graphs', { document: chain() });
  const { production } = await call('POST', '/api/productions', { graphId: graph.id, start: false });
  const small = await kit.pictures.png(blank(2, 2));
  const zeroWide = Uint8Array.from(small, (byte, at) => (at >= 16 && at < 20 ? 0 : byte));
  const pictures: readonly (readonly [name: string, bytes: Uint8Array, words: RegExp])[] = [
    ['wide.png', await solidPng(8193, 1, 9), /wide\.png is 8193 x 1 px; at most 8192 px a side.*Make it smaller/],
    ['empty.png', new Uint8Array(0), /empty\.png|no file|no picture/i],
    ['zero.png', zeroWide, /zero\.png .*(broken|cut off)/],
    ['half.png', small.subarray(0, 40), /half\.png .*(broken|cut off)/],
  ];
  const before = app.diskMark();
  const url = `/api/productions/${production.id}/cues/teleport`;
  for (const [name, bytes, words] of pictures) {
    expect((await upload(name, bytes)).error.message, name).toMatch(words);
    const sent = multipart({ node: 'teleport' }, { name, bytes });
    const cue = (await app.http.inject({ method: 'POST', url, ...sent })).json();
    expect(cue.error?.message, name).toMatch(words);
  }
  expect(app.diskMark()).toBe(before);
  await call('POST', `/api/productions/${production.id}/resume`);
  await finished(production.id);
});

test('[BD6] a prompt of 20,000 characters is drawn and burned in cut; a longer one is refused at its param', async () => {
  const prompt = 'moss '.repeat(4000);
  await drawn({ director: { prompt }, hud: { layout: 'custom', template: '{prompt}' } });
  const [longer, words] = [`${prompt}!`, /Prompt of Keyframe switch is 20001 characters long; 20000 is the most/];
  const error = await refused({ director: { prompt: longer } });
  expect(error).toMatchObject({ code: 'PARAM_INVALID', detail: { node: 'director', param: 'prompt' } });
  expect(error.message).toMatch(words);
  expect(error.message.length).toBeLessThan(200);
  const told = await validated({ director: { prompt: longer } });
  expect(told).toMatchObject({ exit: 1, out: expect.stringMatching(words) });
  const endless = await refused({ director: { prompt: prompt.repeat(6) } });
  expect(endless.message).toMatch(/node "director", param "prompt".* at most 100000 characters/);
});

test('[BD8] a schedule whose prompts are too long, or longer together while they fade, is warned of and drawn', async () => {
  const half = 'ice '.repeat(3500);
  const given = { director: { prompt: { schedule: `0: "${half}", 1: "moss ${half}" fade 3` } } };
  const { exit, out } = await validated(given);
  expect(exit).toBe(0);
  expect(out).toMatch(/At frame 1 this is 28\d+ characters long and 20000 is the most/);
  await drawn(given);
});

test('[BD7] a picture that is gone pauses the film at its frame with a sentence that names node and file; it goes on', async () => {
  const { graph } = await call('POST', '/api/graphs', {
    document: chain({ teleport: { asset: 'gone.png', atFrame: 2 } }),
  });
  const { id } = (await call('POST', '/api/productions', { graphId: graph.id, start: true })).production;
  await expect.poll(() => app.productions.get(id).state, PATIENT).toBe('paused');
  expect(app.productions.get(id).framesDone).toBe(2);
  expect(app.productions.get(id).message).toMatch(/Teleport.*gone\.png/s);
  await upload('gone.png', await solidPng(4, 4, 90));
  await call('POST', `/api/productions/${id}/resume`);
  await finished(id);
});
