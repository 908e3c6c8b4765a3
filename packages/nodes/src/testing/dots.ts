import { makeRaster, type Raster } from '@epoch/graph-runtime/model';
import type { PixelService } from '../kits/raster/pixels.ts';
import type { NodeServices } from '../services.ts';
import { fakeServices } from './fake-services.ts';

/** A place in a picture, from its top left corner. @unit px, with fractions */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A soft bright dot on black, at a place with fractions. */
export function dotAt(width: number, height: number, { x: centreX, y: centreY }: Place): Raster {
  const data = new Uint8Array(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [(i % width) + 0.5, Math.floor(i / width) + 0.5];
    const level = Math.round(240 * Math.exp(-((x - centreX) ** 2 + (y - centreY) ** 2) / 18));
    data.set([level, level, level, 255], 4 * i);
  }
  return makeRaster(width, height, data);
}

/** Centre of brightness of one channel above a level (which keeps the last ripples of a filter out). */
export function centroid({ width, data }: Raster, channel = 1, above = 12): Place {
  let [x, y, total] = [0, 0, 0];
  for (let i = 0; i < data.length / 4; i++) {
    const level = Math.max(0, (data[4 * i + channel] ?? 0) - above);
    total += level;
    x += level * ((i % width) + 0.5);
    y += level * (Math.floor(i / width) + 0.5);
  }
  return { x: x / total, y: y / total };
}

/** Stand-ins for everything but the pixels, which are real. */
export function withPixels(pixels: PixelService, assets: Readonly<Record<string, Raster>> = {}): NodeServices {
  return { ...fakeServices(assets).services, pixels };
}
