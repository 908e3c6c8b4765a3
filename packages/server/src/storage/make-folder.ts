import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EpochError, messageOf } from '@epoch/graph-runtime/model';
import { exists, hasErrno } from './durable.ts';

/**
 * Makes a folder and those above it. Not by `mkdir`'s own `recursive`: on file systems that refuse folders with ENOENT
 * (/proc on Linux) it never comes back.
 *
 * @throws EpochError STORAGE_FAILED when the folder cannot be made, or a file stands in its place
 */
export async function makeFolder(folder: string): Promise<void> {
  const parent = dirname(folder);
  if (parent !== folder && !(await exists(parent))) await makeFolder(parent);
  try {
    await mkdir(folder);
  } catch (cause) {
    if (hasErrno(cause, 'EEXIST', 'EISDIR', 'EPERM') && (await isFolder(folder))) return;
    const inTheWay = hasErrno(cause, 'ENOTDIR') ? parent : hasErrno(cause, 'EEXIST') ? folder : null;
    const why = inTheWay === null ? messageOf(cause) : `${inTheWay} is a file`;
    throw new EpochError('STORAGE_FAILED', `The folder ${folder} cannot be made: ${why}.`, { cause });
  }
}

/** Makes the data folder and sees that it can be written to. @throws EpochError STORAGE_FAILED with what to do */
export async function openDataFolder(folder: string): Promise<void> {
  const probe = join(folder, `.writable-${process.pid}`);
  try {
    await makeFolder(folder);
    await writeFile(probe, '');
    await rm(probe, { force: true });
  } catch (cause) {
    const told = cause instanceof EpochError;
    const why = told ? cause.message : `The data folder ${folder} cannot be written to: ${messageOf(cause)}.`;
    throw new EpochError('STORAGE_FAILED', `${why} Choose a folder of yours with --data.`, { cause });
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
