import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from './paths.mjs';

const LOCK = join(ROOT, '.setup.lock');
const POLL_MS = 250;

/** Runs `work` while no other start or test sets the same folder up. A lock left by a dead process is taken over. */
export async function withSetupLock(work) {
  let told = false;
  while (!tryLock()) {
    const pid = ownerPid();
    if (pid === null || !isAlive(pid)) {
      rmSync(LOCK, { force: true });
      continue;
    }
    if (!told) console.log(`Another setup (process ${pid}) works in this folder. Waiting for it to finish.`);
    told = true;
    await sleep(POLL_MS);
  }
  const release = () => rmSync(LOCK, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}

function tryLock() {
  try {
    const file = openSync(LOCK, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw new Error(
      `This folder cannot be written to (${LOCK}: ${error.code}). Move the project to a folder of yours.`,
    );
  }
}

function ownerPid() {
  try {
    const pid = Number(readFileSync(LOCK, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
