import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import type { Production } from '@epoch/graph-runtime/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fakeApp } from './testing/fake-app.ts';
import { loopGraph } from './testing/fake-kit.ts';
import { type FilmApp, filmApp } from './testing/film-app.ts';
import { waitFor } from './testing/film-helper.ts';

let site: FilmApp;
beforeEach(async () => {
  site = await filmApp();
});
afterEach(() => site.app.end());

test('[TK7] nothing that happens to one take changes the stills of another', async () => {
  const parent = await site.film();
  const before = site.stills(parent.id);
  const one = (await site.take(parent.id, 30)).production.id;
  const two = (await site.take(one, 20)).production.id;
  const still = join(site.app.folder, one, 'stills', '000029.png');
  const damaged = readFileSync(still);
  rmSync(still);
  writeFileSync(still, damaged.subarray(0, 100));
  await site.finish(one);
  expect(site.stills(parent.id)).toEqual(before);
  expect(site.stills(one)).toEqual(before);
  await site.call('DELETE', `/api/productions/${parent.id}`);
  await site.call('DELETE', `/api/productions/${one}`);
  rmSync(join(site.app.folder, 'trash', 'productions'), { recursive: true });
  expect(site.stills(two)).toEqual(before.slice(0, 20));
  expect(await site.finish(two)).toMatchObject({ state: 'finished', take: { parent: one, fromFrame: 20 } });
  expect(site.stills(two)).toEqual(before);
});

test('[TK8] takes are numbered through their tree, and go on from frame 0 as well; a started one stops its parent', async () => {
  const parent = await site.film();
  const names: string[] = [];
  for (const [of, frame] of [
    [parent.id, 0],
    [parent.id, 10],
  ] as const)
    names.push((await site.take(of, frame)).production.name);
  const other = await site.take(parent.id, 25, { name: 'Storm' });
  names.push(other.production.name, (await site.take(other.production.id, 10)).production.name);
  expect(names).toEqual(['Test film 1 - take 2', 'Test film 1 - take 3', 'Storm', 'Test film 1 - take 5']);

  const { graph } = await site.call('POST', '/api/graphs', { document: loopGraph({ frames: 5000 }) });
  const long = (await site.call('POST', '/api/productions', { graphId: graph.id, start: true })).production.id;
  await waitFor(() => site.read(long).framesDone > 30);
  expect((await site.take(long, 20)).production.state).toBe('stopped');
  expect(site.read(long).state).toBe('running');
  const started = await site.take(long, 28, { start: true });
  expect(site.read(long)).toMatchObject({ state: 'stopped', message: 'Another production was started.' });
  await waitFor(() => site.read(started.production.id).framesDone > 30);
  await site.call('POST', `/api/productions/${started.production.id}/stop`);
});

test('[TK9] at most one of a tree is promoted, and stays so while it runs and after a restart', async () => {
  const parent = await site.film();
  const one = (await site.take(parent.id, 30)).production.id;
  const two = (await site.take(one, 20)).production.id;
  const stranger = await site.film();
  await site.call('POST', `/api/productions/${stranger.id}/promote`);
  await site.call('POST', `/api/productions/${one}/promote`);
  expect((await site.call('POST', `/api/productions/${two}/promote`)).production.promoted).toBe(true);
  await site.finish(two);
  const promoted = async () =>
    (await site.call('GET', '/api/productions')).productions
      .filter((each: Production) => each.promoted)
      .map(({ id }: Production) => id);
  expect((await promoted()).sort()).toEqual([two, stranger.id].sort());
  const again = await fakeApp({ dataFolder: site.app.folder });
  const listed = again.productions.list().filter((each) => each.promoted);
  expect(listed.map(({ id }) => id).sort()).toEqual([two, stranger.id].sort());
  await again.end();
});

test('[TR1] a production goes to the trash whole and comes back as it was; a running one does not go', async () => {
  const parent = await site.film();
  const before = site.stills(parent.id);
  expect((await site.call('DELETE', `/api/productions/${parent.id}`)).status).toBe(200);
  expect((await site.call('GET', `/api/productions/${parent.id}`)).status).toBe(404);
  expect((await site.call('GET', '/api/productions')).productions).toEqual([]);
  expect((await site.film()).id).not.toBe(parent.id);
  expect((await site.call('POST', `/api/productions/${parent.id}/restore`)).production).toMatchObject({
    id: parent.id,
    state: 'finished',
  });
  expect(site.stills(parent.id)).toEqual(before);
  expect((await site.call('POST', `/api/productions/${parent.id}/restore`)).error.code).toBe('PRODUCTION_NOT_FOUND');
  const lock = join(site.app.folder, parent.id, 'writer.lock');
  const bootSeconds = Math.round(Date.now() / 1000 - uptime());
  writeFileSync(lock, JSON.stringify({ pid: process.ppid, bootSeconds, processMark: '', note: '' }));
  const held = await site.call('DELETE', `/api/productions/${parent.id}`);
  expect([held.status, held.error.message]).toEqual([409, expect.stringContaining(`process ${process.ppid}`)]);
  rmSync(lock);
  const again = await site.call('POST', `/api/productions/${(await site.take(parent.id, 10)).production.id}/step`);
  const refused = await site.call('DELETE', `/api/productions/${again.production.id}`);
  expect([refused.status, refused.error.message]).toEqual([409, expect.stringMatching(/Stop it first/)]);
  expect(existsSync(join(site.app.folder, again.production.id, 'journal.db'))).toBe(true);
});
