import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { messageOf } from '@epoch/graph-runtime/model';
import { exists, hasErrno } from '../storage/durable.ts';
import { Refusal } from './exit-codes.ts';

/**
 * Makes a folder and those above it. Not by `mkdir`'s own `recursive`: on file systems that refuse folders with ENOENT
 * (/proc on Linux) it never comes back.
 *
 * @throws Refusal when the folder cannot be made, or a file stands in its place
 */
export async function makeFolder(folder: string): Promise<void> {
  const parent = dirname(folder);
  if (parent !== folder && !(await exists(parent))) await makeFolder(parent);
  try {
    await mkdir(folder);
  } catch (error) {
    if (hasErrno(error, 'EEXIST') && (await stat(folder)).isDirectory()) return;
    throw new Refusal(`The folder ${folder} cannot be made: ${messageOf(error)}.`);
  }
}
