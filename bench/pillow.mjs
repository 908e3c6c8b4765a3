// Pillow as a contender: one long-lived Python process that times itself, so that neither its start nor the way to it
// counts. Its pictures are RGB, its cheaper mode.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./pillow.py', import.meta.url));
const COMMANDS = ['python3', '/usr/bin/python3', 'python'];

/** Pillow, or null (with a notice) where no Python has it. */
export async function openPillow() {
  for (const command of COMMANDS) {
    const pillow = await open(command);
    if (pillow !== null) return pillow;
  }
  console.log('No python3 with Pillow here: Pillow is left out, and with it every goal that is measured against it.');
  return null;
}

async function open(command) {
  const folder = mkdtempSync(join(tmpdir(), 'pillow-bench-'));
  const child = spawn(command, [SCRIPT, folder], { stdio: ['pipe', 'pipe', 'ignore'] });
  child.on('error', () => {});
  child.stdin.on('error', () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { value } = await lines.next();
  if (value === undefined) {
    rmSync(folder, { recursive: true, force: true });
    return null;
  }
  const ask = async (task, options = {}) => {
    child.stdin.write(`${JSON.stringify({ task, ...options })}\n`);
    return JSON.parse((await lines.next()).value);
  };
  let loads = 0;
  return {
    version: JSON.parse(value).version,
    /** Does a task and says how long it took. @returns { ms, cpuMs, bytes? } */
    time: ask,
    /** Gives a picture a name. `mode`: RGB or RGBA. */
    load(name, data, width, height, mode = 'RGB') {
      loads += 1;
      const path = join(folder, `${loads}.raw`);
      writeFileSync(path, data);
      return ask('load', { name, path, width, height, mode });
    },
    close() {
      child.stdin.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
