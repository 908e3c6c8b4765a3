import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openEngines } from './engine-store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'epoch-engines-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (comfyUrl?: string) => openEngines({ dataFolder: folder, comfyUrl });
const file = () => join(folder, 'engines.json');
const studio = { name: 'Studio', kind: 'comfyui', url: 'http://studio:8188/comfy/' } as const;

test('[IS1] servers are there again after a restart, in order, with header values', async () => {
  const store = await open();
  await store.create({ ...studio, headers: { Authorization: 'Bearer one' } });
  await store.create({ name: 'Forge', kind: 'a1111', url: 'http://127.0.0.1:7860' });
  const again = await open();
  expect(again.notices).toEqual([]);
  expect(again.list()).toEqual(store.list());
  expect(again.list()).toMatchObject([
    { name: 'Studio', url: 'http://studio:8188/comfy', headerNames: ['Authorization'], origin: 'saved' },
    { name: 'Forge', kind: 'a1111', headerNames: [], origin: 'saved' },
  ]);
  expect(again.of('comfyui')).toMatchObject([{ name: 'Studio', headers: { Authorization: 'Bearer one' } }]);
  expect(again.of('sdcpp')).toEqual([]);
});

test.skipIf(process.platform === 'win32')('[IS1] only the owner may read the files', async () => {
  const store = await open();
  const { id } = await store.create(studio);
  await store.remove(id);
  await store.create(studio);
  for (const name of ['engines.json', 'engines.trash.json']) {
    expect(statSync(join(folder, name)).mode & 0o777, name).toBe(0o600);
  }
});

test('[IS1] no two servers have the same name', async () => {
  const store = await open();
  const first = await store.create(studio);
  expect((await store.create({ ...studio, name: ' studio ' })).name).toBe('studio 2');
  expect((await store.create({ ...studio, name: 'Attic' })).name).toBe('Attic');
  expect((await store.patch(first.id, { name: 'ATTIC' })).name).toBe('ATTIC 2');
  expect((await store.patch(first.id, { name: 'Attic 2' })).name).toBe('Attic 2');
  await store.remove(first.id);
  await store.create({ ...studio, name: 'Attic 2' });
  expect((await store.restore(first.id)).name).toBe('Attic 2 2');
});

test('[IS1] changes made at the same time are all kept', async () => {
  const store = await open();
  await Promise.all(Array.from({ length: 8 }, () => store.create(studio)));
  expect(new Set((await open()).list().map(({ name }) => name)).size).toBe(8);
});

test('[IS2] COMFY_URL comes first and is never stored; the default stands in while there is nothing', async () => {
  expect((await open()).list()).toEqual([
    {
      id: 'default',
      name: 'ComfyUI',
      kind: 'comfyui',
      url: 'http://127.0.0.1:8188',
      headerNames: [],
      origin: 'default',
    },
  ]);
  const store = await open('http://10.0.0.5:8188/');
  expect(store.list()).toMatchObject([{ id: 'environment', url: 'http://10.0.0.5:8188', origin: 'environment' }]);
  await store.create(studio);
  expect(store.of('comfyui').map(({ name }) => name)).toEqual(['COMFY_URL', 'Studio']);
  expect(readFileSync(file(), 'utf8')).not.toContain('10.0.0.5');
  const without = await open();
  await without.create({ ...studio, kind: 'a1111', name: 'Forge' });
  await without.remove(without.list()[0]?.id ?? '');
  expect(without.list()).toMatchObject([{ name: 'Forge' }, { name: 'ComfyUI', origin: 'default' }]);
});

test('[IS2] neither can be changed or forgotten here', async () => {
  const named = await open('http://10.0.0.5:8188');
  await expect(named.patch('environment', { name: 'Mine' })).rejects.toThrow('COMFY_URL. Change it there');
  await expect(named.remove('environment')).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
  const plain = await open();
  await expect(plain.remove('default')).rejects.toThrow('Save one, and it takes its place.');
  await expect(plain.patch('nobody', {})).rejects.toMatchObject({ code: 'ENGINE_NOT_FOUND' });
});

test('[IS2] a COMFY_URL that is no address is told without being repeated', async () => {
  const store = await open('http://me:hunter22@studio:8188');
  expect(store.list()).toMatchObject([{ origin: 'default' }]);
  expect(store.notices).toHaveLength(1);
  expect(store.notices[0]).toMatch(/^The address in COMFY_URL is not used\. .*Authorization/);
  expect(store.notices[0]).not.toMatch(/hunter22/);
});

