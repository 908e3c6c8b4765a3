import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from './paths.mjs';

const LOCK = join(ROOT, '.setup.lock');
const POLL_MS = 250;
/** A lock without a number is being written, unless it has been so for this long. */
const UNWRITTEN_MS = 10_000;

/** Runs `work` while no other start or test sets the same folder up. A lock left by a dead process is taken over. */
export async function withSetupLock(work, lock = LOCK) {
  let told = false;
  while (!tryLock(lock)) {
    const owner = ownerOf(lock);
    if (isLeft(owner, lock)) {
      takeAway(lock, owner);
      continue;
    }
    if (!told && owner !== '') {
      console.log(`Another setup (process ${owner}) works in this folder. Waiting for it to finish.`);
      console.log(`If there is none, delete ${lock}.`);
      told = true;
    }
    await sleep(POLL_MS);
  }
  const release = () => rmSync(lock, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}

function tryLock(lock) {
  try {
    const file = openSync(lock, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw new Error(
      `This folder cannot be written to (${lock}: ${error.code}). Move the project to a folder of yours.`,
    );
  }
}

/** What the lock says; '' when it is gone or says nothing yet. */
function ownerOf(lock) {
  try {
    return readFileSync(lock, 'utf8');
  } catch {
    return '';
  }
}

/** Whether nobody works under the lock any more. */
function isLeft(owner, lock) {
  const pid = Number(owner);
  if (owner !== '' && Number.isInteger(pid) && pid > 0) return !isAlive(pid);
  const made = statSync(lock, { throwIfNoEntry: false });
  return made !== undefined && Date.now() - made.mtimeMs > UNWRITTEN_MS;
}

/** Moves the lock away; when another setup has taken it over meanwhile, that one gets its own lock back. */
function takeAway(lock, owner) {
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
    if (ownerOf(aside) !== owner) renameSync(aside, lock);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  rmSync(aside, { force: true });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
