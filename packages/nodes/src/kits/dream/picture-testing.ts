import { cosSin } from '@epoch/graph-runtime/exact-math';
import { PI } from './dmath.ts';
import type { Motion } from './view.ts';

/** Helpers of the tests: a camera for pictures, and the figures a loop is judged by. */

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** A picture moved as a camera would move it, bilinear, its edges drawn out. */
export function moveTo(pixels: Uint8Array, { width, height }: PictureSize, motion: Motion): Uint8Array {
  const angle = ((motion.angleDeg ?? 0) * PI) / 180;
  const [cos, sin] = motion.direction ?? cosSin(angle);
  const perZoom = 1 / (motion.zoom ?? 1);
  const moved = new Uint8Array(pixels.length);
  const sample = (x: number, y: number, channel: number) =>
    pixels[(Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x))) * 4 + channel] ?? 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const right = x - (width - 1) / 2 - (motion.panX ?? 0) * height;
      const down = y - (height - 1) / 2 - (motion.panY ?? 0) * height;
      const fromX = (width - 1) / 2 + (cos * right + sin * down) * perZoom;
      const fromY = (height - 1) / 2 + (cos * down - sin * right) * perZoom;
      const [column, row] = [Math.floor(fromX), Math.floor(fromY)];
      const [fx, fy] = [fromX - column, fromY - row];
      for (let channel = 0; channel < 4; channel++) {
        const top = sample(column, row, channel) * (1 - fx) + sample(column + 1, row, channel) * fx;
        const bottom = sample(column, row + 1, channel) * (1 - fx) + sample(column + 1, row + 1, channel) * fx;
        moved[(y * width + x) * 4 + channel] = Math.floor(top * (1 - fy) + bottom * fy + 0.5);
      }
    }
  }
  return moved;
}

export interface Figures {
  /** Mean of the bytes' luma. @unit 0..255 */
  readonly light: number;
  /** Mean distance of the three channels from grey. @unit 0..255 */
  readonly chroma: number;
  /** Standard deviation of the luma. */
  readonly contrast: number;
  /** Mean absolute difference of a pixel's luma from its four neighbours'. */
  readonly sharpness: number;
}

export function figuresOf(pixels: Uint8Array, { width, height }: PictureSize): Figures {
  const count = width * height;
  const luma = new Float64Array(count);
  let chroma = 0;
  for (let i = 0; i < count; i++) {
    const [r = 0, g = 0, b = 0] = pixels.subarray(4 * i, 4 * i + 3);
    luma[i] = 0.3 * r + 0.59 * g + 0.11 * b;
    chroma += (Math.abs(r - g) + Math.abs(g - b) + Math.abs(b - r)) / (3 * count);
  }
  const light = luma.reduce((sum, value) => sum + value, 0) / count;
  const variance = luma.reduce((sum, value) => sum + (value - light) * (value - light), 0) / count;
  let sharpness = 0;
  const at = (x: number, y: number) => luma[y * width + x] ?? 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      sharpness += Math.abs(4 * at(x, y) - at(x - 1, y) - at(x + 1, y) - at(x, y - 1) - at(x, y + 1)) / count;
    }
  }
  return { light, chroma, contrast: Math.sqrt(variance), sharpness };
}
