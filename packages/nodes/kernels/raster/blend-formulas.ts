// The formulas of the W3C's "Compositing and Blending": of one pixel below and one above, as vectors of red, green, blue
// and alpha. The numbers of the modes are those of BLEND_MODES in the raster kit.

export const NORMAL: i32 = 0;
export const ADD: i32 = 1;
export const SCREEN: i32 = 2;
export const MULTIPLY: i32 = 3;
export const OVERLAY: i32 = 4;
export const SOFT_LIGHT: i32 = 5;
export const DIFFERENCE: i32 = 6;
export const LIGHTEN: i32 = 7;
export const DARKEN: i32 = 8;
export const SUBTRACT: i32 = 9;
export const EXCLUSION: i32 = 10;
export const HARD_LIGHT: i32 = 11;
export const COLOR_DODGE: i32 = 12;
export const COLOR_BURN: i32 = 13;
export const HUE: i32 = 14;
export const SATURATION: i32 = 15;
export const COLOR: i32 = 16;
export const LUMINOSITY: i32 = 17;

@inline
export function formula(mode: i32, under: v128, over: v128): v128 {
  const one = f32x4.splat(1);
  const zero = f32x4.splat(0);
  if (mode == NORMAL) return over;
  if (mode == ADD) return f32x4.min(one, f32x4.add(under, over));
  if (mode == SCREEN) return screened(under, over);
  if (mode == MULTIPLY) return f32x4.mul(under, over);
  if (mode == OVERLAY) return hardLight(over, under);
  if (mode == SOFT_LIGHT) return softLight(under, over);
  if (mode == DIFFERENCE) return f32x4.abs(f32x4.sub(under, over));
  if (mode == LIGHTEN) return f32x4.max(under, over);
  if (mode == DARKEN) return f32x4.min(under, over);
  if (mode == SUBTRACT) return f32x4.max(zero, f32x4.sub(under, over));
  if (mode == EXCLUSION) return f32x4.sub(f32x4.add(under, over), f32x4.mul(f32x4.splat(2), f32x4.mul(under, over)));
  if (mode == HARD_LIGHT) return hardLight(under, over);
  if (mode == COLOR_DODGE) return dodged(under, over);
  if (mode == COLOR_BURN) return f32x4.sub(one, dodged(f32x4.sub(one, under), f32x4.sub(one, over)));
  if (mode == HUE) return withLuminosity(withSaturation(over, saturation(under)), luminosity(under));
  if (mode == SATURATION) return withLuminosity(withSaturation(under, saturation(over)), luminosity(under));
  if (mode == COLOR) return withLuminosity(over, luminosity(under));
  return withLuminosity(under, luminosity(over));
}

@inline
function screened(a: v128, b: v128): v128 {
  return f32x4.sub(f32x4.add(a, b), f32x4.mul(a, b));
}

@inline
function hardLight(under: v128, over: v128): v128 {
  const twice = f32x4.add(over, over);
  const light = screened(under, f32x4.sub(twice, f32x4.splat(1)));
  return v128.bitselect(f32x4.mul(under, twice), light, f32x4.le(over, f32x4.splat(0.5)));
}

/** Black stays black, also where the top is white. */
@inline
function dodged(under: v128, over: v128): v128 {
  const one = f32x4.splat(1);
  const room = f32x4.max(f32x4.splat(1e-6), f32x4.sub(one, over));
  return v128.and(f32x4.min(one, f32x4.div(under, room)), f32x4.gt(under, f32x4.splat(0)));
}

@inline
function softLight(under: v128, over: v128): v128 {
  const one = f32x4.splat(1);
  const slope = f32x4.sub(f32x4.add(over, over), one);
  const darker = f32x4.mul(f32x4.mul(slope, under), f32x4.sub(one, under));
  const cubic = f32x4.mul(
    f32x4.add(f32x4.mul(f32x4.sub(f32x4.mul(f32x4.splat(16), under), f32x4.splat(12)), under), f32x4.splat(4)),
    under,
  );
  const lifted = v128.bitselect(cubic, f32x4.sqrt(under), f32x4.le(under, f32x4.splat(0.25)));
  const lighter = f32x4.mul(slope, f32x4.sub(lifted, under));
  return f32x4.add(under, v128.bitselect(darker, lighter, f32x4.le(over, f32x4.splat(0.5))));
}

@inline
function luminosity(colour: v128): f32 {
  const weighed = f32x4.mul(colour, f32x4(0.3, 0.59, 0.11, 0));
  return f32x4.extract_lane(weighed, 0) + f32x4.extract_lane(weighed, 1) + f32x4.extract_lane(weighed, 2);
}

@inline
function least(colour: v128): f32 {
  return min<f32>(min<f32>(f32x4.extract_lane(colour, 0), f32x4.extract_lane(colour, 1)), f32x4.extract_lane(colour, 2));
}

@inline
function most(colour: v128): f32 {
  return max<f32>(max<f32>(f32x4.extract_lane(colour, 0), f32x4.extract_lane(colour, 1)), f32x4.extract_lane(colour, 2));
}

@inline
function saturation(colour: v128): f32 {
  return most(colour) - least(colour);
}

/** The colour stretched so that its largest and smallest part are `wanted` apart, the smallest at 0. */
@inline
function withSaturation(colour: v128, wanted: f32): v128 {
  const low = least(colour);
  const range = most(colour) - low;
  const factor: f32 = range > 0 ? wanted / range : 0;
  return f32x4.mul(f32x4.sub(colour, f32x4.splat(low)), f32x4.splat(factor));
}

/** The colour moved to a luminosity, and drawn towards grey where it would leave 0..1. */
@inline
function withLuminosity(colour: v128, wanted: f32): v128 {
  const moved = f32x4.add(colour, f32x4.splat(wanted - luminosity(colour)));
  const low = least(moved);
  const high = most(moved);
  const grey = f32x4.splat(wanted);
  let held = moved;
  if (low < 0) held = f32x4.add(grey, f32x4.mul(f32x4.sub(held, grey), f32x4.splat(wanted / (wanted - low))));
  if (high > 1) held = f32x4.add(grey, f32x4.mul(f32x4.sub(held, grey), f32x4.splat((1 - wanted) / (high - wanted))));
  return held;
}
