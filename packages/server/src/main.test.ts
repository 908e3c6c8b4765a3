import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { parseConfig } from './config.ts';

/** The compiled program, as `npm start` runs it; the same path from sources and build. */
const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'epoch-main-'));
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

/** Starts the program and waits until it is ready or has ended. */
async function start(...args: string[]) {
  const child = spawn(process.execPath, [MAIN, '--no-open', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let said = '';
  const exited = once(child, 'exit').then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  const ready = new Promise<void>((resolve) => {
    const hear = (bytes: Buffer) => {
      said += bytes;
      if (/ready at/.test(said)) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
  });
  const code = await Promise.race([ready.then(() => null), exited]);
  const url = /ready at (\S+)/.exec(said)?.[1] ?? '';
  return { child, url, code, exited, said: () => said };
}

interface Faces {
  readonly productions: readonly { id: string; state: string; framesDone: number; message: string | null }[];
}

test('[MN1] a first start shows a film being made; SIGTERM ends cleanly; a later start finds it all again', async () => {
  const data = join(root, 'data');
  const first = await start('--port', '0', '--data', data);
  const productions = async (url: string) =>
    ((await (await fetch(`${url}api/productions`)).json()) as Faces).productions;
  await expect
    .poll(async () => (await productions(first.url))[0]?.framesDone ?? 0, { timeout: 50_000 })
    .toBeGreaterThan(1);

  const second = await start('--port', '0', '--data', data);
  expect(second.code).toBe(1);
  expect(second.said()).toMatch(/in use by another EpochStreamer, process \d+/);

  first.child.kill('SIGTERM');
  expect(await first.exited).toBe(0);
  const later = await start('--port', '0', '--data', data);
  const [film] = await productions(later.url);
  expect(film).toMatchObject({ state: 'stopped', message: 'The program was ended.' });
  expect(await productions(later.url)).toHaveLength(1);
  later.child.kill('SIGINT');
  expect(await later.exited).toBe(0);
});

test('[MN2] a port that was asked for and is taken is refused in a sentence', async () => {
  const blocker = createServer().listen(0, '127.0.0.1');
  await once(blocker, 'listening');
  const address = blocker.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const refused = await start('--port', String(port), '--data', join(root, 'other'));
  expect(refused.code).toBe(1);
  expect(refused.said()).toMatch(new RegExp(`Port ${port} is taken.*--port`));
  blocker.close();
});

test('[MN3] --help prints the options and ends with 0', async () => {
  const help = await start('--help');
  expect(help.code).toBe(0);
  expect(help.said()).toMatch(/--data DIR/);
});

test('[CF1] options are understood or refused in a sentence; beyond this machine a token is needed', () => {
  const parse = (args: readonly string[], env = {}) => parseConfig(args, env);
  expect(parse([])).toMatchObject({
    kind: 'start',
    config: { port: 4600, portIsFixed: false, opensBrowser: true, token: null },
  });
  expect(parse(['--port', '4700', '--no-open'])).toMatchObject({
    config: { port: 4700, portIsFixed: true, opensBrowser: false },
  });
  expect(parse([], { CI: '1' })).toMatchObject({ config: { opensBrowser: false } });
  expect(parse(['--port', 'x'])).toMatchObject({
    kind: 'refused',
    message: expect.stringMatching(/--port takes a number/),
  });
  expect(parse(['--prot', '1'])).toMatchObject({ kind: 'refused', message: expect.stringMatching(/--help/) });
  expect(parse(['--host', '0.0.0.0'])).toMatchObject({ kind: 'refused', message: expect.stringMatching(/token/) });
  expect(parse(['--host', '0.0.0.0', '--token', 'short'])).toMatchObject({ kind: 'refused' });
  expect(parse(['--host', '0.0.0.0', '--token', 'new'])).toMatchObject({
    config: { token: expect.stringMatching(/^[0-9a-f]{32}$/) },
  });
  expect(parse(['--host', '::'], { EPOCH_TOKEN: 'a-long-enough-token' })).toMatchObject({
    config: { token: 'a-long-enough-token' },
  });
});

test('[MN4] a data folder that is a file, or lies in one, is refused in a sentence that says what to do', async () => {
  const file = join(root, 'notes.txt');
  writeFileSync(file, 'mine');
  const direct = await start('--port', '0', '--data', file);
  expect([direct.code, direct.said().trim()]).toEqual([
    1,
    `The folder ${file} cannot be made: ${file} is a file. Choose a folder of yours with --data.`,
  ]);
  const inside = await start('--port', '0', '--data', join(file, 'films'));
  expect(inside.said().trim()).toBe(
    `The folder ${join(file, 'films')} cannot be made: ${file} is a file. Choose a folder of yours with --data.`,
  );
  expect(readFileSync(file, 'utf8')).toBe('mine');
});
