import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EpochError, makeRaster } from '@epoch/graph-runtime/model';
import { afterEach, expect, test } from 'vitest';
import { loopGraph } from '../testing/fake-kit.ts';
import { filmMaker, hashesOf, stepTo, waitFor, withParams } from '../testing/film-helper.ts';
import type { FilmStatus } from './film-types.ts';
import { createFilm } from './new-film.ts';

const films = filmMaker();
afterEach(() => films.clear());

const grey = makeRaster(128, 72, new Uint8Array(128 * 72 * 4).fill(90));

test('[PF1] a film runs to its last frame and leaves stills, rows and a checkpoint of the end', async () => {
  const { folder, open } = await films.make();
  const film = await open();
  expect(await film.ended).toMatchObject({ state: 'finished', framesDone: 20 });
  expect(hashesOf(folder)).toHaveLength(20);
  expect(hashesOf(folder, 'checkpoints').at(-1)).toMatch(/\.png/);
  expect(hashesOf(folder, 'checkpoints').map((line) => line.split(' ')[0])).toContain('000019.json');
});

test('[PF2] a film stopped and resumed again and again is byte for byte the uninterrupted one', async () => {
  const straight = await films.make();
  await straight.finish();
  const broken = await films.make();
  for (let round = 0; round < 6; round += 1) {
    const film = await broken.open({ checkpointEveryMs: round % 2 === 0 ? 0 : 1e9, paused: true });
    await stepTo(film, round * 3 + 2);
    await film.stop();
  }
  await broken.finish();
  expect(hashesOf(broken.folder)).toEqual(hashesOf(straight.folder));
  expect(broken.kit.pinned()).toBe(0);
  expect(broken.kit.openStages()).toBe(0);
});

test('[PF3] a folder that holds a production is never written over', async () => {
  const { folder, kit } = await films.make();
  const again = createFilm({ folder, name: 'B', graphId: 'g', document: loopGraph(), program: 'test' }, kit);
  await expect(again).rejects.toMatchObject({ code: 'PRODUCTION_EXISTS' });
});

test('[PF4] one writer at a time: a second opening is refused while the first is live', async () => {
  const { open } = await films.make();
  const film = await open({ paused: true });
  await expect(open()).rejects.toBeInstanceOf(EpochError);
  await film.stop();
  const next = await open({ paused: true });
  await next.stop();
});

test('[PF5] an edit takes over between two frames, is journaled there, and a replay meets it at the same frame', async () => {
  const edited = withParams(loopGraph(), 'painter', { strength: 0.9 });
  const straight = await films.make();
  const first = await straight.open({ paused: true });
  await stepTo(first, 7);
  expect(first.deploy(edited)).toEqual([]);
  first.unpause();
  await first.ended;

  const broken = await films.make();
  const before = await broken.open({ paused: true, checkpointEveryMs: 1e9 });
  await stepTo(before, 5);
  await before.stop();
  const during = await broken.open({ paused: true, checkpointEveryMs: 1e9 });
  await stepTo(during, 7);
  during.deploy(edited);
  await stepTo(during, 10);
  // As after a kill: the newest checkpoint is from before the edit, the frames after it exist.
  const { rmSync, readdirSync } = await import('node:fs');
  await during.stop();
  for (const name of readdirSync(join(broken.folder, 'checkpoints'))) {
    if (/^0000(0[5-9]|1\d)\.json$/.test(name)) rmSync(join(broken.folder, 'checkpoints', name));
  }
  await broken.finish();
  expect(hashesOf(broken.folder)).toEqual(hashesOf(straight.folder));
  expect(JSON.parse(readFileSync(join(broken.folder, 'graph.json'), 'utf8')).nodes.painter.params.strength).toBe(0.9);
});

test('[PF6] moving boxes restarts nothing and leaves no trace in the journal', async () => {
  const { open } = await films.make();
  const film = await open({ paused: true });
  await stepTo(film, 2);
  const graph = loopGraph();
  const painter = graph.nodes.painter;
  if (painter === undefined) throw new Error('no painter');
  const moved = { ...graph, nodes: { ...graph.nodes, painter: { ...painter, position: { x: 900, y: 9 } } } };
  expect(film.deploy(moved)).toEqual([]);
  expect(film.journal.nextGraphChange(1, 100)).toBeNull();
  await film.stop();
});

test('[PF7] an edit with errors is named, and the graph before it goes on', async () => {
  const { open } = await films.make();
  const film = await open({ paused: true });
  const problems = film.deploy(withParams(loopGraph(), 'painter', { strength: 99 }));
  expect(problems).toMatchObject([{ code: 'param-range', node: 'painter' }]);
  film.unpause();
  expect(await film.ended).toMatchObject({ state: 'finished', framesDone: 20 });
});

