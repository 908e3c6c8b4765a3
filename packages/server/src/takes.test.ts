import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphDocument } from '@epoch/graph-runtime/model';
import type { Production } from '@epoch/graph-runtime/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { filmPaths } from './productions/folder.ts';
import { openJournal } from './productions/journal.ts';
import { engineGraph } from './testing/engine-film.ts';
import { type FakeApp, fakeApp } from './testing/fake-app.ts';
import { loopGraph } from './testing/fake-kit.ts';
import { ledgerEngine } from './testing/ledger-engine.ts';
import { multipart } from './testing/multipart.ts';
import { solidPng } from './testing/solid-png.ts';

let app: FakeApp;
beforeEach(async () => {
  app = await fakeApp();
});
afterEach(() => app.end());

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

async function call(method: Method, url: string, payload?: object) {
  const answer = await app.http.inject({ method, url, ...(payload === undefined ? {} : { payload }) });
  return { status: answer.statusCode, ...answer.json() };
}

const read = async (id: string): Promise<Production> => (await call('GET', `/api/productions/${id}`)).production;

async function settled(id: string): Promise<Production> {
  await expect.poll(async () => (await read(id)).state, { timeout: 20_000 }).toMatch(/finished|failed|stopped/);
  return read(id);
}

/** A finished film of the graph. */
async function film(document: GraphDocument = loopGraph({ frames: 60 })): Promise<Production> {
  const { graph } = await call('POST', '/api/graphs', { document });
  const { production } = await call('POST', '/api/productions', { graphId: graph.id, start: true });
  return settled(production.id);
}

const take = (id: string, frame: number, more: object = {}) =>
  call('POST', `/api/productions/${id}/takes`, { frame, start: false, ...more });

async function finish(id: string): Promise<Production> {
  await call('POST', `/api/productions/${id}/resume`);
  return settled(id);
}

function stills(id: string): readonly string[] {
  const folder = join(app.folder, id, 'stills');
  const hash = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex');
  return readdirSync(folder)
    .sort()
    .map((name) => `${name} ${hash(name)}`);
}

const hidden = () => readdirSync(app.folder).filter((name) => name.startsWith('.'));

test('[TK1] a take shares the frames before its first one; unedited, it comes out as its parent did', async () => {
  const parent = await film();
  const before = stills(parent.id);
  const made = await take(parent.id, 40);
  expect(made.production).toMatchObject({
    ...{ framesDone: 40, framesTotal: 60, state: 'stopped', promoted: false },
    take: { parent: parent.id, fromFrame: 40 },
    name: 'Test film 1 - take 2',
    graphId: made.graph.id,
  });
  expect(made.graph.name).toBe('Test film - take 2');
  expect((await call('GET', `/api/graphs/${made.graph.id}`)).graph.nodes).toEqual(loopGraph().nodes);
  expect(stills(made.production.id)).toEqual(before.slice(0, 40));
  expect((await call('GET', `/api/productions/${made.production.id}/frames?from=39`)).total).toBe(40);
  expect(await finish(made.production.id)).toMatchObject({ state: 'finished', framesDone: 60 });
  expect(stills(made.production.id)).toEqual(before);
  expect(stills(parent.id)).toEqual(before);
});

test('[TK2] edits of a take reach its own frames only, and not its parent', async () => {
  const parent = await film();
  const before = stills(parent.id);
  const { production, graph } = await take(parent.id, 33);
  const patches = [{ op: 'add', path: ['nodes', 'painter', 'params', 'strength'], value: 0.9 }];
  await call('PATCH', `/api/graphs/${graph.id}`, { baseRevision: graph.revision, patches });
  await finish(production.id);
  const after = stills(production.id);
  expect(after.slice(0, 33)).toEqual(before.slice(0, 33));
  for (let frame = 33; frame < 60; frame += 1) expect(after[frame]).not.toBe(before[frame]);
  expect(stills(parent.id)).toEqual(before);
});

test('[TK3] graph changes and teleports before the first frame come along, later ones do not', async () => {
  const { graph } = await call('POST', '/api/graphs', { document: loopGraph({ frames: 40 }) });
  const { production } = await call('POST', '/api/productions', { graphId: graph.id, start: false });
  const url = `/api/productions/${production.id}`;
  for (const frame of ['3', '14']) {
    const form = multipart({ node: 'painter', frame }, { name: 's.png', bytes: await solidPng(128, 72, 90) });
    await app.http.inject({ method: 'POST', url: `${url}/cues/teleport`, ...form });
  }
  for (let frame = 1; frame <= 8; frame += 1) {
    await call('POST', `${url}/step`);
    await expect.poll(async () => (await read(production.id)).framesDone).toBe(frame);
  }
  const patches = [{ op: 'add', path: ['nodes', 'painter', 'params', 'strength'], value: 0.9 }];
  await call('PATCH', `/api/graphs/${graph.id}`, { baseRevision: graph.revision, patches });
  await call('POST', `${url}/unpause`);
  await settled(production.id);
  const whole = stills(production.id);

  const early = await take(production.id, 6);
  expect((await call('GET', `/api/productions/${early.production.id}`)).cues).toMatchObject([{ frame: 3 }]);
  expect(early.graph.nodes.painter.params).toEqual({});
  await finish(early.production.id);
  expect(stills(early.production.id).slice(0, 8)).toEqual(whole.slice(0, 8));
  expect(stills(early.production.id)[9]).not.toBe(whole[9]);

  const late = await take(production.id, 20);
  const { cues } = await call('GET', `/api/productions/${late.production.id}`);
  expect(cues).toMatchObject([
    { frame: 3, state: 'done' },
    { frame: 14, state: 'done' },
  ]);
  const picture = await app.http.inject({ method: 'GET', url: cues[1].image });
  expect(picture.headers['content-type']).toBe('image/png');
  expect(late.graph.nodes.painter.params).toEqual({ strength: 0.9 });
  await finish(late.production.id);
  expect(stills(late.production.id)).toEqual(whole);
});

