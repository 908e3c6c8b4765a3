/**
 * A picture in memory. Never changed once made: whoever wants another picture makes another raster.
 * Nodes hand rasters on by reference; `version` tells two of them apart without looking at pixels.
 *
 * @shape `data`: height x width x 4 bytes, row-major, sRGB, straight alpha
 */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
  /** Unique in this process, rising. Never saved. */
  readonly version: number;
}

let lastVersion = 0;

/**
 * Wraps pixels as a raster. The caller gives the bytes away and must not write to them afterwards.
 *
 * @throws RangeError when `data` is not width x height x 4 bytes, or a side is not a positive integer
 */
export function makeRaster(width: number, height: number, data: Uint8Array): Raster {
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1) {
    throw new RangeError(`A raster needs positive whole sides, got ${width} x ${height}.`);
  }
  if (data.length !== width * height * 4) {
    throw new RangeError(`A ${width} x ${height} raster needs ${width * height * 4} bytes, got ${data.length}.`);
  }
  lastVersion += 1;
  return { width, height, data, version: lastVersion };
}

/** True for values made by `makeRaster`; used where values of any port type meet (memory, previews). */
export function isRaster(value: unknown): value is Raster {
  return typeof value === 'object' && value !== null && 'version' in value && 'data' in value && 'width' in value;
}
