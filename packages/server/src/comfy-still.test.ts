import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPngText } from '@epoch/nodes/stills';
import { type FakeComfy, startFakeComfy } from '@epoch/nodes/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenedKit, openNodeKit } from './node-kit.ts';
import { openFilm } from './productions/film.ts';
import { createFilm } from './productions/new-film.ts';
import { readRecipe } from './productions/recipe.ts';
import { fakeGraph } from './testing/fake-kit.ts';
import { hashesOf, stepTo } from './testing/film-helper.ts';

let comfy: FakeComfy;
let kit: OpenedKit;
const root = mkdtempSync(join(tmpdir(), 'epoch-comfy-still-'));
beforeAll(async () => {
  comfy = await startFakeComfy({});
  const engines = { of: () => [{ id: 'a', name: 'A', kind: 'comfyui' as const, url: comfy.url, headers: {} }] };
  kit = openNodeKit({ engines, workers: 1 });
});
afterAll(async () => {
  await kit.close();
  await comfy.close();
  rmSync(root, { recursive: true, force: true, maxRetries: 3 });
});

/** A feedback loop through ComfyUI. */
const document = fakeGraph(
  [
    ['delay', 'FeedbackDelay'],
    ['redraw', 'ComfyImg2Img', { steps: 2, prompt: 'moss, 苔', seed: 11 }],
    ['output', 'FrameOutput'],
  ],
  [
    ['delay', 'out', 'redraw', 'image'],
    ['redraw', 'image', 'delay', 'next'],
    ['redraw', 'image', 'output', 'image'],
  ],
  { width: 64, height: 64, frames: 4 },
);

async function newFolder(name: string): Promise<string> {
  const folder = join(root, name);
  await createFilm({ folder, name, graphId: 'g', document, program: 'test' }, kit);
  return folder;
}

test('[RE8] a still that ComfyUI made carries a graph that ComfyUI takes, and is the same when it is drawn again', async () => {
  const straight = await newFolder('straight');
  expect(await (await openFilm({ folder: straight, kit, listener: {} })).ended).toMatchObject({ state: 'finished' });
  const still = readFileSync(join(straight, 'stills', '000002.png'));
  expect(readRecipe(still)).toMatchObject({ frame: 2, settings: { redraw: { prompt: 'moss, 苔', steps: 2 } } });
  const prompt: unknown = JSON.parse(readPngText(still).get('prompt') ?? 'null');
  expect(JSON.stringify(prompt)).toContain('moss, 苔');
  expect(JSON.stringify(prompt)).not.toContain('es/');

  // The first frame starts from no picture, so its graph needs nothing that is not on the server.
  const ran: unknown = JSON.parse(
    readPngText(readFileSync(join(straight, 'stills', '000000.png'))).get('prompt') ?? '',
  );
  const headers = { 'content-type': 'application/json' };
  const taken = await fetch(`${comfy.url}/prompt`, { method: 'POST', headers, body: JSON.stringify({ prompt: ran }) });
  expect([taken.status, await taken.json()]).toMatchObject([200, { node_errors: {} }]);

  const broken = await newFolder('broken');
  const first = await openFilm({ folder: broken, kit, listener: {}, paused: true, checkpointEveryMs: 1e9 });
  await stepTo(first, 3);
  await first.stop();
  const checkpoints = join(broken, 'checkpoints');
  for (const name of readdirSync(checkpoints)) if (/^00000[12]/.test(name)) rmSync(join(checkpoints, name));
  await (await openFilm({ folder: broken, kit, listener: {} })).ended;
  expect(hashesOf(broken)).toEqual(hashesOf(straight));
});