test('[TK4] what is drawn again begins behind the anchor before, and image servers are not asked for it', async () => {
  const log = join(app.folder, 'asked.log');
  app.kit.fake.engine = ledgerEngine(log);
  const parent = await film(engineGraph({ frames: 60 }));
  rmSync(log);
  const { production } = await take(parent.id, 45);
  expect(readdirSync(join(app.folder, production.id, 'checkpoints'))).toContain('000024.json');
  await call('POST', `/api/productions/${production.id}/step`);
  await expect.poll(async () => (await read(production.id)).framesDone, { timeout: 20_000 }).toBe(46);
  expect(readFileSync(log, 'utf8').trim()).toBe('45');
  await finish(production.id);
  expect(stills(production.id)).toEqual(stills(parent.id));
});

test('[TK5] shared frames that come out different end the take with a sentence and are left as they are', async () => {
  const parent = await film(engineGraph({ frames: 40 }));
  const before = stills(parent.id);
  const { production } = await take(parent.id, 30);
  // As if what draws it did not draw the same twice.
  const journal = openJournal(filmPaths(join(app.folder, production.id)).journal);
  const graph = journal.graphAt(0);
  journal.setGraph(0, { ...graph, settings: { ...graph.settings, seed: 8 } });
  journal.close();
  const end = await finish(production.id);
  expect(end.state).toBe('failed');
  expect(end.message).toMatch(/Frame 25, which this take shares, came out different.*from frame 25 or 50 instead/);
  expect(end.message).not.toMatch(/Resume/);
  expect(stills(production.id)).toEqual(before.slice(0, 30));
  expect(stills(parent.id)).toEqual(before);
});

test('[TK6] a take from a frame that is not there, or whose stills are gone, is refused, and nothing is left', async () => {
  const parent = await film();
  expect((await take(parent.id, 61)).error).toMatchObject({ code: 'FRAME_NOT_FOUND', detail: { lastFrame: 59 } });
  expect((await take(parent.id, 60)).error.code).toBe('FRAME_NOT_FOUND');
  expect((await take('nobody-001', 1)).status).toBe(404);
  rmSync(join(app.folder, parent.id, 'stills', '000012.png'));
  const graphs = (await call('GET', '/api/graphs')).graphs.length;
  const refused = await take(parent.id, 20);
  expect([refused.status, refused.error.code]).toEqual([409, 'FRAME_DAMAGED']);
  expect(refused.error.message).toMatch(/from frame 12 or an earlier one/);
  expect((await call('GET', '/api/productions')).productions).toHaveLength(1);
  expect((await call('GET', '/api/graphs')).graphs).toHaveLength(graphs);
  expect(hidden()).toEqual([]);
  expect((await take(parent.id, 12)).status).toBe(200);
});

test('[TK7] nothing that happens to one take changes the stills of another', async () => {
  const parent = await film();
  const before = stills(parent.id);
  const one = (await take(parent.id, 30)).production.id;
  const two = (await take(one, 20)).production.id;
  const still = join(app.folder, one, 'stills', '000029.png');
  const damaged = readFileSync(still);
  rmSync(still);
  writeFileSync(still, damaged.subarray(0, 100));
  await finish(one);
  expect(stills(parent.id)).toEqual(before);
  expect(stills(one)).toEqual(before);
  await call('DELETE', `/api/productions/${parent.id}`);
  await call('DELETE', `/api/productions/${one}`);
  rmSync(join(app.folder, 'trash', 'productions'), { recursive: true });
  expect(stills(two)).toEqual(before.slice(0, 20));
  expect(await finish(two)).toMatchObject({ state: 'finished', take: { parent: one, fromFrame: 20 } });
  expect(stills(two)).toEqual(before);
});

