import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, uptime } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { liveHolder, takeLock } from './lock.ts';

const root = mkdtempSync(join(tmpdir(), 'epoch-lock-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const bootSeconds = Math.round(Date.now() / 1000 - uptime());
const holder = (change: object) =>
  JSON.stringify({ pid: process.ppid, bootSeconds, processMark: '', note: 'http://127.0.0.1:4600/', ...change });

test('[LK1] a lock of a living process is refused with its number and note', () => {
  const file = join(root, 'held');
  writeFileSync(file, holder({}));
  expect(() => takeLock(file, '', 'The folder')).toThrow(new RegExp(`process ${process.ppid} \\(http`));
  expect(liveHolder(file)?.pid).toBe(process.ppid);
});

test.each([
  ['a process that has ended', { pid: 2 ** 22 + 12345 }],
  ['an earlier life of the machine', { bootSeconds: bootSeconds - 9999 }],
  ['a process whose number was given to another one', { processMark: 'elsewhen' }],
])('[LK2] a lock of %s is taken over', (_what, change) => {
  if ('processMark' in change && process.platform !== 'linux') return;
  const file = join(root, `stale${Math.random()}`);
  writeFileSync(file, holder(change));
  const lock = takeLock(file, 'mine', 'The folder');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid, note: 'mine' });
  lock.release();
  expect(liveHolder(file)).toBeNull();
});

test('[LK3] a damaged lock file is no lock', () => {
  const file = join(root, 'damaged');
  writeFileSync(file, '{ half');
  takeLock(file, '', 'The folder').release();
});
