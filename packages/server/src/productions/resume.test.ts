import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { filmMaker, hashesOf, stepTo, type TestFilm } from '../testing/film-helper.ts';

const films = filmMaker();
afterEach(() => films.clear());

let film: TestFilm;
let straight: readonly string[];
beforeEach(async () => {
  const reference = await films.make();
  await reference.finish();
  straight = hashesOf(reference.folder);
  film = await films.make();
  const live = await film.open({ paused: true, checkpointEveryMs: 0 });
  await stepTo(live, 10);
  await live.stop();
});

const still = (frame: number) => join(film.folder, 'stills', `${String(frame).padStart(6, '0')}.png`);
const checkpoint = (frame: number) => join(film.folder, 'checkpoints', `${String(frame).padStart(6, '0')}.json`);

async function resumed(): Promise<string> {
  let said = '';
  const live = await film.open({ listener: { changed: ({ message }) => (said += message ?? '') } });
  expect(await live.ended).toMatchObject({ state: 'finished', framesDone: 20 });
  expect(hashesOf(film.folder)).toEqual(straight);
  return said;
}

test('[RS1] a missing still within reach of a checkpoint is named and drawn again', async () => {
  rmSync(still(8));
  expect(await resumed()).toMatch(/Frame 8 was missing or damaged on disk and drawn again/);
});

test('[RS2] a still with one wrong byte is found, kept aside, and drawn again', async () => {
  const bytes = readFileSync(still(9));
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  writeFileSync(still(9), bytes);
  expect(await resumed()).toMatch(/Frame 9 was/);
  expect(readFileSync(join(film.folder, 'trash', '000009.png')).equals(bytes)).toBe(true);
});

test('[RS3] a damaged checkpoint is passed over for the one before it', async () => {
  appendFileSync(checkpoint(9), 'x');
  writeFileSync(checkpoint(9), readFileSync(checkpoint(9), 'utf8').replace('"frame":9', '"frame":8'));
  expect(await resumed()).toMatch(/checkpoint after frame 9 cannot be used/);
});

test('[RS4] a checkpoint whose raster is gone is passed over, and without any the film is replayed from its start', async () => {
  for (const name of readdirSync(join(film.folder, 'checkpoints'))) {
    if (name.endsWith('.png')) rmSync(join(film.folder, 'checkpoints', name));
  }
  expect(await resumed()).toMatch(/Drawing frames 0 to 9 again/);
});

test('[RS5] stills without a row and half-written files never count; the former are kept aside', async () => {
  writeFileSync(still(10), 'not finished');
  writeFileSync(join(film.folder, 'stills', '.000011.png.1-abcd.partial'), 'half');
  expect(await resumed()).toMatch(/stills\/000010.png was not finished/);
  expect(readFileSync(join(film.folder, 'trash', '000010.png'), 'utf8')).toBe('not finished');
  expect(readdirSync(join(film.folder, 'stills')).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('[RS6] a still out of reach of every checkpoint is named, and the film goes on', async () => {
  rmSync(still(2));
  let said = '';
  const live = await film.open({ listener: { changed: ({ message }) => (said += message ?? '') } });
  expect(await live.ended).toMatchObject({ state: 'finished', framesDone: 20 });
  expect(said).toMatch(/Frame 2 was missing or damaged on disk; the film goes on/);
  expect(hashesOf(film.folder)).toEqual(straight.filter((line) => !line.startsWith('000002')));
});

test('[RS7] a checkpoint of a frame that has no row is not trusted', async () => {
  writeFileSync(checkpoint(10), readFileSync(checkpoint(9)));
  await resumed();
});

test('[RS8] only the newest checkpoints and their rasters are kept', async () => {
  const names = readdirSync(join(film.folder, 'checkpoints'));
  expect(names.filter((name) => name.endsWith('.json'))).toEqual(['000007.json', '000008.json', '000009.json']);
  expect(names.filter((name) => name.endsWith('.png'))).toHaveLength(3);
});

test('[RS9] a journal that is none is refused in a sentence, and nothing is touched', async () => {
  const stills = hashesOf(film.folder);
  for (const name of readdirSync(film.folder)) {
    if (name.startsWith('journal.db')) rmSync(join(film.folder, name));
  }
  writeFileSync(join(film.folder, 'journal.db'), 'this is no database, whatever its name says'.repeat(50));
  await expect(film.open()).rejects.toMatchObject({
    code: 'STORAGE_FAILED',
    message: expect.stringMatching(/untouched/),
  });
  expect(hashesOf(film.folder)).toEqual(stills);
});
