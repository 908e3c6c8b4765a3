import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { moveAside, sweepPartials, writeDurably } from './durable.ts';
import { kindOf } from './magic.ts';
import { openDataFolder } from './make-folder.ts';
import { fileNameFor, freeName, slugOf } from './names.ts';
import { createSerial } from './serial.ts';
import { openSettings } from './settings-store.ts';

const root = mkdtempSync(join(tmpdir(), 'epoch-storage-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('[ST1] names of users become plain file names', () => {
  expect(
    ['../../etc/passwd', 'a\\b\\Bild Ä.JPG', 'CON', '...', '', 'x'.repeat(300)].map((name) => fileNameFor(name, 'png')),
  ).toEqual(['passwd.png', 'Bild Ä.png', 'file.png', 'file.png', 'file.png', `${'x'.repeat(60)}.png`]);
  expect(slugOf('Über den Wolken — Teil 2')).toBe('uber-den-wolken-teil-2');
  expect(slugOf('流れ星')).toBe('untitled');
  expect(freeName('a.png', (name) => name === 'a.png' || name === 'a-2.png')).toBe('a-3.png');
});

test('[ST2] a durable write leaves the whole file and nothing beside it; leftovers of a crash are swept', async () => {
  const file = join(root, 'one.bin');
  await writeDurably(file, 'old');
  await writeDurably(file, 'new');
  writeFileSync(join(root, '.one.bin.77-aa.partial'), 'half');
  await sweepPartials(root);
  expect(readdirSync(root)).toEqual(['one.bin']);
  expect(readFileSync(file, 'utf8')).toBe('new');
});

test('[ST3] moving aside never covers a file', async () => {
  const trash = join(root, 'trash');
  for (const text of ['a', 'b', 'c']) {
    writeFileSync(join(root, 'x.png'), text);
    await moveAside(join(root, 'x.png'), trash);
  }
  expect(
    readdirSync(trash)
      .map((name) => readFileSync(join(trash, name), 'utf8'))
      .sort(),
  ).toEqual(['a', 'b', 'c']);
});

test('[ST4] a file is what its first bytes say', () => {
  const png = Buffer.from('\x89PNG\r\n\x1a\n....', 'latin1');
  expect(kindOf(png)?.mediaType).toBe('image/png');
  expect(kindOf(Buffer.from('<svg onload=alert(1)></svg>'))).toBeNull();
  expect(kindOf(Buffer.from('RIFF0000WAVEfmt '))?.kind).toBe('audio');
  expect(kindOf(Buffer.from('RIFF0000WEBPVP8 '))?.kind).toBe('image');
  expect(kindOf(new Uint8Array())).toBeNull();
});

test('[ST5] tasks of one key run one after another, a failed one does not stop the next', async () => {
  const serial = createSerial();
  const order: string[] = [];
  const slow = serial('k', async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    order.push('slow');
    throw new Error('no');
  });
  const quick = serial('k', async () => void order.push('quick'));
  await expect(slow).rejects.toThrow('no');
  await quick;
  expect(order).toEqual(['slow', 'quick']);
});

test('[ST6] settings survive; a damaged file or field costs no more than itself', async () => {
  const file = join(root, 'streamer.json');
  const settings = await openSettings(file);
  await settings.change({ lastGraphId: 'a', theme: 'light' });
  expect((await openSettings(file)).get()).toMatchObject({ lastGraphId: 'a', theme: 'light' });
  writeFileSync(file, JSON.stringify({ lastGraphId: 'b', theme: 'purple' }));
  expect((await openSettings(file)).get()).toMatchObject({ lastGraphId: 'b', theme: 'dark', previews: true });
  writeFileSync(file, '{ half');
  expect((await openSettings(file)).get()).toMatchObject({ lastGraphId: null, theme: 'dark' });
});

test('[ST7] a data folder is made with those above it; one that cannot be written to is told with what to do', async () => {
  const deep = join(root, 'films', 'of', 'mine');
  await openDataFolder(deep);
  await openDataFolder(deep);
  expect(readdirSync(deep)).toEqual([]);
  // Nobody, not even root, writes below here.
  const nowhere = process.platform === 'linux' ? '/proc/films' : join(root, 'a-file', 'films');
  writeFileSync(join(root, 'a-file'), '');
  await expect(openDataFolder(nowhere)).rejects.toMatchObject({
    code: 'STORAGE_FAILED',
    message: expect.stringMatching(/cannot be made: .* Choose a folder of yours with --data\.$/),
  });
});
