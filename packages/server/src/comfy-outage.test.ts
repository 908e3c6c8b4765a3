import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FakeComfy, startFakeComfy } from '@epoch/nodes/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFilm } from './productions/film.ts';
import { createFilm } from './productions/new-film.ts';
import { comfyGraph, comfyKit, soon } from './testing/comfy-film.ts';
import { type FakeApp, fakeApp } from './testing/fake-app.ts';
import { hashesOf } from './testing/film-helper.ts';

const FRAMES = 4;
const WAIT = { timeout: 45_000, interval: 10 };

const root = mkdtempSync(join(tmpdir(), 'epoch-outage-'));
let comfy: FakeComfy;
let undisturbed: readonly string[];
beforeAll(async () => {
  comfy = await startFakeComfy();
  const { folder, film, close } = await start('straight');
  await film.ended;
  await close();
  undisturbed = hashesOf(folder);
  expect(new Set(undisturbed).size).toBe(FRAMES);
}, 60_000);
afterAll(async () => {
  await comfy.close();
  rmSync(root, { recursive: true, force: true, maxRetries: 3 });
});

async function start(name: string, pace: Readonly<Record<string, number>> = {}) {
  const folder = join(root, name);
  const kit = comfyKit(comfy.url, pace);
  await createFilm({ folder, name, graphId: 'g', document: comfyGraph(FRAMES), program: 'test' }, kit);
  const film = await openFilm({ folder, kit, listener: {}, after: soon });
  return { folder, film, close: kit.close };
}

test('[CO2] a film whose server is not there at the start waits, everything else can be used, and it starts by itself', async () => {
  await comfy.kill();
  const kit = comfyKit(comfy.url);
  const app: FakeApp = await fakeApp({ kit, clientsFor: () => kit.engineClients });
  const ask = async (url: string) => (await app.http.inject({ method: 'GET', url })).statusCode;
  const { id } = await app.graphs.create({ document: comfyGraph(FRAMES) });
  async function begin(): Promise<string> {
    const payload = { graphId: id, name: 'Same', start: true };
    const { body } = await app.http.inject({ method: 'POST', url: '/api/productions', payload });
    return JSON.parse(body).production.id;
  }
  const production = await begin();
  const face = (of = production) => app.productions.get(of);
  await expect.poll(() => face().state, WAIT).toBe('waiting');
  expect(face().message).toMatch(/^Nothing answers at http:\/\/127\.0\.0\.1:\d+.* Next try in \d+ s\./);
  expect(face().retryAt).not.toBeNull();
  expect([await ask('/api/graphs'), await ask('/api/productions'), await ask('/api/engines')]).toEqual([200, 200, 200]);
  await comfy.restart();
  await expect.poll(() => face().state, WAIT).toBe('finished');
  const straight = await begin();
  await expect.poll(() => face(straight).state, WAIT).toBe('finished');
  expect(hashesOf(join(app.folder, production))).toEqual(hashesOf(join(app.folder, straight)));
  await app.end();
  await kit.close();
}, 60_000);

test('[CO3] a film that is stopped while its server stands still leaves nothing in the queue, and goes on later', async () => {
  comfy.faults.zombieWorker = true;
  const before = comfy.seen.prompts.length;
  const { folder, film, close } = await start('stalled', { lineMs: 80, stallMs: 80, firstStallMs: 80 });
  await expect.poll(() => film.status().state, WAIT).toBe('waiting');
  expect(film.status().message).toMatch(/waiting behind/);
  await film.stop();
  await close();
  expect(comfy.seen.prompts).toHaveLength(before + 1);
  const queue = await (await fetch(`${comfy.url}/queue`)).json();
  expect([queue.queue_pending, queue.queue_running]).toEqual([[], []]);

  comfy.faults.zombieWorker = false;
  const kit = comfyKit(comfy.url);
  const again = await openFilm({ folder, kit, listener: {}, after: soon });
  expect(await again.ended).toMatchObject({ state: 'finished', framesDone: FRAMES });
  await kit.close();
  expect(hashesOf(folder)).toEqual(undisturbed);
});
