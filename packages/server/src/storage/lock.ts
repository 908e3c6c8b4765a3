import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { EpochError } from '@epoch/graph-runtime/model';
import { z } from 'zod';
import { hasErrno } from './durable.ts';

const holderSchema = z.object({
  pid: z.int(),
  /** When the machine started, to tell a pid of an earlier life of the machine from one of today. @unit s since 1970 */
  bootSeconds: z.number(),
  /** Start mark of the process where the system tells it; '' elsewhere. */
  processMark: z.string(),
  note: z.string(),
});
export type LockHolder = z.infer<typeof holderSchema>;

/** Boot times are computed from two clocks; a difference below this is the same boot. @unit s */
const SAME_BOOT_SECONDS = 30;
const heldHere = new Set<string>();

export interface Lock {
  /** Says where the holder can be found, for whoever is refused. */
  describe(note: string): void;
  release(): void;
}

/**
 * Takes a lock file for this process. A lock of a process that has ended, or of an earlier boot, is taken over.
 *
 * @throws EpochError PRODUCTION_BUSY, naming the process that holds it
 */
export function takeLock(file: string, note: string, subject: string): Lock {
  const holder = heldHere.has(file) ? readHolder(file) : liveHolder(file);
  if (holder !== null) {
    const where = holder.note === '' ? '' : ` (${holder.note})`;
    throw new EpochError(
      'PRODUCTION_BUSY',
      `${subject} is in use by another EpochStreamer, process ${holder.pid}${where}. End that one first.`,
      { detail: { file, pid: holder.pid } },
    );
  }
  rmSync(file, { force: true });
  try {
    writeFileSync(file, JSON.stringify({ ...ownMark(), note }), { flag: 'wx' });
  } catch (error) {
    if (!hasErrno(error, 'EEXIST')) throw error;
    throw new EpochError('PRODUCTION_BUSY', `${subject} was taken by another EpochStreamer just now.`, {
      detail: { file },
      cause: error,
    });
  }
  heldHere.add(file);
  return {
    describe: (words) => writeFileSync(file, JSON.stringify({ ...ownMark(), note: words })),
    release() {
      if (heldHere.delete(file)) rmSync(file, { force: true });
    },
  };
}

/** Who holds a lock now; null when nobody does, or when the holder is not alive any more. */
export function liveHolder(file: string): LockHolder | null {
  const holder = readHolder(file);
  if (holder === null || holder.pid === process.pid) return null;
  if (Math.abs(holder.bootSeconds - bootSeconds()) > SAME_BOOT_SECONDS) return null;
  if (!isAlive(holder.pid)) return null;
  const mark = processMark(holder.pid);
  return mark !== '' && holder.processMark !== '' && mark !== holder.processMark ? null : holder;
}

function readHolder(file: string): LockHolder | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

function ownMark(): Omit<LockHolder, 'note'> {
  return { pid: process.pid, bootSeconds: bootSeconds(), processMark: processMark(process.pid) };
}

function bootSeconds(): number {
  return Math.round(Date.now() / 1000 - uptime());
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasErrno(error, 'EPERM');
  }
}

/** @source proc(5): field 22 of /proc/PID/stat is the start time of the process */
function processMark(pid: number): string {
  if (process.platform !== 'linux') return '';
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
