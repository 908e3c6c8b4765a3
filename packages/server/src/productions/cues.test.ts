import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeRaster } from '@epoch/graph-runtime/model';
import Database from 'libsql';
import { afterEach, expect, test } from 'vitest';
import { loopGraph } from '../testing/fake-kit.ts';
import { filmMaker, hashesOf, stepTo, waitFor } from '../testing/film-helper.ts';
import type { CueRequest } from './cues.ts';
import type { Film } from './film-types.ts';
import { filmPaths } from './folder.ts';
import { openJournal } from './journal.ts';

const films = filmMaker();
afterEach(() => films.clear());

const grey = makeRaster(128, 72, new Uint8Array(128 * 72 * 4).fill(90));
const jump = (change: Partial<CueRequest> = {}): CueRequest => ({
  ...{ node: 'painter', frame: null, dissolveFrames: 0, image: grey },
  ...change,
});
const statesOf = (film: Film) => film.cues.list().map(({ frame, state }) => [frame, state]);

test('[CU1] the reply tells which frame takes a cue, and that frame does, also with frames in flight', async () => {
  const { open } = await films.make(loopGraph({ frames: 400 }));
  const film = await open();
  for (let round = 0; round < 10; round += 1) {
    const from = film.status().framesDone;
    await waitFor(() => film.status().framesDone > from + 2);
    const { cue, actsAt } = await film.cues.arm(jump());
    expect(actsAt).toBe(film.nextFrame);
    await waitFor(() => film.status().framesDone > (actsAt ?? 0));
    expect(film.cues.list().find(({ id }) => id === cue.id)).toMatchObject({ frame: actsAt, state: 'done' });
  }
  await film.stop();
});

test('[CU2] a held cue waits until it is fired; fired after its frame has passed it acts at the next', async () => {
  const { open } = await films.make();
  const film = await open({ paused: true });
  const held = await film.cues.arm(jump({ frame: 2, isHeld: true, key: 'M' }));
  expect(held).toMatchObject({ actsAt: null, cue: { state: 'held', key: 'M' } });
  await stepTo(film, 5);
  expect(statesOf(film)).toEqual([[2, 'held']]);
  expect(film.cues.change(held.cue.id, { state: 'armed' })).toMatchObject({ actsAt: 5, cue: { frame: null } });
  await stepTo(film, 6);
  expect(statesOf(film)).toEqual([[5, 'done']]);
  await film.stop();
});

test('[CU3] what waits can be changed and put into another order; what a frame has taken cannot', async () => {
  const { open } = await films.make();
  const film = await open({ paused: true });
  const [a, b, c] = [
    (await film.cues.arm(jump())).cue.id,
    (await film.cues.arm(jump())).cue.id,
    (await film.cues.arm(jump())).cue.id,
  ];
  film.cues.order([c, a]);
  film.cues.change(b, { frame: 6, dissolveFrames: 4, fit: 'contain', key: '7' });
  await stepTo(film, 8);
  const taken = new Map(film.cues.list().map((cue) => [cue.id, cue]));
  expect([c, a, b].map((id) => taken.get(id)?.frame)).toEqual([0, 1, 6]);
  expect(taken.get(b)).toMatchObject({ dissolveFrames: 4, fit: 'contain', key: '7', state: 'done' });
  const done = { code: 'CUE_DONE', message: expect.stringMatching(/Frame 6 has taken this teleport already/) };
  expect(() => film.cues.change(b, { dissolveFrames: 0 })).toThrow(expect.objectContaining(done));
  expect(() => film.cues.order([b])).toThrow(expect.objectContaining({ code: 'CUE_DONE' }));
  const later = (await film.cues.arm(jump({ frame: 15 }))).cue.id;
  expect(() => film.cues.change(later, { frame: 3 })).toThrow(expect.objectContaining({ code: 'REQUEST_INVALID' }));
  expect(film.cues.change(later, { frame: null }).actsAt).toBe(8);
  await film.stop();
});

test('[CU4] frames drawn again take what they took and nothing that was armed since', async () => {
  const straight = await films.make();
  const whole = await straight.open({ paused: true });
  await stepTo(whole, 6);
  await whole.cues.arm(jump());
  whole.unpause();
  await whole.ended;

  const broken = await films.make();
  const before = await broken.open({ paused: true, checkpointEveryMs: 1e9 });
  await stepTo(before, 6);
  await before.cues.arm(jump());
  await before.stop();
  const { checkpoints } = filmPaths(broken.folder);
  for (const name of readdirSync(checkpoints)) rmSync(join(checkpoints, name));
  const after = await broken.open();
  await after.ended;
  expect(after.cues.list()).toMatchObject([{ frame: 6, state: 'done' }]);
  expect(hashesOf(broken.folder)).toEqual(hashesOf(straight.folder));
});

test('[CU5] a frame that failed keeps what it took; what is armed meanwhile acts at the frame that was told', async () => {
  const failing = loopGraph();
  const fragile = failing.nodes.fragile ?? expect.unreachable();
  const nodes = { ...failing.nodes, fragile: { ...fragile, params: { failsAt: 3 } } };
  const film = await (await films.make({ ...failing, nodes })).open({ paused: true });
  await film.cues.arm(jump({ frame: 3 }));
  film.unpause();
  await waitFor(() => film.status().problem !== null);
  expect(film.nextFrame).toBeGreaterThan(3);
  const { actsAt } = await film.cues.arm(jump());
  film.deploy(loopGraph());
  film.unpause();
  await film.ended;
  expect(statesOf(film)).toEqual([
    [3, 'done'],
    [actsAt, 'done'],
  ]);
});

test('[CU6] a journal of an older program still opens, with its cues as they were', async () => {
  const { folder } = await films.make();
  const file = filmPaths(folder).journal;
  const old = new Database(file);
  old.exec(`DROP TABLE cues; DROP TABLE health; PRAGMA user_version = 2;
    CREATE TABLE cues (position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, node TEXT NOT NULL,
      frame INTEGER, dissolve INTEGER NOT NULL, image TEXT NOT NULL, state TEXT NOT NULL);
    INSERT INTO cues (id, node, frame, dissolve, image, state) VALUES
      ('one', 'painter', 4, 2, 'one.png', 'done'), ('two', 'painter', NULL, 0, 'two.png', 'armed');`);
  old.close();
  const journal = openJournal(file);
  expect(journal.cues.all()).toEqual([
    {
      ...{ id: 'one', node: 'painter', frame: 4, dissolveFrames: 2, fit: null, key: null },
      ...{ image: 'one.png', state: 'done', order: 0 },
    },
    {
      ...{ id: 'two', node: 'painter', frame: null, dissolveFrames: 0, fit: null, key: null },
      ...{ image: 'two.png', state: 'armed', order: 0 },
    },
  ]);
  journal.close();
  openJournal(file).close();
});
