import { constants } from 'node:fs';
import { copyFile, link } from 'node:fs/promises';
import { hasErrno } from './durable.ts';

/** Refusals of a file system that has no hard links, or not for this file. */
const NO_LINK = ['EXDEV', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EACCES', 'EINVAL', 'UNKNOWN'] as const;

/**
 * Puts a file under a second name: as a hard link where that is possible, else as a copy. Files of a production are
 * replaced by renaming and never written into, so neither name ever sees what becomes of the other. A name that is there
 * already stays.
 */
export async function shareFile(file: string, target: string): Promise<void> {
  try {
    await link(file, target);
  } catch (error) {
    if (hasErrno(error, 'EEXIST')) return;
    if (!hasErrno(error, ...NO_LINK)) throw error;
    await copyFile(file, target, constants.COPYFILE_FICLONE);
  }
}
