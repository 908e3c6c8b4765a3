// Figures of a picture in OKLab. Every row writes its own sums, so the order of rows and threads does not matter.

import { cubeRoots, lightOf, mix } from './oklab';
import { rowBuffer } from './scratch';

/** Doubles to a row in the table of sums: L, L^2, a, b, chroma, a^2, b^2. */
const SUMS: i32 = 7;

/**
 * Rows [y0, y1): writes lightness to a plane of floats, and the sums of each row.
 *
 * @param linear  256 floats: linear light of each sRGB value
 */
export function labRows(image: usize, width: i32, linear: usize, plane: usize, sums: usize, y0: i32, y1: i32): void {
  for (let y = y0; y < y1; y++) {
    labRow(image + 4 * width * y, width, linear, plane + 4 * width * y, sums + 8 * SUMS * y);
  }
}

function labRow(pixels: usize, width: i32, linear: usize, plane: usize, sums: usize): void {
  memory.fill(sums, 0, 8 * SUMS);
  let x: i32 = 0;
  for (; x + 4 <= width; x += 4) labFour(pixels + 4 * x, linear, plane + 4 * x, sums);
  if (x == width) return;
  // The last few pixels go through a copy of their own, so that nothing beyond the row is read or written. What fills it
  // up is black, which adds nothing.
  const spare = rowBuffer(0);
  memory.fill(spare, 0, 32);
  memory.copy(spare, pixels + 4 * x, 4 * <usize>(width - x));
  labFour(spare, linear, spare + 16, sums);
  memory.copy(plane + 4 * x, spare + 16, 4 * <usize>(width - x));
}

/** Four pixels: writes their lightness, and adds their figures to the row's. */
@inline
function labFour(pixel: usize, linear: usize, plane: usize, sums: usize): void {
  const red = lightOf(pixel, linear);
  const green = lightOf(pixel + 1, linear);
  const blue = lightOf(pixel + 2, linear);
  const l = cubeRoots(mix(red, 0.4122214708, green, 0.5363325363, blue, 0.0514459929));
  const m = cubeRoots(mix(red, 0.2119034982, green, 0.6806995451, blue, 0.1073969566));
  const s = cubeRoots(mix(red, 0.0883024619, green, 0.2817188376, blue, 0.6299787005));
  const L = mix(l, 0.2104542553, m, 0.793617785, s, -0.0040720468);
  const a = mix(l, 1.9779984951, m, -2.428592205, s, 0.4505937099);
  const b = mix(l, 0.0259040371, m, 0.7827717662, s, -0.808675766);
  v128.store(plane, L);
  addTo(sums, doubled(L), squared(L));
  addTo(sums + 16, doubled(a), doubled(b));
  const chroma = f32x4.sqrt(f32x4.add(f32x4.mul(a, a), f32x4.mul(b, b)));
  store<f64>(sums + 32, load<f64>(sums + 32) + whole(doubled(chroma)));
  addTo(sums + 40, squared(a), squared(b));
}

/** Adds the two numbers of each vector to one of two sums. */
@inline
function addTo(sums: usize, first: v128, second: v128): void {
  const pair = f64x2.add(
    v128.shuffle<f64>(first, second, 0, 2),
    v128.shuffle<f64>(first, second, 1, 3),
  );
  v128.store(sums, f64x2.add(v128.load(sums), pair));
}

/** Four numbers as the sums of two pairs, in doubles. */
@inline
function doubled(x: v128): v128 {
  return f64x2.add(f64x2.promote_low_f32x4(x), f64x2.promote_low_f32x4(upper(x)));
}

@inline
function squared(x: v128): v128 {
  const low = f64x2.promote_low_f32x4(x);
  const high = f64x2.promote_low_f32x4(upper(x));
  return f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high));
}

@inline
function upper(x: v128): v128 {
  return v128.shuffle<f64>(x, x, 1, 1);
}

@inline
function whole(pair: v128): f64 {
  return f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
}

/** Rows [y0, y1) of a lightness plane: the sum of |4 L - neighbours| over the inner pixels of each row. */
export function laplacianRows(plane: usize, width: i32, height: i32, sums: usize, y0: i32, y1: i32): void {
  for (let y = y0; y < y1; y++) {
    let sum: f64 = 0;
    if (y > 0 && y < height - 1) {
      const row = plane + 4 * width * y;
      const above = row - 4 * width;
      const below = row + 4 * width;
      let x: i32 = 1;
      let pairs = f64x2.splat(0);
      for (; x + 4 < width; x += 4) {
        const at: usize = 4 * x;
        const besides = f32x4.add(v128.load(row + at - 4), v128.load(row + at + 4));
        const around = f32x4.add(besides, f32x4.add(v128.load(above + at), v128.load(below + at)));
        const here = f32x4.mul(v128.load(row + at), f32x4.splat(4));
        pairs = f64x2.add(pairs, doubled(f32x4.abs(f32x4.sub(here, around))));
      }
      sum = whole(pairs);
      for (; x < width - 1; x++) {
        const at: usize = 4 * x;
        const around = load<f32>(row + at - 4) + load<f32>(row + at + 4) + load<f32>(above + at) + load<f32>(below + at);
        sum += abs<f32>(4 * load<f32>(row + at) - around);
      }
    }
    store<f64>(sums + 8 * y, sum);
  }
}
