import { createHash, randomBytes } from 'node:crypto';
import { access, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type FailpointName, failpoint } from './failpoint.ts';

const PARTIAL = '.partial';

export function sha256Of(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Names of the failpoints that a write passes. */
export interface WriteSteps {
  readonly written: FailpointName;
  readonly synced: FailpointName;
  readonly renamed: FailpointName;
}

/**
 * Writes a file so that after any crash it is either whole or not there: a partial file in the same folder, fsync, rename.
 * The folder's own entry is made durable by `syncFolder`, once for many files.
 */
export async function writeDurably(file: string, bytes: Uint8Array | string, steps?: WriteSteps): Promise<void> {
  const partial = join(dirname(file), `.${basename(file)}.${process.pid}-${randomBytes(4).toString('hex')}${PARTIAL}`);
  try {
    const handle = await open(partial, 'wx');
    try {
      await handle.writeFile(bytes);
      if (steps !== undefined) failpoint(steps.written);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (steps !== undefined) failpoint(steps.synced);
    await rename(partial, file);
    if (steps !== undefined) failpoint(steps.renamed);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** Makes renames inside a folder durable. Systems that cannot sync a folder (Windows) do so by themselves. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Removes what a killed process left half written in a folder. */
export async function sweepPartials(folder: string): Promise<void> {
  for (const name of await namesIn(folder)) {
    if (name.endsWith(PARTIAL)) await rm(join(folder, name), { force: true });
  }
}

/** Names in a folder; none when the folder does not exist. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return [];
    throw error;
  }
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Moves a file into a folder without ever covering a file there: a taken name gets a number. Returns the new path. */
export async function moveAside(file: string, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  let target = join(folder, basename(file));
  for (let number = 2; await exists(target); number += 1) target = join(folder, `${number}-${basename(file)}`);
  await rename(file, target);
  return target;
}

export function hasErrno(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code);
}
