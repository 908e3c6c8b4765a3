import { makeRaster, type Raster } from '../model/index.ts';

export type Rgba = readonly [number, number, number, number];

/** A picture of one colour. @unit channels 0..255 */
export function solidRaster(width: number, height: number, [red, green, blue, alpha]: Rgba): Raster {
  const data = new Uint8Array(width * height * 4);
  for (let at = 0; at < data.length; at += 4) {
    data[at] = red;
    data[at + 1] = green;
    data[at + 2] = blue;
    data[at + 3] = alpha;
  }
  return makeRaster(width, height, data);
}

/** An opaque picture in which no two places look the same: red rises to the right, green downwards, blue along both. */
export function gradientRaster(width: number, height: number): Raster {
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      data[at] = Math.round((255 * x) / Math.max(1, width - 1));
      data[at + 1] = Math.round((255 * y) / Math.max(1, height - 1));
      data[at + 2] = (x * 7 + y * 13) % 256;
      data[at + 3] = 255;
    }
  }
  return makeRaster(width, height, data);
}
