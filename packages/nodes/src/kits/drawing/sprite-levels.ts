import type { Raster } from '@epoch/graph-runtime/model';
import { type Canvas, createCanvas } from '@napi-rs/canvas';

/**
 * A picture as Skia can draw it, with a transparent border: Skia cuts a picture off hard at its last pixel, and with the
 * border that cut falls where there is nothing, so edges move by fractions of a pixel like everything else.
 *
 * @unit width, height: px of the picture without its border; fractions where halving made them
 */
export interface SpriteLevel {
  readonly canvas: Canvas;
  readonly width: number;
  readonly height: number;
}

export const BORDER_PX = 2;

const LEAST_LEVEL_PX = 4;
const known = new WeakMap<Uint8Array, readonly SpriteLevel[]>();

/**
 * The picture in its own size and halved again and again. Skia samples only a few pixels around each point, so a sprite
 * drawn at a third of its size would glitter. Halving averages, and what is left to do is never less than half.
 */
export function spriteLevels(image: Raster): readonly SpriteLevel[] {
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
export function levelFor(levels: readonly SpriteLevel[], widthPx: number): SpriteLevel | undefined {
  return levels.findLast((level) => level.width >= widthPx) ?? levels[0];
}

function wholeOf({ width, height, data }: Raster): SpriteLevel {
  const canvas = createCanvas(width + 2 * BORDER_PX, height + 2 * BORDER_PX);
  const context = canvas.getContext('2d');
  const pixels = context.createImageData(width, height);
  pixels.data.set(data);
  context.putImageData(pixels, BORDER_PX, BORDER_PX);
  return { canvas, width, height };
}

function halved(source: SpriteLevel): SpriteLevel {
  const [width, height] = [source.width / 2, source.height / 2];
  const canvas = createCanvas(Math.ceil(width) + 2 * BORDER_PX, Math.ceil(height) + 2 * BORDER_PX);
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'low';
  const { width: fullWidth, height: fullHeight } = source.canvas;
  context.drawImage(source.canvas, BORDER_PX / 2, BORDER_PX / 2, fullWidth / 2, fullHeight / 2);
  return { canvas, width, height };
}
