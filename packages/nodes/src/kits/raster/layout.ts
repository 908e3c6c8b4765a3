/**
 * Where things lie in the shared memory. The first MiB is never handed out: page 0 stays empty so that 0 can mean "no
 * picture", pages 1 to 7 belong to the constants of the kernel sets, and the second half holds one control block for
 * each worker thread.
 */
export const PAGE_BYTES = 65536;
export const RESERVED_BYTES = 16 * PAGE_BYTES;
export const CONTROL_START = 8 * PAGE_BYTES;
export const CONTROL_BYTES = 32 * 1024;
/** As many workers as control blocks fit into the reserved area. */
export const MAX_WORKERS = (RESERVED_BYTES - CONTROL_START) / CONTROL_BYTES;

/** Every pointer is a multiple of this: a cache line, so that two threads never write to the same one. */
export const ALIGN_BYTES = 64;

/** The limit the kernels were compiled with. 2 GiB keeps every pointer a positive 32-bit integer. */
export const MAX_PAGES = 32768;

export function alignUp(bytes: number): number {
  return Math.ceil(bytes / ALIGN_BYTES) * ALIGN_BYTES;
}

/** Byte offset of a worker's control block. */
export function controlBlock(seat: number): number {
  return CONTROL_START + seat * CONTROL_BYTES;
}
