import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { solidRaster } from '@epoch/graph-runtime/testing';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { writeDurably } from '../storage/durable.ts';
import { fakePictures } from '../testing/fake-pictures.ts';
import { openCheckpoints } from './checkpoint.ts';
import { commitFrame } from './commit.ts';
import { makeFilmFolders } from './folder.ts';
import { openJournal } from './journal.ts';

const root = mkdtempSync(join(tmpdir(), 'epoch-order-'));
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }));
afterEach(() => vi.restoreAllMocks());

/** Calls back whenever a file or folder is synced; the sync itself happens, too. */
async function onSync(listener: (handle: FileHandle) => Promise<void>): Promise<void> {
  const any = await open(root, 'r');
  const prototype: FileHandle = Object.getPrototypeOf(any);
  await any.close();
  const sync = prototype.sync;
  vi.spyOn(prototype, 'sync').mockImplementation(async function (this: FileHandle) {
    await listener(this);
    await sync.call(this);
  });
}

test.skipIf(process.platform === 'win32')(
  '[DU1] a durable write syncs the whole file before it has its name',
  async () => {
    const folder = mkdtempSync(join(root, 'write-'));
    const seen: unknown[] = [];
    await onSync(async (handle) => {
      const names = readdirSync(folder);
      seen.push([(await handle.stat()).isFile(), existsSync(join(folder, 'a.bin'))]);
      expect(readFileSync(join(folder, names[0] ?? ''), 'utf8')).toBe('all of it');
    });
    await writeDurably(join(folder, 'a.bin'), 'all of it');
    expect(seen).toEqual([[true, false]]);
    expect(readdirSync(folder)).toEqual(['a.bin']);
  },
);

test.skipIf(process.platform === 'win32')(
  '[DU2] a commit is: still, its folder synced, checkpoint, row, in this order',
  async () => {
    const folder = mkdtempSync(join(root, 'film-'));
    const paths = await makeFilmFolders(folder);
    const pictures = fakePictures();
    const journal = openJournal(paths.journal);
    const checkpoints = openCheckpoints(paths.checkpoints, pictures);
    const still = join(folder, 'stills', '000000.png');
    const order: string[] = [];
    await onSync(async (handle) => {
      const what = (await handle.stat()).isDirectory() ? 'folder' : 'file';
      if (!order.includes('checkpoint'))
        order.push(`${what} synced, still ${existsSync(still) ? 'in place' : 'not yet'}`);
    });
    const [save, addFrame] = [checkpoints.save, journal.addFrame];
    vi.spyOn(checkpoints, 'save').mockImplementation(async (...args) => {
      order.push('checkpoint');
      await save.apply(checkpoints, args);
      order.push('checkpoint saved');
    });
    vi.spyOn(journal, 'addFrame').mockImplementation((row) => {
      order.push('row');
      addFrame.call(journal, row);
    });

    const stills = [{ node: 'output', folder: 'stills', raster: solidRaster(8, 8, [1, 2, 3, 255]) }];
    const commit = { frame: 0, stills, memory: new Map(), reports: new Map() };
    const recipes = { dress: (_: unknown, png: Uint8Array) => png };
    await commitFrame({ paths, pictures, journal, checkpoints, recipes }, commit, {
      durationMs: 1,
      checkpoint: true,
      health: Promise.resolve(null),
    });
    journal.close();
    expect(order).toEqual([
      'file synced, still not yet',
      'folder synced, still in place',
      'checkpoint',
      'checkpoint saved',
      'row',
    ]);
  },
);
