// Every thread has its own instance of these kernels, and so its own copy of this variable; the memory is shared.
// A kernel that several threads run at once keeps what it works with in the scratch of its thread.

/** Start of this thread's scratch. Its parts are laid out in scratch.ts of the raster kit, which must agree. */
export let scratchStart: usize = 0;

export const ROW_TABLE_BYTES: usize = 8 * 1024;
export const ROW_BUFFER_BYTES: usize = 96 * 1024;

/** Tells this thread's instance where its scratch is. */
export function setScratch(pointer: usize): void {
  scratchStart = pointer;
}

/** Pointers to rows, 4 bytes each. */
@inline
export function rowTable(): usize {
  return scratchStart;
}

/** One of two buffers for a source row. */
@inline
export function rowBuffer(which: usize): usize {
  return scratchStart + ROW_TABLE_BYTES + which * ROW_BUFFER_BYTES;
}

/** The ring of horizontally resampled row pairs. */
@inline
export function ring(): usize {
  return scratchStart + ROW_TABLE_BYTES + 2 * ROW_BUFFER_BYTES;
}
