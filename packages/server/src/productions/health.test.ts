import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeRaster } from '@epoch/graph-runtime/model';
import type { FrameHealth } from '@epoch/graph-runtime/protocol';
import { http } from '@epoch/graph-runtime/protocol';
import Database from 'libsql';
import { afterEach, expect, test } from 'vitest';
import { fakeApp } from '../testing/fake-app.ts';
import { loopGraph } from '../testing/fake-kit.ts';
import { fakePictures } from '../testing/fake-pictures.ts';
import { filmMaker, stepTo, type TestFilm, withParams } from '../testing/film-helper.ts';
import { createHealthDesk } from './health.ts';
import { openJournal } from './journal.ts';

const films = filmMaker();
afterEach(() => films.clear());

function journalOf<T>({ folder }: TestFilm, read: (journal: ReturnType<typeof openJournal>) => T): T {
  const journal = openJournal(join(folder, 'journal.db'));
  try {
    return read(journal);
  } finally {
    journal.close();
  }
}
const rowsOf = (film: TestFilm) => journalOf(film, (journal) => journal.health.rows(0, 1000));

function query(film: TestFilm, sql: string): void {
  const database = new Database(join(film.folder, 'journal.db'));
  database.exec(sql);
  database.close();
}

test('[HM1] every second frame has figures, told with it and kept; only the first differs from nothing', async () => {
  const film = await films.make();
  const told: (FrameHealth | null)[] = [];
  await film.finish({ listener: { committed: (_commit, _row, health) => void told.push(health) } });
  const rows = rowsOf(film);
  expect(rows.map(({ frame }) => frame)).toEqual(Array.from({ length: 10 }, (_, at) => 2 * at));
  expect(told.filter((row) => row !== null)).toEqual(rows);
  expect(told.map((row) => row === null)).toEqual(Array.from({ length: 20 }, (_, frame) => frame % 2 === 1));
  expect(rows.map(({ change }) => change === null)).toEqual([true, ...Array(9).fill(false)]);
  expect(new Set(rows.map(({ lightness }) => lightness)).size).toBeGreaterThan(7);
  expect(rows.slice(1).every(({ change }) => change !== null && change > 0 && change < 1)).toBe(true);
});

test('[HM1] the figures of a production are read in pages', async () => {
  const app = await fakeApp();
  const { id } = await app.graphs.create({ document: loopGraph({ frames: 6 }) });
  const payload = { graphId: id, start: true };
  const made = await app.http.inject({ method: 'POST', url: '/api/productions', payload });
  const production = made.json().production.id;
  const page = async (ask: string) =>
    http.frameHealth.reply.parse(
      (await app.http.inject({ method: 'GET', url: `/api/productions/${production}/health${ask}` })).json(),
    );
  await expect.poll(async () => (await page('')).total, { timeout: 20_000 }).toBe(6);
  expect((await page('?from=1&limit=2')).rows.map(({ frame }) => frame)).toEqual([2, 4]);
  await app.end();
});

test('[HM2] a film stopped and resumed, with its last checkpoints gone, has the rows of an uninterrupted one', async () => {
  const straight = await films.make();
  await straight.finish();
  const broken = await films.make();
  for (const [round, checkpointEveryMs] of [0, 1e9, 0].entries()) {
    const film = await broken.open({ checkpointEveryMs, paused: true });
    await stepTo(film, round * 4 + 4);
    await film.stop();
  }
  rmSync(join(broken.folder, 'checkpoints', '000011.json'));
  await broken.finish();
  expect(rowsOf(broken)).toEqual(rowsOf(straight));
});

test('[HM3] frames that come out different, or were never measured, are measured when they are drawn again', async () => {
  const film = await films.make();
  const first = await film.open({ paused: true, checkpointEveryMs: 1e9 });
  await stepTo(first, 5);
  await first.stop();
  const before = rowsOf(film);
  // Everything is drawn again, with other pictures from frame 3 on; frame 2 has lost its row.
  const checkpoints = join(film.folder, 'checkpoints');
  for (const name of readdirSync(checkpoints)) rmSync(join(checkpoints, name));
  journalOf(film, (journal) => journal.setGraph(3, withParams(journal.graphAt(0), 'painter', { strength: 0.9 })));
  query(film, 'DELETE FROM health WHERE i = 2');
  expect(rowsOf(film)).toHaveLength(2);
  const second = await film.open({ paused: true });
  await stepTo(second, 7);
  await second.stop();
  const after = rowsOf(film);
  expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
  expect(after[2]).not.toEqual(before[2]);
  expect(after).toHaveLength(4);
});

test('[HM3] a journal without the table gets it, and frames drawn from then on have figures', async () => {
  const film = await films.make();
  const first = await film.open({ paused: true, checkpointEveryMs: 0 });
  await stepTo(first, 4);
  await first.stop();
  query(film, 'DROP TABLE health');
  await film.finish();
  const rows = rowsOf(film);
  expect(rows.at(-1)?.frame).toBe(18);
  expect(rows.find(({ frame }) => frame === 4)?.change).toBeGreaterThan(0);
});

test('[HM4] a picture that cannot be measured stops no film; the journal says so once', async () => {
  const film = await films.make();
  const { openStage } = film.kit;
  const blind = async () => {
    throw new Error('no eyes');
  };
  const openBlind: typeof openStage = (options) => {
    const stage = openStage(options);
    return { ...stage, pictures: { ...stage.pictures, measure: blind } };
  };
  await film.finish({ kit: { ...film.kit, openStage: openBlind } });
  expect(rowsOf(film)).toEqual([]);
  expect(journalOf(film, (journal) => journal.frameCount())).toBe(20);
  const database = new Database(join(film.folder, 'journal.db'));
  const notes = database.prepare("SELECT message FROM events WHERE kind = 'health'").all();
  database.close();
  expect(notes).toEqual([{ message: 'The picture was not measured: no eyes' }]);
});

test('[HM5] the picture before is the one that is held; its still is read only when there is none', async () => {
  const pictures = fakePictures();
  const desk = createHealthDesk({
    paths: { folder: '/nowhere' },
    pictures: { ...pictures, decode: () => expect.unreachable() },
    journal: { frame: () => expect.unreachable(), note: () => {} },
  });
  const frameOf = (frame: number) => {
    const raster = makeRaster(4, 4, new Uint8Array(64).fill(frame));
    return { frame, reports: new Map(), memory: new Map(), stills: [{ node: 'o', folder: 'stills', raster }] };
  };
  expect(await desk.measure(frameOf(1))).toBeNull();
  expect(await desk.measure(frameOf(2))).toMatchObject({ change: 0.00392157 });
  desk.release();
  expect(pictures.pinned()).toBe(0);
});

test('[HM5] one picture is held at most, and none when the film is closed', async () => {
  const film = await films.make();
  let most = 0;
  const committed = () => {
    most = Math.max(most, film.kit.pinned());
  };
  const calm = await film.open({
    paused: true,
    listener: { committed },
  });
  await stepTo(calm, 8);
  await calm.stop();
  // The memory keeper pins the feedback picture as well.
  expect(most).toBeLessThanOrEqual(2);
  expect(film.kit.pinned()).toBe(0);
});
