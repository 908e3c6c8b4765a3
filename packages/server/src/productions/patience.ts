import { setTimeout as sleep } from 'node:timers/promises';
import { hasErrno } from '../storage/durable.ts';

const ROOM_CHECK_MS = 2000;
const QUICK_TRIES = 3;

/** What a patient task tells, and what ends it. */
export interface Patience {
  readonly diskFull: () => void;
  readonly room: () => void;
  readonly signal: AbortSignal;
  /** Between looks for room; a tenth of it between quick tries. @unit ms */
  readonly waitMs?: number;
}

/**
 * Runs a disk task that must not be given up lightly. On a full disk it waits for room as long as it takes; other faults
 * get three tries, since a scanner or a sync client may hold a file for a moment.
 */
export async function withPatience<T>(task: () => Promise<T>, options: Patience): Promise<T> {
  const { diskFull, room, signal, waitMs = ROOM_CHECK_MS } = options;
  let waited = false;
  for (let tries = 1; ; tries += 1) {
    try {
      const result = await task();
      if (waited) room();
      return result;
    } catch (error) {
      const full = hasErrno(error, 'ENOSPC', 'EDQUOT', 'SQLITE_FULL');
      if (!full && (tries >= QUICK_TRIES || !isSystemError(error))) throw error;
      if (full && !waited) diskFull();
      waited ||= full;
      await sleep(full ? waitMs : (waitMs / 10) * tries, undefined, { signal });
    }
  }
}

function isSystemError(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^(E(?!RR_)[A-Z]+|SQLITE_)/.test(error.code)
  );
}
