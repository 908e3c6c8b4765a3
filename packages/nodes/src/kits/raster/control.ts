import { CONTROL_BYTES, controlBlock } from './layout.ts';

/**
 * The control block of one worker seat, in shared memory. While the worker runs a program, it is the leaderboard on which
 * it offers batches of bands to helpers; apart from that it holds the worker's own letter box.
 */
export interface Control {
  readonly words: Int32Array;
  /** The offered batch: number of calls, then for each its kernel number, its count of arguments and the arguments. */
  readonly calls: Float64Array;
}

/** Words of a control block. */
export const WORD = {
  /** Generation of the batch (upper 22 bits) and the next band to be claimed (lower 10). */
  claim: 0,
  bands: 1,
  height: 2,
  /** Bands finished. */
  done: 3,
  /** Bands that threw on a helper. */
  failed: 4,
  /** 0 while a program runs. */
  closed: 5,
  /** Other workers the main thread sends to help, as far as they are free. */
  invited: 6,
  /** A helper died: its band will never be done. */
  lost: 7,
  /** Asks the worker of this seat to stop helping others. */
  recall: 8,
  /** Reply to this worker's request for memory: 0 none yet, 1 there, 2 refused. */
  reply: 9,
  replyPointer: 10,
  /** Helpers of this worker's program that sleep until its next batch. */
  asleep: 11,
} as const;

export const BAND_BITS = 10;
export const MOST_BANDS = (1 << BAND_BITS) - 1;

const CALLS_OFFSET_BYTES = 256;
/** Numbers that fit into one batch. */
export const CALLS_LENGTH = (CONTROL_BYTES - CALLS_OFFSET_BYTES) / 8;

export function controlOf(memory: WebAssembly.Memory, seat: number): Control {
  const start = controlBlock(seat);
  return {
    words: new Int32Array(memory.buffer, start, CALLS_OFFSET_BYTES / 4),
    calls: new Float64Array(memory.buffer, start + CALLS_OFFSET_BYTES, CALLS_LENGTH),
  };
}
