import type { Raster } from '@epoch/graph-runtime/model';
import type { TurnJob } from './jobs/turn.job.ts';
import type { CropRequest, EdgeMode, Filter } from './requests.ts';
import { kernelOf } from './taps.ts';

/**
 * Resampling by the textbook, in plain TypeScript and doubles: every output pixel is the weighted mean of the premultiplied
 * samples around it, and is rounded once, at the very end. Slow and simple; what the kernels are tested against.
 */

/** The samples of one axis that make up one output pixel. */
type Window = readonly { readonly index: number; readonly weight: number }[];

/** @see Pixels.crop */
export function referenceCrop(image: Raster, request: CropRequest): Uint8Array {
  const { left, top, boxWidth, boxHeight, width, height, filter = 'lanczos3', edge = 'clamp' } = request;
  const columns = Array.from({ length: width }, (_, x) => spanWindow(filter, left, boxWidth, width, x));
  const rows = Array.from({ length: height }, (_, y) => spanWindow(filter, top, boxHeight, height, y));
  return paint(width, height, (x, y) => weighted(image, () => columns[x] ?? [], rows[y] ?? [], edge));
}

/** @unit as in {@link TurnJob} */
export type AffineMap = Pick<TurnJob, 'u' | 'v' | 'ux' | 'vx' | 'uy' | 'vy' | 'filter' | 'edge'>;

/**
 * A picture of the same size seen through an affine map, without widening the kernel: for zooms of about 1 and more.
 *
 * @param tilted  whether the samples of each row lie around the (turned) column of the output, as the two-pass kernel
 *                takes them, instead of around one column of the source
 */
export function referenceTurn(image: Raster, map: AffineMap, tilted = false): Uint8Array {
  const { u, v, ux, vx, uy, vy, filter, edge } = map;
  return paint(image.width, image.height, (x, y) => {
    const [column, row] = [u + x * ux + y * uy, v + x * vx + y * vy];
    const tilt = tilted ? uy / vy : 0;
    const columns = windowAt(filter, column, 1);
    const columnsAt = (at: number) => (tilted ? windowAt(filter, column + (at - row) * tilt, 1) : columns);
    return weighted(image, columnsAt, windowAt(filter, row, 1), edge);
  });
}

/** Peak signal to noise ratio of two pictures. @unit dB */
export function psnrDb(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (const [i, value] of a.entries()) sum += (value - (b[i] ?? 0)) ** 2;
  return 10 * Math.log10((255 * 255) / (sum / a.length));
}

function spanWindow(filter: Filter, from: number, length: number, count: number, at: number): Window {
  const scale = length / count;
  return windowAt(filter, from + (at + 0.5) * scale - 0.5, Math.max(1, scale));
}

/** @param widen  stretches the kernel, so that a picture that shrinks is averaged over its whole area */
function windowAt(filter: Filter, centre: number, widen: number): Window {
  const { radius, weight } = kernelOf(filter);
  const window: { index: number; weight: number }[] = [];
  for (let index = Math.ceil(centre - radius * widen); index <= centre + radius * widen; index++) {
    window.push({ index, weight: weight((index - centre) / widen) });
  }
  const sum = window.reduce((total, sample) => total + sample.weight, 0);
  return window.map(({ index, weight }) => ({ index, weight: weight / sum }));
}

/** Premultiplied red, green, blue and alpha, 0..255 and a little beyond. */
type Sum = [red: number, green: number, blue: number, alpha: number];

function weighted(
  { width, height, data }: Raster,
  columnsAt: (row: number) => Window,
  rows: Window,
  edge: EdgeMode,
): Sum {
  const sum: Sum = [0, 0, 0, 0];
  for (const row of rows) {
    const y = inside(row.index, height, edge);
    for (const column of columnsAt(row.index)) {
      const x = inside(column.index, width, edge);
      if (x < 0 || y < 0) continue;
      const at = 4 * (y * width + x);
      const alpha = data[at + 3] ?? 0;
      const weight = row.weight * column.weight;
      sum[0] += (weight * (data[at] ?? 0) * alpha) / 255;
      sum[1] += (weight * (data[at + 1] ?? 0) * alpha) / 255;
      sum[2] += (weight * (data[at + 2] ?? 0) * alpha) / 255;
      sum[3] += weight * alpha;
    }
  }
  return sum;
}

/** The index inside [0, size) that stands for `index`, or -1 where there is nothing. */
function inside(index: number, size: number, edge: EdgeMode): number {
  if (index >= 0 && index < size) return index;
  if (edge === 'transparent') return -1;
  if (edge === 'clamp') return index < 0 ? 0 : size - 1;
  const period = edge === 'wrap' ? size : 2 * size;
  const place = ((index % period) + period) % period;
  return place < size ? place : 2 * size - 1 - place;
}

function paint(width: number, height: number, pixel: (x: number, y: number) => Sum): Uint8Array {
  const out = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [red, green, blue, alpha] = pixel(x, y);
      const share = Math.min(255, Math.max(0, alpha)) / 255;
      const straight = (value: number) => (share > 0 ? Math.round(value / share) : 0);
      out.set([straight(red), straight(green), straight(blue), Math.round(alpha)], 4 * (y * width + x));
    }
  }
  return new Uint8Array(out.buffer);
}