test('[TK8] takes are numbered through their tree, and go on from frame 0 as well; a started one stops its parent', async () => {
  const parent = await film();
  const names: string[] = [];
  for (const [of, frame] of [
    [parent.id, 0],
    [parent.id, 10],
  ] as const)
    names.push((await take(of, frame)).production.name);
  const other = await take(parent.id, 25, { name: 'Storm' });
  names.push(other.production.name, (await take(other.production.id, 10)).production.name);
  expect(names).toEqual(['Test film 1 - take 2', 'Test film 1 - take 3', 'Storm', 'Test film 1 - take 5']);

  const { graph } = await call('POST', '/api/graphs', { document: loopGraph({ frames: 5000 }) });
  const long = (await call('POST', '/api/productions', { graphId: graph.id, start: true })).production.id;
  await expect.poll(async () => (await read(long)).framesDone, { timeout: 20_000 }).toBeGreaterThan(30);
  expect((await take(long, 20)).production.state).toBe('stopped');
  expect((await read(long)).state).toBe('running');
  const started = await take(long, 28, { start: true });
  expect(await read(long)).toMatchObject({ state: 'stopped', message: 'Another production was started.' });
  await expect
    .poll(async () => (await read(started.production.id)).framesDone, { timeout: 20_000 })
    .toBeGreaterThan(30);
  await call('POST', `/api/productions/${started.production.id}/stop`);
});

test('[TK9] at most one of a tree is promoted, and stays so while it runs and after a restart', async () => {
  const parent = await film();
  const one = (await take(parent.id, 30)).production.id;
  const two = (await take(one, 20)).production.id;
  const stranger = await film();
  await call('POST', `/api/productions/${stranger.id}/promote`);
  await call('POST', `/api/productions/${one}/promote`);
  expect((await call('POST', `/api/productions/${two}/promote`)).production.promoted).toBe(true);
  await finish(two);
  const promoted = async () =>
    (await call('GET', '/api/productions')).productions
      .filter((each: Production) => each.promoted)
      .map(({ id }: Production) => id);
  expect((await promoted()).sort()).toEqual([two, stranger.id].sort());
  const again = await fakeApp({ dataFolder: app.folder });
  const listed = again.productions.list().filter((each) => each.promoted);
  expect(listed.map(({ id }) => id).sort()).toEqual([two, stranger.id].sort());
  await again.end();
});

test('[TR1] a production goes to the trash whole and comes back as it was; a running one does not go', async () => {
  const parent = await film();
  const before = stills(parent.id);
  expect((await call('DELETE', `/api/productions/${parent.id}`)).status).toBe(200);
  expect((await call('GET', `/api/productions/${parent.id}`)).status).toBe(404);
  expect((await call('GET', '/api/productions')).productions).toEqual([]);
  expect((await film()).id).not.toBe(parent.id);
  expect((await call('POST', `/api/productions/${parent.id}/restore`)).production).toMatchObject({
    id: parent.id,
    state: 'finished',
  });
  expect(stills(parent.id)).toEqual(before);
  expect((await call('POST', `/api/productions/${parent.id}/restore`)).error.code).toBe('PRODUCTION_NOT_FOUND');
  const again = await call('POST', `/api/productions/${(await take(parent.id, 10)).production.id}/step`);
  const refused = await call('DELETE', `/api/productions/${again.production.id}`);
  expect([refused.status, refused.error.message]).toEqual([409, expect.stringMatching(/Stop it first/)]);
  expect(existsSync(join(app.folder, again.production.id, 'journal.db'))).toBe(true);
});

test('[TY1] a trial over HTTP tells of the graph, and leaves no production and no folder', async () => {
  const { graph } = await call('POST', '/api/graphs', { document: loopGraph() });
  const trial = await call('POST', `/api/graphs/${graph.id}/trial`, { seconds: 5 });
  expect(trial).toMatchObject({ status: 200, width: 128, height: 72, engine: null });
  expect(trial.nodes.map(({ title }: { title: string }) => title)).toContain('Painter');
  expect([hidden(), (await call('GET', '/api/productions')).productions]).toEqual([[], []]);
  expect((await call('POST', `/api/graphs/${graph.id}/trial`, { seconds: 600 })).status).toBe(400);
  expect((await call('POST', '/api/graphs/nothing/trial', { seconds: 5 })).error.code).toBe('GRAPH_NOT_FOUND');
});

test('[TY3] a trial is refused while a production is open, and one that is started ends the trial with what it has', async () => {
  let drawn = 0;
  app.kit.fake.engine = async () => {
    drawn += 1;
    await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const { graph } = await call('POST', '/api/graphs', { document: engineGraph({ frames: 5000 }) });
  const trial = call('POST', `/api/graphs/${graph.id}/trial`, { seconds: 120 });
  await expect.poll(() => drawn, { timeout: 20_000 }).toBeGreaterThan(3);
  const second = await call('POST', `/api/graphs/${graph.id}/trial`, { seconds: 5 });
  expect([second.status, second.error.code]).toEqual([409, 'PRODUCTION_BUSY']);
  const { production } = await call('POST', '/api/productions', { graphId: graph.id, start: true });
  const told = await trial;
  expect(told).toMatchObject({ status: 200, engine: 'engine' });
  expect(told.frames).toBeLessThan(200);
  const refused = await call('POST', `/api/graphs/${graph.id}/trial`, { seconds: 5 });
  expect(refused.error.message).toMatch(/A production is open/);
  await call('POST', `/api/productions/${production.id}/stop`);
  expect(hidden()).toEqual([]);
});
