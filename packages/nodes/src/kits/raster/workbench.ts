import type { Heap } from './heap.ts';
import type { Team } from './team.ts';

/** What a job has to work with on its thread. */
export interface Workbench {
  readonly team: Team;
  /** The same threads, with the kernels of the Dream engine first. */
  readonly dreamTeam: Team;
  /** Shared memory that outlives the job; whoever takes it gives it back. */
  readonly heap: Heap;
  /** Shared memory for as long as the job runs. @unit bytes */
  take(bytes: number): number;
  /** The bytes at an address of the shared memory. */
  bytes(pointer: number, length: number): Uint8Array;
  /** The 32-bit words at an address. @unit length: words */
  words(pointer: number, length: number): Int32Array;
}

/** Shared memory that a worker keeps from job to job, so that it need not ask for it each time. */
export interface Arena {
  take(bytes: number): number;
  /** Makes everything taken so far free for the next job. */
  reset(): void;
}

/** More than this is given back after a job: one huge picture must not hold memory for ever. */
const KEEP_BYTES = 96 * 2 ** 20;

export function createArena(heap: Heap): Arena {
  let chunks: { start: number; bytes: number }[] = [];
  let taken = 0;
  return {
    take(wanted) {
      const bytes = Math.ceil(wanted / 64) * 64;
      let chunk = chunks.at(-1);
      if (chunk === undefined || taken + bytes > chunk.bytes) {
        chunk = { start: heap.alloc(bytes), bytes };
        chunks.push(chunk);
        taken = 0;
      }
      taken += bytes;
      return chunk.start + taken - bytes;
    },
    reset() {
      taken = 0;
      const total = chunks.reduce((sum, chunk) => sum + chunk.bytes, 0);
      if (chunks.length <= 1 && total <= KEEP_BYTES) return;
      // Several chunks become one, so that the next job of this kind asks for nothing.
      for (const chunk of chunks) heap.free(chunk.start);
      chunks = total <= KEEP_BYTES ? [{ start: heap.alloc(total), bytes: total }] : [];
    },
  };
}
