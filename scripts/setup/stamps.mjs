import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';

// What was last installed and built, as hashes of everything it was made from.
const FILE = join(ROOT, '.setup.json');

function readStamps() {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8'));
  } catch {
    return {};
  }
}

/** True when `step` was last done from exactly these sources and its results are still there. */
export function isFresh(step, hash, results) {
  return readStamps()[step] === hash && areThere(results);
}

export function areThere(paths) {
  return paths.every((path) => existsSync(join(ROOT, path)));
}

export function saveStamp(step, hash) {
  const stamps = { ...readStamps(), [step]: hash };
  writeFileSync(`${FILE}.tmp`, `${JSON.stringify(stamps, null, 2)}\n`);
  renameSync(`${FILE}.tmp`, FILE);
}

/** SHA-256 over the names and contents of files and folders (tests, dist and node_modules left out). */
export function hashOf(paths, extra = '') {
  const hash = createHash('sha256').update(extra);
  for (const path of paths) addPath(hash, path);
  return hash.digest('hex');
}

function addPath(hash, path) {
  const absolute = join(ROOT, path);
  if (!existsSync(absolute)) return;
  const entries = readdirSyncOrNull(absolute);
  if (entries === null) {
    hash.update(path.replaceAll('\\', '/')).update('\0').update(readFileSync(absolute)).update('\0');
    return;
  }
  for (const entry of entries.sort()) {
    if (entry === 'dist' || entry === 'node_modules' || /\.test\.tsx?$/.test(entry)) continue;
    addPath(hash, `${path}/${entry}`);
  }
}

function readdirSyncOrNull(path) {
  try {
    return readdirSync(path);
  } catch {
    return null;
  }
}
