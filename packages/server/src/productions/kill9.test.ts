import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** The compiled program, as it runs for users; the same path from sources and build. */
const CHILD = fileURLToPath(new URL('../../dist/testing/film-child.js', import.meta.url));
const FRAMES = 12;

const root = mkdtempSync(join(tmpdir(), 'epoch-kill-'));
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }));

async function render(
  folder: string,
  options: { failpoint?: string; everyMs?: number } = {},
): Promise<NodeJS.Signals | null> {
  const env = { ...process.env, EPOCH_FAILPOINT: options.failpoint ?? '' };
  const args = [CHILD, folder, String(FRAMES), String(options.everyMs ?? 1000)];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  await once(child, 'exit');
  return child.signalCode;
}

function hashesOf(folder: string): string[] {
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

let uninterrupted: string[];
beforeAll(async () => {
  expect(await render(join(root, 'straight'))).toBeNull();
  uninterrupted = hashesOf(join(root, 'straight'));
  expect(uninterrupted).toHaveLength(FRAMES);
});

test.each([
  ['the still is half written', 'still-written:6', 1000],
  ['the still is written but not in place', 'still-synced:3', 0],
  ['the still is in place, the row is not there', 'still-renamed:8', 1000],
  ['the checkpoint is half written', 'checkpoint-raster:4', 0],
  ['the checkpoint is there, the row is not', 'checkpoint-written:5', 0],
  ['the row was just written', 'row-written:9', 1000],
])('[KL1] killed when %s, resumed: every still is byte for byte the same', async (_when, failpoint, everyMs) => {
  const folder = join(root, failpoint.replace(':', '-'));
  expect(await render(folder, { failpoint, everyMs })).toBe('SIGKILL');
  expect(hashesOf(folder).length).toBeLessThan(FRAMES);
  expect(await render(folder, { everyMs })).toBeNull();
  expect(hashesOf(folder)).toEqual(uninterrupted);
});

test('[KL2] without the variable the failpoints do nothing', async () => {
  expect(await render(join(root, 'inert'), { failpoint: 'still-written' })).toBeNull();
  expect(hashesOf(join(root, 'inert'))).toEqual(uninterrupted);
});
