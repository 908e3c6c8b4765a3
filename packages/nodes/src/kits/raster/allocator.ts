import { ALIGN_BYTES, alignUp } from './layout.ts';

/** Hands out stretches of an address range. Knows nothing about what lies there. */
export interface Allocator {
  /** A stretch of at least `bytes`, or null when there is none and the range cannot grow. */
  alloc(bytes: number): number | null;
  /** Gives a stretch back. @throws RangeError when nothing was handed out at this address */
  free(pointer: number): void;
  readonly usedBytes: number;
}

interface Stretch {
  start: number;
  bytes: number;
}

/** Big requests are rounded up to this, so that sizes that differ a little can take each other's place. */
const BIG_STEP_BYTES = 4096;

/**
 * Best fit with merging of neighbours. A production keeps asking for the same few sizes, so nearly every request finds a
 * stretch of exactly its size; merging lets another production with other sizes use the same memory afterwards.
 *
 * @param range  where to start and how to get more: `grow` returns the new end, which may be the old one
 */
export function createAllocator(range: { start: number; end: number; grow(bytes: number): number }): Allocator {
  const free: Stretch[] = [{ start: range.start, bytes: range.end - range.start }];
  const used = new Map<number, number>();
  let end = range.end;
  let usedBytes = 0;

  function giveBack(start: number, bytes: number): void {
    const at = indexAfter(free, start);
    const before = free[at - 1];
    const after = free[at];
    const joinsBefore = before !== undefined && before.start + before.bytes === start;
    const joinsAfter = after !== undefined && start + bytes === after.start;
    if (joinsBefore && joinsAfter) {
      before.bytes += bytes + after.bytes;
      free.splice(at, 1);
    } else if (joinsBefore) before.bytes += bytes;
    else if (joinsAfter) {
      after.start = start;
      after.bytes += bytes;
    } else free.splice(at, 0, { start, bytes });
  }

  function take(bytes: number): number | null {
    let best = -1;
    let bestBytes = Number.POSITIVE_INFINITY;
    for (const [index, stretch] of free.entries()) {
      if (stretch.bytes >= bytes && stretch.bytes < bestBytes) {
        best = index;
        bestBytes = stretch.bytes;
      }
    }
    const stretch = free[best];
    if (stretch === undefined) return null;
    const pointer = stretch.start;
    stretch.start += bytes;
    stretch.bytes -= bytes;
    if (stretch.bytes === 0) free.splice(best, 1);
    used.set(pointer, bytes);
    usedBytes += bytes;
    return pointer;
  }

  function growFor(bytes: number): boolean {
    const last = free.at(-1);
    const spare = last !== undefined && last.start + last.bytes === end ? last.bytes : 0;
    const newEnd = range.grow(bytes - spare);
    if (newEnd <= end) return false;
    const oldEnd = end;
    end = newEnd;
    giveBack(oldEnd, newEnd - oldEnd);
    return true;
  }

  return {
    alloc(wanted) {
      const step = wanted >= 16 * BIG_STEP_BYTES ? BIG_STEP_BYTES : ALIGN_BYTES;
      const bytes = Math.ceil(Math.max(alignUp(wanted), ALIGN_BYTES) / step) * step;
      return take(bytes) ?? (growFor(bytes) ? take(bytes) : null);
    },
    free(pointer) {
      const bytes = used.get(pointer);
      if (bytes === undefined) throw new RangeError(`Nothing was handed out at address ${pointer}.`);
      used.delete(pointer);
      usedBytes -= bytes;
      giveBack(pointer, bytes);
    },
    get usedBytes() {
      return usedBytes;
    },
  };
}

/** Index of the first stretch that starts behind `start`, by halving. */
function indexAfter(stretches: readonly Stretch[], start: number): number {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const stretch = stretches[middle];
    if (stretch !== undefined && stretch.start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
