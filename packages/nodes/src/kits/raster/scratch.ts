/**
 * Scratch of each thread, for kernels that several threads run at once. Laid out as in kernels/raster/scratch.ts:
 * a table of row pointers, two source rows, and the ring of row pairs.
 */
const ROW_TABLE_BYTES = 8 * 1024;
const ROW_BUFFER_BYTES = 96 * 1024;
const RING_BYTES = 320 * 1024;

export const SCRATCH_BYTES = ROW_TABLE_BYTES + 2 * ROW_BUFFER_BYTES + RING_BYTES;

/** Longest source segment a tile may need. @unit pixels */
export const MAX_SEGMENT = ROW_BUFFER_BYTES / 4 - 8;

/** Row pairs times columns that fit into the ring, at 16 bytes each. */
export const RING_CELLS = RING_BYTES / 16;

/** How far a picture may shrink in one step: Lanczos at this scale still leaves room for tiles of four columns. */
export const MOST_SHRINK = 1600;
