import type { EdgeMode } from '../requests.ts';
import type { Workbench } from '../workbench.ts';

/** Pixels in shared memory. */
export interface PixelsAt {
  readonly pointer: number;
  readonly width: number;
  readonly height: number;
}

/** The numbers of kernels/raster/edge.ts. */
export const EDGE_CODE: Record<EdgeMode, number> = { clamp: 0, mirror: 1, wrap: 2, transparent: 3 };

export function opaque(bench: Workbench, { pointer, width, height }: PixelsAt): boolean {
  return bench.team.once('isOpaque', pointer, width * height) === 1;
}

/** Copies a table into shared memory that lives as long as the job. */
export function place(bench: Workbench, table: Int32Array | Int16Array | Float32Array): number {
  const pointer = bench.take(table.byteLength);
  bench.bytes(pointer, table.byteLength).set(new Uint8Array(table.buffer, table.byteOffset, table.byteLength));
  return pointer;
}
