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

/** Four pixels at a time: each vector holds one figure of all four. Sums are in doubles, two to a vector. */
function labRow(pixels: usize, width: i32, linear: usize, plane: usize, sums: usize): void {
  let light = f64x2.splat(0);
  let mean = f64x2.splat(0);
  let squares = f64x2.splat(0);
  let chroma = f64x2.splat(0);
  const spare = rowBuffer(0);
  for (let x: i32 = 0; x < width; x += 4) {
    const isLast = x + 4 > width;
    const target = isLast ? spare + 16 : plane + 4 * x;
    let pixel = pixels + 4 * x;
    if (isLast) {
      // The last few pixels go through a copy of their own, so that nothing beyond the row is read or written. What
      // fills it up is black, which adds nothing.
      memory.fill(spare, 0, 16);
      memory.copy(spare, pixel, 4 * <usize>(width - x));
      pixel = spare;
    }
    const red = lightOf(pixel, linear);
    const green = lightOf(pixel + 1, linear);
    const blue = lightOf(pixel + 2, linear);
    const l = cubeRoots(mix(red, 0.4122214708, green, 0.5363325363, blue, 0.0514459929));
    const m = cubeRoots(mix(red, 0.2119034982, green, 0.6806995451, blue, 0.1073969566));
    const s = cubeRoots(mix(red, 0.0883024619, green, 0.2817188376, blue, 0.6299787005));
    const L = mix(l, 0.2104542553, m, 0.793617785, s, -0.0040720468);
    const a = mix(l, 1.9779984951, m, -2.428592205, s, 0.4505937099);
    const b = mix(l, 0.0259040371, m, 0.7827717662, s, -0.808675766);
    v128.store(target, L);
    if (isLast) memory.copy(plane + 4 * x, target, 4 * <usize>(width - x));
    light = f64x2.add(light, sideBySide(doubled(L), squared(L)));
    mean = f64x2.add(mean, sideBySide(doubled(a), doubled(b)));
    squares = f64x2.add(squares, sideBySide(squared(a), squared(b)));
    chroma = f64x2.add(chroma, doubled(f32x4.sqrt(f32x4.add(f32x4.mul(a, a), f32x4.mul(b, b)))));
  }
  v128.store(sums, light);
  v128.store(sums, mean, 16);
  store<f64>(sums, whole(chroma), 32);
  v128.store(sums, squares, 40);
}

/** The sum of the first pair beside the sum of the second. */
@inline
function sideBySide(first: v128, second: v128): v128 {
  return f64x2.add(v128.shuffle<f64>(first, second, 0, 2), v128.shuffle<f64>(first, second, 1, 3));
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
