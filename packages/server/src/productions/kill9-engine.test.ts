import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { hashesOf } from '../testing/film-helper.ts';

/** The compiled program, as it runs for users; the same path from sources and build. */
const CHILD = fileURLToPath(new URL('../../dist/testing/film-child.js', import.meta.url));
const FRAMES = 8;

const root = mkdtempSync(join(tmpdir(), 'epoch-kill-engine-'));
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }));

async function render(folder: string, failpoint = ''): Promise<NodeJS.Signals | null> {
  const args = [CHILD, folder, String(FRAMES), '0', `${folder}.log`];
  const env = { ...process.env, EPOCH_FAILPOINT: failpoint };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  await once(child, 'exit');
  return child.signalCode;
}

const askedIn = (folder: string) => readFileSync(`${folder}.log`, 'utf8').trim().split('\n').map(Number);

/** Frames whose answer is in the ledger. */
function answeredIn(folder: string): readonly number[] {
  const database = new Database(join(folder, 'journal.db'));
  const rows = database.prepare('SELECT frame FROM jobs WHERE record LIKE \'%"state":"done"%\'').all();
  database.close();
  return rows.map((row: unknown) => z.object({ frame: z.int() }).parse(row).frame);
}

const ALL = Array.from({ length: FRAMES }, (_, frame) => frame);

let undisturbed: readonly string[];
beforeAll(async () => {
  const folder = join(root, 'straight');
  expect(await render(folder)).toBeNull();
  undisturbed = hashesOf(folder);
  expect(undisturbed).toHaveLength(FRAMES);
  expect(askedIn(folder)).toEqual(ALL);
});

test.each([
  ['it was asked, but not told yet', 'job-written:5'],
  ['the answer is half written', 'answer-written:3'],
  ['the answer is written but not in place', 'answer-synced:4'],
  ['the answer is in place, the row is not there', 'answer-renamed:2'],
  ['the row of the answer was just written', 'job-written:6'],
  ['the still is in place, the frame is not there', 'still-renamed:4'],
  ['the checkpoint is there, the frame is not', 'checkpoint-written:5'],
])('[LG7] killed when %s, resumed: the same film, and nothing kept is asked for again', async (_when, point) => {
  const folder = join(root, point.replace(':', '-'));
  expect(await render(folder, point)).toBe('SIGKILL');
  const before = askedIn(folder);
  const kept = answeredIn(folder);
  expect(await render(folder)).toBeNull();
  expect(hashesOf(folder)).toEqual(undisturbed);
  const asked = askedIn(folder);
  expect([...new Set(asked)]).toEqual(ALL);
  expect(asked.slice(before.length).filter((frame) => kept.includes(frame))).toEqual([]);
  expect(readdirSync(join(folder, 'engine')).filter((name) => !name.endsWith('.png'))).toEqual([]);
});
