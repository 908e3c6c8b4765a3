import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { fakeKit, loopGraph } from '../testing/fake-kit.ts';
import { openFilm } from './film.ts';
import type { OpenFilmOptions } from './film-types.ts';
import { createFilm } from './new-film.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function newFilm(document = loopGraph()) {
  const folder = mkdtempSync(join(tmpdir(), 'epoch-film-'));
  folders.push(folder);
  const kit = fakeKit();
  await createFilm({ folder, name: 'Test', graphId: 'g', document, program: 'test' }, kit);
  const open = (more: Partial<OpenFilmOptions> = {}) => openFilm({ folder, kit, listener: {}, ...more });
  return { folder, kit, open };
}

function hashes(folder: string): string[] {
  const stills = join(folder, 'stills');
  return readdirSync(stills)
    .sort()
    .map(
      (name) =>
        `${name} ${createHash('sha256')
          .update(readFileSync(join(stills, name)))
          .digest('hex')}`,
    );
}

test('[PF1] a film runs to its last frame and leaves stills, rows and a checkpoint', async () => {
  const { folder, open } = await newFilm();
  const film = await open();
  const status = await film.ended;
  expect(status).toMatchObject({ state: 'finished', framesDone: 20 });
  expect(hashes(folder)).toHaveLength(20);
});

test('[PF2] a film stopped and resumed again and again is byte for byte the uninterrupted one', async () => {
  const straight = await newFilm();
  await (await straight.open()).ended;
  const broken = await newFilm();
  for (let round = 0; round < 6; round += 1) {
    const film = await broken.open({ checkpointEveryMs: round % 2 === 0 ? 0 : 1e9, paused: true });
    for (let step = 0; step < 3; step += 1) film.step();
    await new Promise((resolve) => setTimeout(resolve, 30));
    await film.stop();
  }
  await (await broken.open()).ended;
  expect(hashes(broken.folder)).toEqual(hashes(straight.folder));
  expect(broken.kit.pinned()).toBe(0);
  expect(broken.kit.openStages()).toBe(0);
});
