import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AnyContext, EpochError } from '@epoch/graph-runtime/model';
import Database from 'libsql';
import { afterEach, expect, test } from 'vitest';
import { engineGraph, handTimers } from '../testing/engine-film.ts';
import { filmMaker, hashesOf, stepTo, waitFor, withParams } from '../testing/film-helper.ts';
import type { FilmStatus, OpenFilmOptions } from './film-types.ts';

const films = filmMaker();
afterEach(() => films.clear());

const AWAY = 'No ComfyUI answers at http://127.0.0.1:8188.';
const away = () => new EpochError('ENGINE_AWAY', AWAY, { detail: { retryAfterMs: 8000 } });

/** A film of 8 frames whose server goes away at frame 4, and comes back when `back` is called. */
async function outage(more: Partial<OpenFilmOptions> = {}) {
  const made = await films.make(engineGraph({ frames: 8 }));
  const timers = handTimers();
  let isAway = true;
  let tries = 0;
  made.kit.fake.engine = async ({ frame }) => {
    if (frame.index !== 4) return;
    tries += 1;
    if (isAway) throw away();
  };
  const told: FilmStatus[] = [];
  const problems: string[] = [];
  const film = await made.open({
    ...{ after: timers.after, clockTime: () => 1_000_000 },
    listener: {
      changed: (status) => void told.push(status),
      problem: (problem) => void problems.push(problem.code),
    },
    ...more,
  });
  const waits = () => waitFor(() => film.status().retryAt !== null);
  const back = () => {
    isAway = false;
  };
  return { ...made, film, timers, told, problems, waits, back, tries: () => tries };
}

async function undisturbed(): Promise<readonly string[]> {
  const made = await films.make(engineGraph({ frames: 8 }));
  await made.finish();
  return hashesOf(made.folder);
}

test('[WA1] an away server makes the film wait, say for how long and what is safe, and go on by itself', async () => {
  const { film, folder, timers, told, problems, waits, back, tries } = await outage();
  await waits();
  expect(film.status()).toMatchObject({
    state: 'waiting',
    message: `${AWAY} Next try in 8 s. Frames 0 to 3 are safe.`,
    problem: { code: 'engine-away', node: 'engine', frame: 4, retryAfterMs: 8000 },
    retryAt: new Date(1_008_000).toISOString(),
    framesDone: 4,
  });
  timers.ring();
  await waitFor(() => tries() === 2 && film.status().retryAt !== null);
  back();
  timers.ring();
  expect(film.status()).toMatchObject({ message: `${AWAY} Trying again now. Frames 0 to 3 are safe.`, retryAt: null });
  expect(await film.ended).toMatchObject({ state: 'finished', framesDone: 8, retryAt: null, problem: null });
  expect(hashesOf(folder)).toEqual(await undisturbed());
  const states = told.map(({ state }) => state).filter((state, at, all) => state !== all[at - 1]);
  expect(states).toEqual(['running', 'waiting', 'running', 'finished']);
  expect(problems).toEqual(['engine-away']);
});

test('[WA2] unpause tries now, and an edit that makes other pictures does, and moving a box does not', async () => {
  const { film, timers, waits, back, tries } = await outage();
  await waits();
  film.unpause();
  expect(timers.delays()).toEqual([]);
  await waitFor(() => tries() === 2 && film.status().retryAt !== null);
  const graph = engineGraph({ frames: 8 });
  const moved = { ...graph, nodes: { ...graph.nodes } };
  if (graph.nodes.engine !== undefined) moved.nodes.engine = { ...graph.nodes.engine, position: { x: 9, y: 9 } };
  expect(film.deploy(moved)).toEqual([]);
  expect([tries(), timers.delays()]).toEqual([2, [8000]]);
  back();
  expect(film.deploy(withParams(graph, 'engine', { steps: 30 }))).toEqual([]);
  expect(await film.ended).toMatchObject({ state: 'finished', framesDone: 8 });
});

test('[WA3] pause ends the wait and unpause takes it up; stop does not wait at all', async () => {
  const { film, timers, waits, tries, kit } = await outage();
  await waits();
  film.pause();
  expect(film.status()).toMatchObject({ state: 'paused', message: null, problem: null, retryAt: null });
  expect(timers.delays()).toEqual([]);
  film.unpause();
  await waitFor(() => tries() === 2 && film.status().retryAt !== null);
  await film.stop();
  expect(film.status()).toMatchObject({ state: 'stopped', framesDone: 4, retryAt: null });
  expect(timers.delays()).toEqual([]);
  expect(kit.openStages()).toBe(0);
});

test('[WA4] a step waits, too, and then draws its one frame and pauses', async () => {
  const { film, timers, waits, back } = await outage({ paused: true });
  await stepTo(film, 4);
  film.step();
  await waits();
  back();
  timers.ring();
  await waitFor(() => film.status().state === 'paused');
  expect(film.status()).toMatchObject({ framesDone: 5, retryAt: null });
  await film.stop();
});

