import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeRaster } from '@epoch/graph-runtime/model';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAssetFolders } from './asset-folders.ts';

let folders: string[] = [];
let decoded: string[] = [];

/** A picture whose first byte is the first byte of its file. */
const decode = async (bytes: Uint8Array, name: string) => {
  decoded.push(name);
  if (bytes[0] === 0) throw new Error('broken');
  return makeRaster(1, 1, Uint8Array.of(bytes[0] ?? 0, 0, 0, 255));
};

beforeEach(async () => {
  folders = [await mkdtemp(join(tmpdir(), 'mine-')), await mkdtemp(join(tmpdir(), 'ships-'))];
  decoded = [];
});
afterEach(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
});

const write = (folder: number, name: string, byte: number) =>
  writeFile(join(folders[folder] ?? '', name), Uint8Array.of(byte));

test('[AF1] the first folder that has the name wins', async () => {
  await write(1, 'a.png', 9);
  const assets = createAssetFolders(folders, decode);
  expect((await assets.image('a.png')).data[0]).toBe(9);
  await write(0, 'a.png', 5);
  expect((await assets.image('a.png')).data[0]).toBe(5);
});

test('[AF2] a picture is decoded once, and again when its file has changed', async () => {
  await write(0, 'a.png', 1);
  const assets = createAssetFolders(folders, decode);
  const [one, two] = await Promise.all([assets.image('a.png'), assets.image('a.png')]);
  expect(one).toBe(await assets.image('a.png'));
  expect(two.data[0]).toBe(1);
  await write(0, 'a.png', 2);
  await utimes(join(folders[0] ?? '', 'a.png'), 1, 1);
  expect((await assets.image('a.png')).data[0]).toBe(2);
});

test('[AF3] a name that is missing, or that would lead out of the folders, is not found', async () => {
  await write(0, '.hidden', 1);
  await mkdir(join(folders[0] ?? '', 'a'));
  await write(0, join('a', 'b.png'), 1);
  const assets = createAssetFolders(folders, decode);
  for (const name of ['gone.png', '', '.hidden', '../a.png', 'a/b.png', 'a\\b.png', 'C:a.png', 'a\0.png']) {
    await expect(assets.image(name)).rejects.toMatchObject({ code: 'ASSET_NOT_FOUND' });
  }
});

test('[AF4] a broken picture is read again after it was mended in place', async () => {
  await write(0, 'a.png', 0);
  const assets = createAssetFolders(folders, decode);
  await expect(assets.image('a.png')).rejects.toThrow('broken');
  await expect(assets.image('a.png')).rejects.toThrow('broken');
  expect(decoded).toHaveLength(2);
});
