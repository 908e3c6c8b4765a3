import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { filmMaker, hashesOf, stepTo, waitFor } from '../testing/film-helper.ts';
import { pacedGraph } from '../testing/paced-film.ts';
import { filmPaths } from './folder.ts';
import { openJournal } from './journal.ts';
import { layDownTake } from './take.ts';

const CHILD = fileURLToPath(new URL('../../dist/testing/film-child.js', import.meta.url));

const films = filmMaker();
afterEach(() => films.clear());

/** A clock on which every look takes another time. */
function unevenClock(seed: number): () => number {
  let [atMs, state] = [0, seed];
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    atMs += 1 + (state >>> 24);
    return atMs;
  };
}

function decisionsIn(folder: string, frames: number): (number | null)[] {
  const journal = openJournal(filmPaths(folder).journal);
  const found = Array.from({ length: frames }, (_, frame) => journal.decisions.find('pacer', frame));
  journal.close();
  return found;
}

test('[DC1] frames that are drawn again decide what they decided, whatever the clock says', async () => {
  const { folder, open, finish } = await films.make(pacedGraph());
  const film = await open({ now: unevenClock(1), checkpointEveryMs: 1e9 });
  await waitFor(() => film.status().framesDone >= 12);
  await film.stop();
  const done = film.status().framesDone;
  const before = hashesOf(folder);
  const decided = decisionsIn(folder, done);
  expect(new Set(decided).size).toBeGreaterThan(2);
  expect(decided).not.toContain(null);
  // Without a checkpoint the whole film is drawn again.
  rmSync(join(folder, 'checkpoints'), { recursive: true });
  await finish({ now: unevenClock(99) });
  expect(hashesOf(folder).slice(0, done)).toEqual(before);
  expect(existsSync(join(folder, 'trash'))).toBe(false);
  expect(decisionsIn(folder, done)).toEqual(decided);
});

test('[DC2] a take has what was decided before its first frame, and decides anew from there on', async () => {
  const parent = await films.make(pacedGraph());
  await parent.finish({ now: unevenClock(1) });
  const take = await films.make(pacedGraph());
  rmSync(take.folder, { recursive: true });
  const journal = openJournal(filmPaths(parent.folder).journal);
  const source = { id: 'parent', folder: parent.folder, journal, meta: journal.meta() };
  const order = { frame: 11, folder: take.folder, name: 'Take', program: 'test', repeatTeleports: false };
  await layDownTake(source, { ...order, graph: pacedGraph() });
  journal.close();
  expect(decisionsIn(take.folder, 12).map((value) => value === null)).toEqual([...Array(11).fill(false), true]);
  rmSync(join(take.folder, 'checkpoints'), { recursive: true });
  await take.finish({ now: unevenClock(7) });
  expect(hashesOf(take.folder).slice(0, 11)).toEqual(hashesOf(parent.folder).slice(0, 11));
  expect(decisionsIn(take.folder, 20)).not.toEqual(decisionsIn(parent.folder, 20));
});

test('[DC3] time in which the film stands still is not taken for the time of a frame', async () => {
  const { folder, open } = await films.make(pacedGraph());
  const film = await open({ now: unevenClock(3), paused: true });
  await stepTo(film, 6);
  await film.stop();
  expect(decisionsIn(folder, 6)).toEqual(Array(6).fill(0));
});

test.each([
  ['its still is in place, but no row', 'still-renamed:8'],
  ['its row was just written', 'row-written:9'],
])('[DC4] killed when a frame that was decided about has %s, it comes out the same', async (_when, failpoint) => {
  const root = mkdtempSync(join(tmpdir(), 'epoch-decided-'));
  const folder = join(root, 'film');
  try {
    expect(await render(folder, failpoint)).toBe('SIGKILL');
    const shown = hashesOf(folder).filter((line) => !line.includes('part'));
    const decided = decisionsIn(folder, shown.length);
    expect(decided).not.toContain(null);
    expect(await render(folder, '')).toBeNull();
    expect(hashesOf(folder).slice(0, shown.length)).toEqual(shown);
    expect(decisionsIn(folder, shown.length)).toEqual(decided);
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  }
});

async function render(folder: string, failpoint: string): Promise<NodeJS.Signals | null> {
  const env = { ...process.env, EPOCH_FAILPOINT: failpoint };
  const child = spawn(process.execPath, [CHILD, folder, '12', '1000', 'clock'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await once(child, 'exit');
  return child.signalCode;
}