test('[IS4] a damaged file is told, kept in the trash, and replaced only when something is saved', async () => {
  writeFileSync(file(), '{"servers": [ half a fi');
  const store = await open();
  expect(store.notices).toEqual([expect.stringMatching(/engines\.json is damaged.*trash/)]);
  expect(store.list()).toMatchObject([{ origin: 'default' }]);
  expect(readFileSync(file(), 'utf8')).toMatch(/half a fi/);
  await store.create(studio);
  expect(readFileSync(join(folder, 'trash', 'engines.json'), 'utf8')).toMatch(/half a fi/);
  expect((await open()).notices).toEqual([]);
});

test('[IS4] one damaged entry costs no other, and a file of a later version is kept', async () => {
  const store = await open();
  await store.create(studio);
  const saved = JSON.parse(readFileSync(file(), 'utf8'));
  writeFileSync(file(), JSON.stringify({ ...saved, servers: [{ name: 'odd', key: 'hunter22' }, ...saved.servers] }));
  const halfRead = await open();
  expect(halfRead.list()).toMatchObject([{ name: 'Studio' }]);
  expect(halfRead.notices[0]).toMatch(/^1 of 2 image servers/);
  expect(halfRead.notices[0]).not.toMatch(/hunter22/);
  writeFileSync(file(), JSON.stringify({ ...saved, version: 2 }));
  const later = await open();
  expect(later.notices[0]).toMatch(/this version/);
  await later.create(studio);
  expect(JSON.parse(readFileSync(join(folder, 'trash', 'engines.json'), 'utf8')).version).toBe(2);
});

test('[IS5] a forgotten server comes back at its place, also after a restart', async () => {
  const store = await open();
  const [first] = [
    await store.create({ ...studio, headers: { 'X-Key': 'one' } }),
    await store.create({ ...studio, name: 'Attic' }),
  ];
  await store.remove(first.id);
  await expect(store.remove(first.id)).rejects.toMatchObject({ code: 'ENGINE_NOT_FOUND' });
  const again = await open();
  expect(again.list().map(({ name }) => name)).toEqual(['Attic']);
  expect(await again.restore(first.id)).toEqual(first);
  expect(again.of('comfyui')).toMatchObject([{ name: 'Studio', headers: { 'X-Key': 'one' } }, { name: 'Attic' }]);
  await expect(again.restore(first.id)).rejects.toMatchObject({ code: 'ENGINE_NOT_FOUND' });
});

test('[IS5] the last 20 forgotten are kept', async () => {
  const store = await open();
  const ids: string[] = [];
  for (let number = 0; number < 22; number += 1) ids.push((await store.create(studio)).id);
  for (const id of ids) await store.remove(id);
  await expect(store.restore(ids[1] ?? '')).rejects.toMatchObject({ code: 'ENGINE_NOT_FOUND' });
  expect((await store.restore(ids[2] ?? '')).id).toBe(ids[2]);
});

test('[IS5] a kill between the two files leaves the server once', async () => {
  const store = await open();
  const { id } = await store.create(studio);
  const before = readFileSync(file());
  await store.remove(id);
  writeFileSync(file(), before);
  const again = await open();
  expect(again.list().map((server) => server.id)).toEqual([id]);
  await expect(again.restore(id)).rejects.toMatchObject({ code: 'ENGINE_NOT_FOUND' });
});

test('[IS8] values do not follow to another machine, in a change or in a test of one', async () => {
  const store = await open();
  const { id } = await store.create({ ...studio, headers: { Authorization: 'Bearer one' } });
  const moved = { url: 'http://elsewhere:8188' };
  await expect(store.patch(id, moved)).rejects.toThrow(
    'The saved values of Authorization are for http://studio:8188 and are not sent to http://elsewhere:8188. Enter them again for the new address, or remove them.',
  );
  expect(() => store.changed(id, moved)).toThrow(/are not sent to/);
  expect(store.changed(id, { url: 'http://studio:9000' }).headers).toEqual({ Authorization: 'Bearer one' });
  expect(await store.patch(id, { ...moved, headers: { authorization: null } })).toMatchObject({
    ...moved,
    headerNames: [],
  });
  expect(existsSync(join(folder, 'trash'))).toBe(false);
  expect(readdirSync(folder)).toEqual(['engines.json']);
});
