import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeRaster } from '@epoch/graph-runtime/model';
import type { Production } from '@epoch/graph-runtime/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FakeApp, fakeApp } from '../testing/fake-app.ts';
import { loopGraph } from '../testing/fake-kit.ts';
import { withParams } from '../testing/film-helper.ts';
import { filmPaths } from './folder.ts';
import { openJournal } from './journal.ts';
import { createManager } from './manager.ts';
import type { ManagerListener, ProductionManager } from './manager-types.ts';
import { createShelf } from './shelf.ts';

const deaf: ManagerListener = {
  ...{ production() {}, drawn() {}, committed() {}, told() {}, problem() {}, cue() {}, removed() {}, closed() {} },
};

let app: FakeApp;
let graphId: string;
beforeEach(async () => {
  app = await fakeApp();
  graphId = (await app.graphs.create({ document: loopGraph({ frames: null }) })).id;
});
afterEach(async () => {
  process.env.EPOCH_DISK_RESERVE_BYTES = '';
  await app.end();
});

const create = async (start: boolean) => {
  const document = await app.graphs.read(graphId);
  return app.productions.create({ graphId, document, start });
};

async function until(id: string, holds: (production: Production) => boolean): Promise<Production> {
  while (!holds(app.productions.get(id))) await new Promise((resolve) => setTimeout(resolve, 2));
  return app.productions.get(id);
}

test('[PM1] starting a production stops the one that runs, cleanly, and each has a folder of its own', async () => {
  const first = await create(true);
  await until(first.id, ({ framesDone }) => framesDone > 2);
  const second = await create(true);
  expect(second.id).not.toBe(first.id);
  expect(app.productions.liveId()).toBe(second.id);
  const stopped = app.productions.get(first.id);
  expect(stopped).toMatchObject({ state: 'stopped', message: 'Another production was started.' });
  const resumed = await app.productions.command(first.id, 'resume');
  expect(resumed.framesDone).toBeGreaterThanOrEqual(stopped.framesDone);
  await until(first.id, ({ framesDone }) => framesDone > stopped.framesDone);
});

test('[PM2] what was running when the program died is shown as interrupted, and can be resumed', async () => {
  const { id } = await create(true);
  await until(id, ({ framesDone }) => framesDone > 2);
  await app.productions.command(id, 'stop');
  const journal = openJournal(filmPaths(join(app.folder, id)).journal);
  journal.setMeta({ ...journal.meta(), state: 'running', message: null });
  const done = journal.frameCount();
  journal.close();
  const again = await fakeApp({ dataFolder: app.folder, kit: app.kit });
  const shown = again.productions.get(id);
  expect(shown).toMatchObject({ state: 'interrupted', framesDone: done });
  expect(shown.message).toMatch(/Resume Session goes on/);
  expect(await again.productions.command(id, 'resume')).toMatchObject({
    state: expect.stringMatching(/running|paused/),
  });
  await again.end();
});

test('[PM3] pause, unpause, step and stop do what they say; what does not fit is refused in a sentence', async () => {
  const { id } = await create(false);
  await expect(app.productions.command(id, 'pause')).rejects.toMatchObject({ code: 'PRODUCTION_BUSY' });
  await app.productions.command(id, 'step');
  await until(id, ({ framesDone, state }) => framesDone === 1 && state === 'paused');
  await app.productions.command(id, 'step');
  await until(id, ({ framesDone, state }) => framesDone === 2 && state === 'paused');
  await app.productions.command(id, 'unpause');
  await until(id, ({ framesDone }) => framesDone > 4);
  await app.productions.command(id, 'pause');
  const { framesDone } = await until(id, ({ state }) => state === 'paused');
  expect(await app.productions.command(id, 'stop')).toMatchObject({ state: 'stopped', framesDone });
  await expect(app.productions.command('nothing', 'stop')).rejects.toMatchObject({ code: 'PRODUCTION_NOT_FOUND' });
});

