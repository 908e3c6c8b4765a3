import type { Raster } from '@epoch/graph-runtime/model';
import { type Canvas, createCanvas } from '@napi-rs/canvas';

/** A picture as Skia can draw it, in its own size and halved again and again. */
export type SpriteLevels = readonly Canvas[];

const LEAST_LEVEL_PX = 4;
const known = new WeakMap<Uint8Array, SpriteLevels>();

/**
 * Skia samples only a few pixels around each point, so a sprite drawn at a third of its size would glitter. Halving
 * averages exactly, and what is left to do is never less than half.
 */
export function spriteLevels(image: Raster): SpriteLevels {
  const found = known.get(image.data);
  if (found !== undefined) return found;
  const levels = [wholeOf(image)];
  for (let last = levels[0]; last !== undefined; last = levels.at(-1)) {
    if (Math.min(last.width, last.height) < 2 * LEAST_LEVEL_PX) break;
    levels.push(halved(last));
  }
  known.set(image.data, levels);
  return levels;
}

/** The smallest level that is still at least as wide as what is to be drawn. */
export function levelFor(levels: SpriteLevels, widthPx: number): Canvas | undefined {
  return levels.findLast((level) => level.width >= widthPx) ?? levels[0];
}

function wholeOf({ width, height, data }: Raster): Canvas {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const pixels = context.createImageData(width, height);
  pixels.data.set(data);
  context.putImageData(pixels, 0, 0);
  return canvas;
}

function halved(source: Canvas): Canvas {
  const canvas = createCanvas(Math.ceil(source.width / 2), Math.ceil(source.height / 2));
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'low';
  context.drawImage(source, 0, 0, source.width / 2, source.height / 2);
  return canvas;
}