test('[WA4] what has the frame of a step tried again while it is tried adds no frame', async () => {
  const { film, timers, waits, kit } = await outage({ paused: true });
  await stepTo(film, 4);
  film.step();
  await waits();
  const tries: (() => void)[] = [];
  kit.fake.engine = () => new Promise((resolve) => void tries.push(resolve));
  timers.ring();
  await waitFor(() => tries.length === 1);
  film.tryNow();
  expect(film.deploy(withParams(film.graph, 'engine', { steps: 30 }))).toEqual([]);
  kit.fake.engine = undefined;
  for (const finish of tries) finish();
  await waitFor(() => film.status().state === 'paused');
  expect(film.status()).toMatchObject({ framesDone: 5 });
  await film.stop();
});

test('[WA10] a film that was stepped to an away server stays a film of steps when the servers change', async () => {
  const { film, waits, back, timers } = await outage({ paused: true });
  film.tryNow();
  await stepTo(film, 4);
  film.step();
  await waits();
  back();
  film.tryNow();
  await waitFor(() => film.status().state === 'paused');
  expect(film.status()).toMatchObject({ framesDone: 5 });
  expect(timers.delays()).toEqual([]);
  await film.stop();
});

test('[WA5] paused while it is tried, it says so and does not try again by itself', async () => {
  const made = await films.make(engineGraph({ frames: 8 }));
  const timers = handTimers();
  let fail: (error: unknown) => void = () => {};
  made.kit.fake.engine = () => new Promise((_, reject) => (fail = reject));
  const film = await made.open({ after: timers.after });
  await waitFor(() => film.nextFrame === 1);
  film.pause();
  fail(away());
  await waitFor(() => film.status().problem !== null);
  expect(film.status()).toMatchObject({ state: 'paused', message: `${AWAY} Unpause tries the frame again.` });
  expect(timers.delays()).toEqual([]);
  await film.stop();
});

test('[WA6] on the way to its end a resumed film waits as well, and comes out the same', async () => {
  const made = await films.make(engineGraph({ frames: 8 }));
  const first = await made.open({ paused: true, checkpointEveryMs: 1e9 });
  await stepTo(first, 6);
  await first.stop();
  const checkpoints = join(made.folder, 'checkpoints');
  for (const name of readdirSync(checkpoints)) rmSync(join(checkpoints, name));
  const timers = handTimers();
  let isAway = true;
  made.kit.fake.engine = async ({ frame }) => {
    if (frame.index === 2 && isAway) throw away();
  };
  const film = await made.open({ after: timers.after });
  await waitFor(() => film.status().retryAt !== null);
  expect(film.status()).toMatchObject({ state: 'waiting', framesDone: 6 });
  isAway = false;
  timers.ring();
  expect(await film.ended).toMatchObject({ state: 'finished', framesDone: 8 });
  expect(hashesOf(made.folder)).toEqual(await undisturbed());
});

/** Works until it is aborted, telling what it does. */
function endless(tell: (context: AnyContext<unknown>) => void) {
  return (context: AnyContext<unknown>) =>
    new Promise<void>((_, reject) => {
      context.signal.addEventListener('abort', () => reject(context.signal.reason));
      tell(context);
    });
}

test.each([
  ['that tells progress', (context: AnyContext<unknown>) => context.progress(0.1), [8000, 2000]],
  ['that tells nothing', () => {}, [8000]],
])('[WA7] a stop leaves an engine %s its grace and no more', async (_what, tell, delays) => {
  const made = await films.make(engineGraph({ frames: 8 }));
  const timers = handTimers();
  made.kit.fake.engine = endless(tell);
  const film = await made.open({ after: timers.after });
  await waitFor(() => film.nextFrame === 1);
  await sleep(1);
  const stopped = film.stop();
  expect(timers.delays()).toEqual(delays);
  timers.ring(Math.min(...delays));
  await stopped;
  expect(film.status()).toMatchObject({ state: 'stopped', framesDone: 0 });
  expect(timers.delays()).toEqual([]);
});

test('[WA8] a first sign of life ends the outage, though the frame is not there yet', async () => {
  const { film, timers, waits, kit } = await outage();
  await waits();
  let finish: () => void = () => {};
  kit.fake.engine = (context) => {
    context.progress(0.5);
    return new Promise((resolve) => (finish = resolve));
  };
  timers.ring();
  await waitFor(() => film.status().state === 'running');
  expect(film.status()).toMatchObject({ message: null, problem: null, framesDone: 4 });
  kit.fake.engine = undefined;
  finish();
  expect(await film.ended).toMatchObject({ state: 'finished' });
});

test('[WA9] what a node notes of a frame stands in the journal with that frame', async () => {
  const made = await films.make(engineGraph({ frames: 3 }));
  made.kit.fake.engine = async ({ frame, note }) => {
    if (frame.index === 1) note('Frame 1 was made another way.');
  };
  await made.finish();
  const journal = new Database(join(made.folder, 'journal.db'));
  const notes: unknown = journal.prepare("SELECT frame, message FROM events WHERE kind = 'engine'").all();
  journal.close();
  expect(notes).toEqual([{ frame: 1, message: 'Frame 1 was made another way.' }]);
});
