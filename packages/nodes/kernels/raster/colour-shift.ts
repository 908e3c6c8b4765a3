// Moves the colours of a whole picture in OKLab: each of L, a and b is stretched and shifted. What the anchor of a
// feedback loop is made of.
import { chance4 } from './chance';
import { cubeRoots, lightOf, mix } from './oklab';
import { rowBuffer } from './scratch';
import { levelsOf } from './srgb-curve';

/**
 * Rows [y0, y1).
 *
 * @param linear  256 floats: linear light of each sRGB value
 * @param curve   4098 floats: sRGB level (0..255) over the square root of linear light, in 4096 steps
 * @param plan    six floats: factor and addend of L, of a, of b
 * @param seed    of the dither; 0 rounds to the nearest level
 */
export function colourShiftRows(
  image: usize, out: usize, width: i32, linear: usize, curve: usize, plan: usize, seed: u32, y0: i32, y1: i32,
): void {
  const end = width * y1;
  let at = width * y0;
  for (; at + 4 <= end; at += 4) shiftFour(image + 4 * <usize>at, out + 4 * <usize>at, linear, curve, plan, at, seed);
  if (at == end) return;
  // The last few pixels go through a copy of their own, so that nothing beyond the rows is read or written.
  const spare = rowBuffer(0);
  memory.fill(spare, 0, 32);
  memory.copy(spare, image + 4 * <usize>at, 4 * <usize>(end - at));
  shiftFour(spare, spare + 16, linear, curve, plan, at, seed);
  memory.copy(out + 4 * <usize>at, spare + 16, 4 * <usize>(end - at));
}

/** Four pixels; each vector holds one figure of all four. */
@inline
function shiftFour(pixel: usize, target: usize, linear: usize, curve: usize, plan: usize, at: i32, seed: u32): void {
  const red = lightOf(pixel, linear);
  const green = lightOf(pixel + 1, linear);
  const blue = lightOf(pixel + 2, linear);
  const l = cubeRoots(mix(red, 0.4122214708, green, 0.5363325363, blue, 0.0514459929));
  const m = cubeRoots(mix(red, 0.2119034982, green, 0.6806995451, blue, 0.1073969566));
  const s = cubeRoots(mix(red, 0.0883024619, green, 0.2817188376, blue, 0.6299787005));
  const L = moved(mix(l, 0.2104542553, m, 0.793617785, s, -0.0040720468), plan);
  const a = moved(mix(l, 1.9779984951, m, -2.428592205, s, 0.4505937099), plan + 8);
  const b = moved(mix(l, 0.0259040371, m, 0.7827717662, s, -0.808675766), plan + 16);
  const long = cubed(mix(L, 1, a, 0.3963377774, b, 0.2158037573));
  const middle = cubed(mix(L, 1, a, -0.1055613458, b, -0.0638541728));
  const short = cubed(mix(L, 1, a, -0.0894841775, b, -1.291485548));
  const rounding = seed == 0 ? f32x4.splat(0.5) : chance4(i32x4.add(i32x4.splat(at), i32x4(0, 1, 2, 3)), seed);
  writeLevels(target, curve, mix(long, 4.0767416621, middle, -3.3077115913, short, 0.2309699292), rounding);
  writeLevels(target + 1, curve, mix(long, -1.2684380046, middle, 2.6097574011, short, -0.3413193965), rounding);
  writeLevels(target + 2, curve, mix(long, -0.0041960863, middle, -0.7034186147, short, 1.707614701), rounding);
  store<u8>(target, load<u8>(pixel, 3), 3);
  store<u8>(target, load<u8>(pixel, 7), 7);
  store<u8>(target, load<u8>(pixel, 11), 11);
  store<u8>(target, load<u8>(pixel, 15), 15);
}

@inline
function moved(channel: v128, plan: usize): v128 {
  return f32x4.add(f32x4.mul(channel, v128.load32_splat(plan)), v128.load32_splat(plan, 4));
}

@inline
function cubed(root: v128): v128 {
  return f32x4.mul(f32x4.mul(root, root), root);
}

/** Writes one colour of four pixels as sRGB levels. */
@inline
function writeLevels(target: usize, curve: usize, light: v128, rounding: v128): void {
  const exact = f32x4.add(levelsOf(light, curve), rounding);
  const levels = i32x4.trunc_sat_f32x4_s(f32x4.min(f32x4.splat(255), exact));
  store<u8>(target, <u8>i32x4.extract_lane(levels, 0));
  store<u8>(target, <u8>i32x4.extract_lane(levels, 1), 4);
  store<u8>(target, <u8>i32x4.extract_lane(levels, 2), 8);
  store<u8>(target, <u8>i32x4.extract_lane(levels, 3), 12);
}
