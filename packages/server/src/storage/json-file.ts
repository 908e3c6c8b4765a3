import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EpochError } from '@epoch/graph-runtime/model';
import writeFileAtomic from 'write-file-atomic';
import { hasErrno } from './durable.ts';
import { failpoint } from './failpoint.ts';

/** Replaces a small JSON file: after a crash it holds the old text or the new one. `mode`: who may read it, where systems know. */
export async function writeJson(file: string, value: unknown, options: { readonly mode?: number } = {}): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  failpoint('graph-written');
  await writeFileAtomic(file, `${JSON.stringify(value, null, 2)}\n`, options);
}

/** The parsed file; undefined when there is none. @throws EpochError STORAGE_FAILED when it is no JSON */
export async function readJson(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new EpochError('STORAGE_FAILED', `The file ${file} is damaged: it is no JSON.`, { detail: { file }, cause });
  }
}
