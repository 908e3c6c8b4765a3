// Moves the colours of a whole picture in OKLab: each of L, a and b is stretched and shifted. What the anchor of a
// feedback loop is made of. The formulas of OKLab are Bjorn Ottosson's.
import { cubeRoots } from './measure';
import { chance } from './chance';

/** Steps of the table from the square root of linear light to sRGB levels. */
const CURVE_STEPS: f32 = 4096;

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
  for (let at = width * y0; at < end; at++) {
    const pixel = image + 4 * <usize>at;
    const red = load<f32>(linear + 4 * <usize>load<u8>(pixel));
    const green = load<f32>(linear + 4 * <usize>load<u8>(pixel, 1));
    const blue = load<f32>(linear + 4 * <usize>load<u8>(pixel, 2));
    const cones = cubeRoots(
      f32x4.add(
        f32x4.add(
          f32x4.mul(f32x4.splat(red), f32x4(0.4122214708, 0.2119034982, 0.0883024619, 1)),
          f32x4.mul(f32x4.splat(green), f32x4(0.5363325363, 0.6806995451, 0.2817188376, 1)),
        ),
        f32x4.mul(f32x4.splat(blue), f32x4(0.0514459929, 0.1073969566, 0.6299787005, 1)),
      ),
    );
    const l = f32x4.splat(f32x4.extract_lane(cones, 0));
    const m = f32x4.splat(f32x4.extract_lane(cones, 1));
    const s = f32x4.splat(f32x4.extract_lane(cones, 2));
    const lab = f32x4.add(
      f32x4.add(
        f32x4.mul(l, f32x4(0.2104542553, 1.9779984951, 0.0259040371, 0)),
        f32x4.mul(m, f32x4(0.793617785, -2.428592205, 0.7827717662, 0)),
      ),
      f32x4.mul(s, f32x4(-0.0040720468, 0.4505937099, -0.808675766, 0)),
    );
    const L: f32 = f32x4.extract_lane(lab, 0) * load<f32>(plan) + load<f32>(plan, 4);
    const a: f32 = f32x4.extract_lane(lab, 1) * load<f32>(plan, 8) + load<f32>(plan, 12);
    const b: f32 = f32x4.extract_lane(lab, 2) * load<f32>(plan, 16) + load<f32>(plan, 20);
    const roots = f32x4.add(
      f32x4.splat(L),
      f32x4.add(
        f32x4.mul(f32x4.splat(a), f32x4(0.3963377774, -0.1055613458, -0.0894841775, 0)),
        f32x4.mul(f32x4.splat(b), f32x4(0.2158037573, -0.0638541728, -1.291485548, 0)),
      ),
    );
    const light = f32x4.mul(f32x4.mul(roots, roots), roots);
    const rgb = f32x4.add(
      f32x4.add(
        f32x4.mul(f32x4.splat(f32x4.extract_lane(light, 0)), f32x4(4.0767416621, -1.2684380046, -0.0041960863, 0)),
        f32x4.mul(f32x4.splat(f32x4.extract_lane(light, 1)), f32x4(-3.3077115913, 2.6097574011, -0.7034186147, 0)),
      ),
      f32x4.mul(f32x4.splat(f32x4.extract_lane(light, 2)), f32x4(0.2309699292, -0.3413193965, 1.707614701, 0)),
    );
    const held = f32x4.min(f32x4.splat(1), f32x4.max(f32x4.splat(0), rgb));
    const place = f32x4.mul(f32x4.sqrt(held), f32x4.splat(CURVE_STEPS));
    const rounding: f32 = seed == 0 ? 0.5 : chance(at, seed);
    const target = out + 4 * <usize>at;
    store<u8>(target, level(curve, f32x4.extract_lane(place, 0), rounding));
    store<u8>(target, level(curve, f32x4.extract_lane(place, 1), rounding), 1);
    store<u8>(target, level(curve, f32x4.extract_lane(place, 2), rounding), 2);
    store<u8>(target, load<u8>(pixel, 3), 3);
  }
}

@inline
function level(curve: usize, place: f32, rounding: f32): u8 {
  const step = <i32>place;
  const from = load<f32>(curve + 4 * <usize>step);
  const to = load<f32>(curve + 4 * <usize>step, 4);
  const exact = from + (to - from) * (place - <f32>step);
  return <u8>min<f32>(255, exact + rounding);
}
