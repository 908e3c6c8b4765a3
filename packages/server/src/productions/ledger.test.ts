import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobRecord } from '@epoch/nodes/engines';
import Database from 'libsql';
import { afterEach, expect, test } from 'vitest';
import { engineGraph } from '../testing/engine-film.ts';
import { filmMaker, hashesOf, waitFor } from '../testing/film-helper.ts';
import { ledgerEngine } from '../testing/ledger-engine.ts';
import { openJournal } from './journal.ts';
import { openLedger } from './ledger.ts';

const films = filmMaker();
const folders: string[] = [];
afterEach(() => {
  films.clear();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function ledgerIn(folder = mkdtempSync(join(tmpdir(), 'epoch-ledger-'))) {
  folders.push(folder);
  const journal = openJournal(join(folder, 'journal.db'));
  const settings = { width: 64, height: 64, fps: 30, frames: 9, seed: 1 };
  const meta = { name: 'Nébula / 1', createdAt: '2026-01-01', graphId: 'g', settings, engineName: null };
  const ledger = openLedger({ paths: { engine: join(folder, 'engine') }, journal, meta });
  return { folder, journal, ledger, meta, files: () => readdirSync(join(folder, 'engine')).sort() };
}

const SENT: JobRecord = {
  ...{ node: 'comfy', frame: 3, request: 'r', state: 'sent', server: 'http://a', promptId: 'p', attempt: 1 },
  ...{ pictures: [], by: '' },
};

test('[LG1] records come back in a later session, the newest of each request', async () => {
  const first = ledgerIn();
  await first.ledger.put(SENT);
  await first.ledger.put({ ...SENT, request: 'other', attempt: 7 });
  const sha256 = await first.ledger.keep(Buffer.from('picture'));
  const done: JobRecord = { ...SENT, state: 'done', pictures: [sha256], recipe: '{}' };
  await first.ledger.put(done);
  first.journal.close();
  const { ledger } = ledgerIn(first.folder);
  expect(await ledger.find(SENT)).toEqual(done);
  expect(await ledger.find({ ...SENT, frame: 4 })).toBeNull();
  expect(Buffer.from(await ledger.picture(sha256)).toString()).toBe('picture');
  expect(ledger.production).toBe(first.ledger.production);
  expect(ledger.production).toMatch(/^nebula-1-[0-9a-f]{8}$/);
});

test('[LG2] a picture that is gone, damaged or no hash is an error, and keeping it again mends it', async () => {
  const { ledger, folder } = ledgerIn();
  const sha256 = await ledger.keep(Buffer.from('picture'));
  writeFileSync(join(folder, 'engine', `${sha256}.png`), 'damaged');
  await expect(ledger.picture(sha256)).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
  expect(await ledger.keep(Buffer.from('picture'))).toBe(sha256);
  expect(Buffer.from(await ledger.picture(sha256)).toString()).toBe('picture');
  rmSync(join(folder, 'engine'), { recursive: true });
  await expect(ledger.picture(sha256)).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
  await expect(ledger.picture('../journal')).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
});

test('[LG3] pruning lets go of old jobs and the pictures that only they have, and of nothing else', async () => {
  const { ledger, files } = ledgerIn();
  const keep = (text: string) => ledger.keep(Buffer.from(text));
  const [old, shared, young, unnamed] = [
    await keep('old'),
    await keep('shared'),
    await keep('young'),
    await keep('new'),
  ];
  await ledger.put({ ...SENT, frame: 1, state: 'done', pictures: [old, shared] });
  await ledger.put({ ...SENT, frame: 2, state: 'done', pictures: [shared, young] });
  await ledger.prune(0);
  expect(files()).toHaveLength(4);
  await ledger.prune(1);
  expect(files()).toEqual([shared, young, unnamed].map((name) => `${name}.png`).sort());
  expect(await ledger.find({ ...SENT, frame: 1 })).toBeNull();
  expect(await ledger.find({ ...SENT, frame: 2 })).not.toBeNull();
});

test('[LG3] pictures that are kept while pruning goes on are all there afterwards', async () => {
  const { ledger } = ledgerIn();
  const old = await ledger.keep(Buffer.from('old'));
  for (let frame = 1; frame <= 10; frame++) {
    const pictures = [Buffer.alloc(2_000_000, frame), Buffer.from('always the same')];
    let isKept = false;
    const keeping = Promise.all(pictures.map((picture) => ledger.keep(picture))).finally(() => {
      isKept = true;
    });
    do {
      await ledger.put({ ...SENT, frame, state: 'done', pictures: [old] });
      await ledger.prune(frame);
    } while (!isKept);
    const names = await keeping;
    await ledger.put({ ...SENT, frame: frame + 1000, state: 'done', pictures: names });
    for (const [at, name] of names.entries()) expect(pictures[at]?.equals(await ledger.picture(name))).toBe(true);
  }
});

test('[LG3] a film keeps what was asked for its last 250 frames, back to an anchor, and no more', async () => {
  const { folder, kit, open } = await films.make(engineGraph({ frames: 310 }));
  kit.fake.engine = ledgerEngine(join(folder, 'asked.log'));
  const film = await open({ checkpointEveryMs: 1e9 });
  await waitFor(() => film.status().framesDone > 200);
  expect(readdirSync(join(folder, 'engine')).length).toBeGreaterThan(200);
  await film.ended;
  const journal = openJournal(join(folder, 'journal.db'));
  expect(journal.jobs.pictures().size).toBe(260);
  journal.close();
  expect(readdirSync(join(folder, 'engine'))).toHaveLength(260);
});

test('[LG4] frames drawn again are answered from the ledger and come out the same', async () => {
  const { folder, kit, open, finish } = await films.make(engineGraph({ frames: 10 }));
  const log = join(folder, 'asked.log');
  const engine = ledgerEngine(log);
  const film = await open({ paused: true, checkpointEveryMs: 1e9 });
  kit.fake.engine = async (context) => {
    if (context.frame.index === 5) film.pause();
    await engine?.(context);
  };
  film.unpause();
  await waitFor(() => film.status().state === 'paused' && film.status().framesDone === 6);
  await film.stop();
  const before = hashesOf(folder);
  for (const name of readdirSync(join(folder, 'checkpoints'))) rmSync(join(folder, 'checkpoints', name));
  await finish();
  expect(hashesOf(folder).slice(0, 6)).toEqual(before);
  const asked = readFileSync(log, 'utf8').trim().split('\n').map(Number);
  expect(asked).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('[LG5] a journal of an older program gets its ledger when it is opened', async () => {
  const { folder, journal } = ledgerIn();
  journal.close();
  const old = new Database(join(folder, 'journal.db'));
  old.exec('DROP TABLE jobs');
  old.pragma('user_version = 1');
  old.close();
  const { ledger } = ledgerIn(folder);
  await ledger.put(SENT);
  expect(await ledger.find(SENT)).toEqual(SENT);
});

test('[LG6] a recipe is that of the answer which the frame used last', async () => {
  const { ledger } = ledgerIn();
  const done: JobRecord = { ...SENT, state: 'done', recipe: 'first' };
  await ledger.put(done);
  expect([...ledger.recipesOf(3)]).toEqual([['comfy', 'first']]);
  ledger.standsStill();
  expect(ledger.recipesOf(3).size).toBe(0);
  await ledger.find(done);
  expect([...ledger.recipesOf(3)]).toEqual([['comfy', 'first']]);
  await ledger.put({ ...SENT, state: 'replaced', by: 'dream' });
  expect(ledger.recipesOf(3).size).toBe(0);
});
