import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FakeComfy, type FakeFaults, startFakeComfy } from '@epoch/nodes/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashesOf } from './testing/film-helper.ts';

/** The compiled program, as it runs for users; the same path from sources and build. */
const CHILD = fileURLToPath(new URL('../dist/testing/comfy-film-child.js', import.meta.url));
const FRAMES = 30;
const PATIENT = { timeout: 60_000, interval: 5 };

const root = mkdtempSync(join(tmpdir(), 'epoch-comfy-kill-'));
const servers: FakeComfy[] = [];
afterAll(async () => {
  for (const server of servers) await server.close();
  rmSync(root, { recursive: true, force: true, maxRetries: 3 });
});

async function serve(faults: Partial<FakeFaults> = {}): Promise<FakeComfy> {
  const fake = await startFakeComfy({ faults });
  servers.push(fake);
  return fake;
}

/** Renders until the end, or until `killAt` prompts have been sent. */
async function render(fake: FakeComfy, folder: string, killAt = Number.POSITIVE_INFINITY) {
  const child = spawn(process.execPath, [CHILD, folder, fake.url, String(FRAMES)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  if (Number.isFinite(killAt)) {
    await expect.poll(() => fake.seen.prompts.length, PATIENT).toBeGreaterThanOrEqual(killAt);
    child.kill('SIGKILL');
  }
  await ended;
  return child.signalCode ?? child.exitCode;
}

let undisturbed: readonly string[];
beforeAll(async () => {
  const folder = join(root, 'straight');
  expect(await render(await serve(), folder)).toBe(0);
  undisturbed = hashesOf(folder);
  expect(new Set(undisturbed).size).toBe(FRAMES);
}, 120_000);

test('[CO1] a film on a server that lies, drops and dies, killed itself in the middle: the same stills', async () => {
  const fake = await serve({ chaos: { rate: 0.05, seed: 11 } });
  const folder = join(root, 'chaos');
  expect(await render(fake, folder, 12)).toBe('SIGKILL');
  const before = readdirSync(join(folder, 'stills')).length;
  expect(before).toBeLessThan(FRAMES);
  expect(await render(fake, folder, 24)).toBe('SIGKILL');
  expect(await render(fake, folder)).toBe(0);
  expect(hashesOf(folder)).toEqual(undisturbed);
  const struck = fake.chaosStruck;
  expect(Object.values(struck).reduce((sum, times) => sum + times, 0)).toBeGreaterThan(3);
  // A frame is sent again only when its server was killed or its file was gone; our own death costs nothing.
  const needed = struck['server-killed'] + struck['cached-file-gone'];
  expect(fake.seen.prompts.length).toBeLessThanOrEqual(FRAMES + needed);
  expect([...fake.seen.promptCount.values()].every((count) => count === 1)).toBe(true);
}, 120_000);
