import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { filmPaths } from './productions/folder.ts';
import { openJournal } from './productions/journal.ts';
import { engineGraph } from './testing/engine-film.ts';
import { loopGraph } from './testing/fake-kit.ts';
import { type FilmApp, filmApp } from './testing/film-app.ts';
import { waitFor } from './testing/film-helper.ts';
import { ledgerEngine } from './testing/ledger-engine.ts';
import { multipart } from './testing/multipart.ts';
import { solidPng } from './testing/solid-png.ts';

let site: FilmApp;
beforeEach(async () => {
  site = await filmApp();
});
afterEach(() => site.app.end());

test('[TK1] a take shares the frames before its first one; unedited, it comes out as its parent did', async () => {
  const parent = await site.film();
  const before = site.stills(parent.id);
  const made = await site.take(parent.id, 40);
  expect(made.production).toMatchObject({
    ...{ framesDone: 40, framesTotal: 60, state: 'stopped', promoted: false },
    take: { parent: parent.id, fromFrame: 40 },
    name: 'Test film 1 - take 2',
    graphId: made.graph.id,
  });
  expect(made.graph.name).toBe('Test film - take 2');
  expect((await site.call('GET', `/api/graphs/${made.graph.id}`)).graph.nodes).toEqual(loopGraph().nodes);
  expect(site.stills(made.production.id)).toEqual(before.slice(0, 40));
  expect((await site.call('GET', `/api/productions/${made.production.id}/frames?from=39`)).total).toBe(40);
  expect(await site.finish(made.production.id)).toMatchObject({ state: 'finished', framesDone: 60 });
  expect(site.stills(made.production.id)).toEqual(before);
  expect(site.stills(parent.id)).toEqual(before);
});

test('[TK2] edits of a take reach its own frames only, and not its parent', async () => {
  const parent = await site.film();
  const before = site.stills(parent.id);
  const { production, graph } = await site.take(parent.id, 33);
  const patches = [{ op: 'add', path: ['nodes', 'painter', 'params', 'strength'], value: 0.9 }];
  await site.call('PATCH', `/api/graphs/${graph.id}`, { baseRevision: graph.revision, patches });
  await site.finish(production.id);
  const after = site.stills(production.id);
  expect(after.slice(0, 33)).toEqual(before.slice(0, 33));
  for (let frame = 33; frame < 60; frame += 1) expect(after[frame]).not.toBe(before[frame]);
  expect(site.stills(parent.id)).toEqual(before);
});

test('[TK3] graph changes and teleports that earlier frames took come along, what later ones took does not', async () => {
  const { graph } = await site.call('POST', '/api/graphs', { document: loopGraph({ frames: 40 }) });
  const { production } = await site.call('POST', '/api/productions', { graphId: graph.id, start: false });
  const url = `/api/productions/${production.id}`;
  for (const frame of ['3', '14']) {
    const form = multipart({ node: 'painter', frame }, { name: 's.png', bytes: await solidPng(128, 72, 90) });
    await site.app.http.inject({ method: 'POST', url: `${url}/cues/teleport`, ...form });
  }
  await site.stepTo(production.id, 8);
  const patches = [{ op: 'add', path: ['nodes', 'painter', 'params', 'strength'], value: 0.9 }];
  await site.call('PATCH', `/api/graphs/${graph.id}`, { baseRevision: graph.revision, patches });
  await site.call('POST', `${url}/unpause`);
  await site.settled(production.id);
  const whole = site.stills(production.id);

  const early = await site.take(production.id, 6);
  expect((await site.call('GET', `/api/productions/${early.production.id}`)).cues).toMatchObject([{ frame: 3 }]);
  expect(early.graph.nodes.painter.params).toEqual({});
  await site.finish(early.production.id);
  expect(site.stills(early.production.id).slice(0, 8)).toEqual(whole.slice(0, 8));
  expect(site.stills(early.production.id)[9]).not.toBe(whole[9]);

  const late = await site.take(production.id, 20);
  const { cues } = await site.call('GET', `/api/productions/${late.production.id}`);
  expect(cues).toMatchObject([
    { frame: 3, state: 'done' },
    { frame: 14, state: 'done' },
  ]);
  const picture = await site.app.http.inject({ method: 'GET', url: cues[1].image });
  expect(picture.headers['content-type']).toBe('image/png');
  expect(late.graph.nodes.painter.params).toEqual({ strength: 0.9 });
  await site.finish(late.production.id);
  expect(site.stills(late.production.id)).toEqual(whole);
});

test('[TK4] what is drawn again begins behind the anchor before, and image servers are not asked for it', async () => {
  const log = join(site.app.folder, 'asked.log');
  site.app.kit.fake.engine = ledgerEngine(log);
  const parent = await site.film(engineGraph({ frames: 60 }));
  rmSync(log);
  const { production } = await site.take(parent.id, 45);
  expect(readdirSync(join(site.app.folder, production.id, 'checkpoints'))).toContain('000024.json');
  await site.call('POST', `/api/productions/${production.id}/step`);
  await waitFor(() => site.read(production.id).framesDone === 46);
  expect(readFileSync(log, 'utf8').trim()).toBe('45');
  await site.finish(production.id);
  expect(site.stills(production.id)).toEqual(site.stills(parent.id));
});

test('[TK5] shared frames that come out different end the take with a sentence and are left as they are', async () => {
  const parent = await site.film(engineGraph({ frames: 40 }));
  const before = site.stills(parent.id);
  const { production } = await site.take(parent.id, 30);
  // As if what draws it did not draw the same twice.
  const journal = openJournal(filmPaths(join(site.app.folder, production.id)).journal);
  const graph = journal.graphAt(0);
  journal.setGraph(0, { ...graph, settings: { ...graph.settings, seed: 8 } });
  journal.close();
  const end = await site.finish(production.id);
  expect(end.state).toBe('failed');
  expect(end.message).toMatch(/Frame 25, which this take shares, came out different.*from frame 25 or 50 instead/);
  expect(end.message).not.toMatch(/Resume/);
  expect(site.stills(production.id)).toEqual(before.slice(0, 30));
  expect(site.stills(parent.id)).toEqual(before);
});

test('[TK6] a take from a frame that is not there, or whose stills are gone, is refused, and nothing is left', async () => {
  const parent = await site.film();
  expect((await site.take(parent.id, 61)).error).toMatchObject({ code: 'FRAME_NOT_FOUND', detail: { lastFrame: 59 } });
  expect((await site.take(parent.id, 60)).error.code).toBe('FRAME_NOT_FOUND');
  expect((await site.take('nobody-001', 1)).status).toBe(404);
  rmSync(join(site.app.folder, parent.id, 'stills', '000012.png'));
  const graphs = (await site.call('GET', '/api/graphs')).graphs.length;
  const refused = await site.take(parent.id, 20);
  expect([refused.status, refused.error.code]).toEqual([409, 'FRAME_DAMAGED']);
  expect(refused.error.message).toMatch(/from frame 12 or an earlier one/);
  expect((await site.call('GET', '/api/productions')).productions).toHaveLength(1);
  expect((await site.call('GET', '/api/graphs')).graphs).toHaveLength(graphs);
  expect(site.hidden()).toEqual([]);
  expect((await site.take(parent.id, 12)).status).toBe(200);
});
