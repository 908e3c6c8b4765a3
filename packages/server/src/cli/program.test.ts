import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { stillHashes } from '../testing/cli-stage.ts';

const BIN = fileURLToPath(new URL('../../bin/epochstreamer.mjs', import.meta.url));
const GRAPH = fileURLToPath(new URL('../../../../graphs/smallest-loop.graph.json', import.meta.url));

const root = mkdtempSync(join(tmpdir(), 'epoch-program-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Starts the program as a shell would. */
function start(...args: string[]) {
  return startWith({}, ...args);
}

function startWith(env: Readonly<Record<string, string>>, ...args: string[]) {
  const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];
  const child = spawn(process.execPath, [BIN, ...args], { stdio, env: { ...process.env, ...env } });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ended = new Promise<{ exit: number | null; out: string; err: string }>((resolve) => {
    child.on('close', (exit) => resolve({ exit, out, err }));
  });
  return { child, ended };
}

const render = (folder: string, frames: number, ...more: string[]) =>
  start('render', GRAPH, '--frames', String(frames), '--size', '128x72', '--out', folder, ...more);

/** Waits for a condition, and no longer than the program lives. */
async function until(condition: () => boolean, { child }: ReturnType<typeof start>): Promise<void> {
  while (!condition() && child.exitCode === null) await sleep(5);
}

const stillsIn = (folder: string) => {
  const stills = join(folder, 'stills');
  return existsSync(stills) ? readdirSync(stills).filter((name) => name.endsWith('.png')).length : 0;
};

test('[CL14] help, the list of nodes and the templates that ship', async () => {
  const [help, nodes, sound] = await Promise.all([
    start('--help').ended,
    start('nodes', '--json').ended,
    start('validate', GRAPH).ended,
  ]);
  expect(help).toMatchObject({ exit: 0, err: '' });
  expect(JSON.parse(nodes.out)).toContainEqual(expect.objectContaining({ type: 'FeedbackDelay' }));
  expect(sound).toMatchObject({ exit: 0, out: `${GRAPH}: sound\n` });
});

test('[CL14] a film is drawn, then refused, and drawn the same elsewhere', async () => {
  const [one, two] = [join(root, 'one'), join(root, 'two')];
  expect(await render(one, 3, '--seed', '7').ended).toMatchObject({ exit: 0 });
  expect(await render(one, 3, '--seed', '7').ended).toMatchObject({ exit: 2, out: '' });
  expect(await render(two, 3, '--seed', '7').ended).toMatchObject({ exit: 0 });
  expect(stillHashes(two)).toEqual(stillHashes(one));
});

test.skipIf(process.platform === 'win32')(
  '[CL14] interrupted by SIGINT and killed by SIGKILL, a film goes on to the same stills',
  async () => {
    const [straight, broken] = [join(root, 'straight'), join(root, 'broken')];
    expect(await render(straight, 24, '--seed', '7').ended).toMatchObject({ exit: 0 });

    const first = render(broken, 24, '--seed', '7');
    await until(() => stillsIn(broken) >= 3, first);
    first.child.kill('SIGINT');
    const interrupted = await first.ended;
    expect(interrupted.exit).toBe(130);
    expect(interrupted.err).toContain('The same command with --resume goes on from there.');

    const safe = stillsIn(broken);
    const second = render(broken, 24, '--resume');
    await until(() => stillsIn(broken) >= Math.min(23, safe + 3), second);
    second.child.kill('SIGKILL');
    await second.ended;

    expect(await render(broken, 24, '--resume').ended).toMatchObject({ exit: 0 });
    expect(stillHashes(broken)).toEqual(stillHashes(straight));
  },
);

test('[CL15] whoever reads the progress may stop reading: the film is drawn to its end', async () => {
  const folder = join(root, 'unread');
  const unread = render(folder, 6);
  unread.child.stdout.destroy();
  unread.child.stderr.destroy();
  expect((await unread.ended).exit).toBe(0);
  expect(stillsIn(folder)).toBe(6);
  expect((await start('nonsense').ended).exit).toBe(2);
});

test.skipIf(process.platform === 'win32')('[CL16] a film that waits for room keeps the program running', async () => {
  const folder = join(root, 'waiting');
  const args = ['--frames', '500', '--size', '128x72', '--out', folder];
  const waiting = startWith({ EPOCH_DISK_RESERVE_BYTES: String(2 ** 52) }, 'render', GRAPH, ...args);
  let said = '';
  waiting.child.stderr.on('data', (text: string) => {
    said += text;
  });
  await until(() => said.includes('Make room and the film goes on by itself.'), waiting);
  await sleep(400);
  waiting.child.kill('SIGINT');
  const { exit, err } = await waiting.ended;
  expect(err).toMatch(/(is|are) safe in/);
  expect(exit).toBe(130);
});
