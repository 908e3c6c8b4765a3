import type { Raster } from '@epoch/graph-runtime/model';

/** Pixels of answers that were decoded when they were checked, until somebody asks for them. */
const waiting = new WeakMap<Uint8Array, Raster>();

/** Whoever checks a file decodes it; whoever draws with it need not do it again. */
export function keepDecoded(file: Uint8Array, raster: Raster): void {
  waiting.set(file, raster);
}

/** The pixels of a file, once: a file that is kept for long does not keep its pixels. */
export function takeDecoded(file: Uint8Array): Raster | undefined {
  const raster = waiting.get(file);
  waiting.delete(file);
  return raster;
}