test('[PF8] a failing node pauses the film with its name and frame; mended and unpaused, the film goes on', async () => {
  const { folder, open } = await films.make(withParams(loopGraph(), 'fragile', { failsAt: 4 }));
  const statuses: FilmStatus[] = [];
  const film = await open({ listener: { changed: (status) => void statuses.push(status) } });
  await waitFor(() => film.status().problem !== null);
  expect(film.status()).toMatchObject({ state: 'paused', framesDone: 4, problem: { node: 'fragile', frame: 4 } });
  expect(film.status().message).toMatch(/Frames 0 to 3 are safe/);
  film.deploy(withParams(loopGraph(), 'fragile', { failsAt: -1 }));
  film.unpause();
  expect(await film.ended).toMatchObject({ state: 'finished', framesDone: 20 });
  expect(hashesOf(folder)).toHaveLength(20);
});

test('[PF9] a teleport acts at its frame, or at the next one that begins; a replay gives it again', async () => {
  const straight = await films.make();
  const film = await straight.open({ paused: true });
  await stepTo(film, 3);
  await film.cues.arm({ node: 'painter', frame: null, dissolveFrames: 0, image: grey });
  await film.cues.arm({ node: 'painter', frame: 9, dissolveFrames: 0, image: grey });
  film.unpause();
  await film.ended;
  expect(film.cues.list()).toMatchObject([
    { frame: 3, state: 'done' },
    { frame: 9, state: 'done' },
  ]);

  const broken = await films.make();
  const before = await broken.open({ paused: true });
  await stepTo(before, 3);
  await before.cues.arm({ node: 'painter', frame: null, dissolveFrames: 0, image: grey });
  await before.cues.arm({ node: 'painter', frame: 9, dissolveFrames: 0, image: grey });
  await stepTo(before, 5);
  await before.stop();
  const { rmSync } = await import('node:fs');
  for (const frame of [3, 4]) rmSync(join(broken.folder, 'checkpoints', `00000${frame}.json`), { force: true });
  await broken.finish();
  expect(hashesOf(broken.folder)).toEqual(hashesOf(straight.folder));
});

test('[PF10] a graph that was edited while nobody ran it takes over after the last frame', async () => {
  const { open } = await films.make();
  const film = await open({ paused: true });
  await stepTo(film, 4);
  await film.stop();
  const edited = withParams(loopGraph(), 'painter', { strength: 0.1 });
  const again = await open({ paused: true, graph: edited });
  expect(again.journal.nextGraphChange(1, 100)).toBe(4);
  expect(again.graph.nodes.painter?.params).toEqual({ strength: 0.1 });
  await again.stop();
});

test('[PF11] a listener that fails is noted, and the film goes on', async () => {
  const { folder, open } = await films.make();
  const fail = () => {
    throw new Error('not my day');
  };
  const film = await open({ listener: { changed: fail, drawn: fail, committed: fail } });
  expect(await film.ended).toMatchObject({ state: 'finished', framesDone: 20 });
  expect(hashesOf(folder)).toHaveLength(20);
});

test('[PF12] the film tells which frame begins next', async () => {
  const { open } = await films.make();
  const film = await open({ paused: true });
  expect(film.nextFrame).toBe(0);
  await stepTo(film, 3);
  expect(film.nextFrame).toBe(3);
  await film.stop();
});

test('[PF13] a film whose output is taken away waits with the cure, loses nothing, and goes on when it is back', async () => {
  const straight = await films.make();
  await straight.finish();
  const { folder, open } = await films.make();
  const film = await open({ paused: true });
  await stepTo(film, 4);
  film.unpause();
  const { output: _, ...others } = loopGraph().nodes;
  const cut = Object.fromEntries(Object.entries(loopGraph().edges).filter(([, { to }]) => to.node !== 'output'));
  expect(film.deploy({ ...loopGraph(), nodes: others, edges: cut })).toMatchObject([{ code: 'no-output' }]);
  expect(film.status()).toMatchObject({ state: 'waiting', problem: { code: 'no-output', cure: { type: 'add-node' } } });
  expect(film.status().message).toMatch(/Then the film goes on\. Frames 0 to \d+ are safe\./);
  film.unpause();
  film.step();
  expect(film.status().state).toBe('waiting');
  film.unpause();
  expect(film.deploy(loopGraph())).toEqual([]);
  expect(await film.ended).toMatchObject({ state: 'finished', framesDone: 20 });
  expect(hashesOf(folder)).toEqual(hashesOf(straight.folder));
});

test('[PF13] opened with a graph without output, a film waits; paused by hand, it stays paused', async () => {
  const { open } = await films.make();
  const film = await open({ graph: { ...loopGraph(), nodes: {}, edges: {} } });
  await waitFor(() => film.status().state === 'waiting');
  film.pause();
  expect(film.status()).toMatchObject({ state: 'paused', framesDone: 0 });
  film.deploy(loopGraph());
  expect(film.status()).toMatchObject({ state: 'paused', framesDone: 0 });
  await film.stop();
});

test('[PF13] no production is made of a graph without output', async () => {
  await expect(films.make({ ...loopGraph(), nodes: {}, edges: {} })).rejects.toMatchObject({ code: 'GRAPH_INVALID' });
});
