import { isRaster, type Raster } from '../model/index.ts';

/** Collects every raster that can be reached from a value: through arrays, maps and plain objects. */
export function gatherRasters(value: unknown, into: Set<Raster>): void {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
  if (isRaster(value)) {
    into.add(value);
  } else if (Array.isArray(value)) {
    for (const item of value) gatherRasters(item, into);
  } else if (value instanceof Map) {
    for (const item of value.values()) gatherRasters(item, into);
  } else {
    for (const item of Object.values(value)) gatherRasters(item, into);
  }
}