test('[PM4] a saved edit reaches the production that runs from that graph, and no other', async () => {
  const { id } = await create(false);
  await app.productions.command(id, 'step');
  await until(id, ({ framesDone, state }) => framesDone === 1 && state === 'paused');
  const patches = [{ op: 'add', path: ['nodes', 'painter', 'params', 'strength'], value: 0.9 }];
  const edit = (graph: string) =>
    app.http.inject({ method: 'PATCH', url: `/api/graphs/${graph}`, payload: { baseRevision: 0, patches } });
  const other = (await app.graphs.create({ document: loopGraph() })).id;
  expect((await edit(other)).statusCode).toBe(200);
  expect((await edit(graphId)).statusCode).toBe(200);
  await app.productions.command(id, 'step');
  await until(id, ({ framesDone }) => framesDone === 2);
  await app.productions.command(id, 'stop');
  const journal = openJournal(filmPaths(join(app.folder, id)).journal);
  expect(journal.nextGraphChange(1, 100)).toBe(1);
  expect(journal.graphAt(1).nodes.painter?.params).toEqual({ strength: 0.9 });
  expect(journal.graphAt(0).nodes.painter?.params).toEqual({});
  journal.close();
});

/** A second program's worth of manager over the same folder, whose production is edited and cued while it opens. */
async function openWhile(meanwhile: (manager: ProductionManager) => void): Promise<ProductionManager> {
  const shelf = createShelf(app.folder);
  await shelf.load();
  const manager = createManager({
    ...{ shelf, kit: app.kit, graphs: app.graphs, program: 'test', listener: deaf },
    async graphOf(id) {
      const before = await app.graphs.read(id);
      meanwhile(manager);
      return before;
    },
  });
  return manager;
}

test('[PM4] an edit that is saved while the production is being opened reaches it as well', async () => {
  const { id } = await create(false);
  const saved = await app.graphs.read(graphId);
  const manager = await openWhile((other) => other.graphChanged(withParams(saved, 'painter', { strength: 0.9 })));
  await manager.command(id, 'step');
  await expect.poll(() => manager.get(id).framesDone).toBe(1);
  await manager.close();
  const journal = openJournal(filmPaths(join(app.folder, id)).journal);
  expect(journal.graphAt(1).nodes.painter?.params).toEqual({ strength: 0.9 });
  journal.close();
});

test('[PM8] a teleport that is armed while the production is being opened is taken by its next frame', async () => {
  const { id } = await create(false);
  const image = makeRaster(128, 72, new Uint8Array(128 * 72 * 4).fill(200));
  const armed: Promise<unknown>[] = [];
  const manager = await openWhile((other) => {
    armed.push(other.teleport(id, { node: 'painter', frame: null, dissolveFrames: 0, image }));
  });
  await manager.command(id, 'resume');
  expect(await Promise.all(armed)).toMatchObject([{ cue: { state: 'armed' } }]);
  await expect.poll(async () => (await manager.cues(id)).map(({ state }) => state)).toEqual(['done']);
  await manager.close();
});

test('[PM5] a production that cannot be read is left alone and named; the others are there', async () => {
  const { id } = await create(false);
  mkdirSync(join(app.folder, 'broken-001'));
  writeFileSync(join(app.folder, 'broken-001', 'journal.db'), 'no database at all'.repeat(100));
  const again = await fakeApp({ dataFolder: app.folder, kit: app.kit });
  expect(again.unreadable).toMatchObject([expect.stringMatching(/^broken-001: /)]);
  expect(again.productions.list().map((production) => production.id)).toEqual([id]);
  await again.end();
});

test('[PM6] without room on the disk no production begins, and no folder is left', async () => {
  const before = app.diskMark();
  process.env.EPOCH_DISK_RESERVE_BYTES = String(2 ** 50);
  await expect(create(true)).rejects.toMatchObject({ code: 'DISK_FULL' });
  expect(app.diskMark()).toBe(before);
});

test('[PM7] a film whose disk runs short waits, says why, and goes on by itself when there is room', async () => {
  const { watchRoom } = await import('./room.ts');
  const said: string[] = [];
  let freeBytes = 100;
  const room = watchRoom(app.folder, {
    bytesPerFrame: () => 0,
    short: (sentence) => said.push(sentence),
    enough: () => said.push('enough'),
    free: async () => freeBytes,
    everyMs: 1,
  });
  await expect.poll(() => said.length).toBe(1);
  expect(said[0]).toMatch(/left.*Make room/);
  expect(room.isShort).toBe(true);
  freeBytes = 2 ** 40;
  await expect.poll(() => said.length).toBe(2);
  expect(said[1]).toBe('enough');
  room.stop();
});
