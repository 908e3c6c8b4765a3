import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'epoch setup '));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Runs a line of module code against the setup scripts, as plain Node does. */
function inNode(code: string, env: Record<string, string> = {}) {
  const args = ['--input-type=module', '-e', code.replaceAll('SETUP', new URL('.', import.meta.url).href)];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, out: stdout.trim(), err: stderr.trim() };
}

test('[SU1] an old Node is refused in one sentence, with the cure', () => {
  const check = (version: string) =>
    inNode(`import { checkNode } from 'SETUPcheck-node.mjs'; checkNode('${version}'); console.log('taken')`);
  for (const old of ['12.22.12', '14.0.0', '18.20.8', '20.18.3']) {
    const { status, err } = check(old);
    expect(status).toBe(1);
    expect(err).toMatch(/^EpochStreamer needs Node\.js 20\.19 or newer; this is .+nodejs\.org and try again\.$/);
  }
  for (const enough of ['20.19.0', '22.0.0', '24.1.0']) expect(check(enough).out).toBe('taken');
});

test('[SU2] what an old Node loads before the refusal has no newer syntax and imports nothing more', () => {
  const door = readFileSync(join(HERE, '..', 'bootstrap.mjs'), 'utf8');
  const check = readFileSync(join(HERE, 'check-node.mjs'), 'utf8');
  const statics = (text: string) => [...text.matchAll(/^import .*from '(.+)';$/gm)].map(([, from]) => from);
  expect(statics(door)).toEqual(['./setup/check-node.mjs']);
  expect(statics(check)).toEqual([]);
  const newer = /\bawait\b|\?\?|\?\.|\|\|=|&&=|#\w+\s*[;=(]|\bstatic\s*\{/;
  const code = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  for (const text of [door, check]) expect(code(text)).not.toMatch(newer);
});

test('[SU3] npm is found when another package manager started the scripts, also in folders with spaces', () => {
  const bin = join(root, 'bin of node');
  const cli = join(bin, 'node_modules', 'npm', 'bin', 'npm-cli.js');
  mkdirSync(join(cli, '..'), { recursive: true });
  writeFileSync(cli, '');
  const find = (env: Record<string, string>) =>
    inNode(
      `import { npmCli } from 'SETUPprocess.mjs'; console.log(npmCli(${JSON.stringify(env)}, ${JSON.stringify(root)}))`,
    );
  const PATH = ['', join(root, 'none'), bin].join(delimiter);
  expect(find({ npm_execpath: '/opt/pnpm/bin/pnpm.cjs', PATH }).out).toBe(cli);
  expect(find({ npm_execpath: cli, PATH: '' }).out).toBe(cli);
  expect(find({ npm_execpath: '/opt/yarn.js', PATH: '' }).err).toContain('npm was not found beside Node.js.');
  if (process.platform === 'win32') return;
  const links = join(root, 'links');
  mkdirSync(links);
  symlinkSync(cli, join(links, 'npm'));
  expect(find({ PATH: links }).out).toBe(cli);
});

test('[SU4] a command that is none is refused with 2 and the list of those there are', () => {
  for (const name of ['fly', 'constructor', '__proto__']) {
    const { status, stderr } = spawnSync(process.execPath, [join(HERE, '..', 'bootstrap.mjs'), name], {
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toContain(`There is no command "${name}". Commands: start, build, test, bench, soak.`);
  }
});

test('[SU5] the lock of a dead setup is taken over; one that is alive, or is just being written, is waited for', () => {
  const lock = join(root, 'a.lock');
  const enter = (content: string, madeMsAgo: number, seconds: number) => {
    writeFileSync(lock, content);
    const made = new Date(Date.now() - madeMsAgo);
    utimesSync(lock, made, made);
    const code = `import { withSetupLock } from 'SETUPlock.mjs';
      setTimeout(() => { console.log('waits'); process.exit(0); }, ${seconds * 1000});
      await withSetupLock(() => console.log('in'), ${JSON.stringify(lock)});
      process.exit(0);`;
    return inNode(code).out;
  };
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  expect(enter(String(dead), 0, 30)).toBe('in');
  expect(existsSync(lock)).toBe(false);
  expect(enter('', 60_000, 30)).toBe('in');
  expect(enter('', 0, 0.6)).toBe('waits');
  const alive = enter(String(process.pid), 0, 0.6);
  expect(alive).toContain(`Another setup (process ${process.pid}) works in this folder.`);
  expect(alive).toMatch(/waits$/);
  expect(readFileSync(lock, 'utf8')).toBe(String(process.pid));
});
