// Two whole pictures combined, one pixel to a vector of four floats (r, g, b, a): on sRGB values, as browsers and most
// paint programs do, or in linear light, as light itself does.
import {
  ADD, COLOR, COLOR_BURN, COLOR_DODGE, DARKEN, DIFFERENCE, EXCLUSION, formula, HARD_LIGHT, HUE, LIGHTEN, LUMINOSITY,
  MULTIPLY, NORMAL, OVERLAY, SATURATION, SCREEN, SOFT_LIGHT, SUBTRACT,
} from './blend-formulas';
import { levelsOf } from './srgb-curve';

/**
 * Rows [y0, y1) of `base` with `top` blended in by `amount` (0..1); `width` pixels to a row, rows packed.
 *
 * @param linear  256 floats, linear light of each sRGB value; 0 blends sRGB values
 * @param curve   4098 floats: sRGB level over the square root of linear light; unused when `linear` is 0
 */
export function blend(
  base: usize, top: usize, out: usize, width: i32, mode: i32, amount: f32, linear: usize, curve: usize, y0: i32, y1: i32,
): void {
  const from: usize = 4 * width * y0;
  const count = width * (y1 - y0);
  const a = base + from;
  const b = top + from;
  const to = out + from;
  switch (mode) {
    case NORMAL: return either(NORMAL, a, b, to, count, amount, linear, curve);
    case ADD: return either(ADD, a, b, to, count, amount, linear, curve);
    case SCREEN: return either(SCREEN, a, b, to, count, amount, linear, curve);
    case MULTIPLY: return either(MULTIPLY, a, b, to, count, amount, linear, curve);
    case OVERLAY: return either(OVERLAY, a, b, to, count, amount, linear, curve);
    case SOFT_LIGHT: return either(SOFT_LIGHT, a, b, to, count, amount, linear, curve);
    case DIFFERENCE: return either(DIFFERENCE, a, b, to, count, amount, linear, curve);
    case LIGHTEN: return either(LIGHTEN, a, b, to, count, amount, linear, curve);
    case DARKEN: return either(DARKEN, a, b, to, count, amount, linear, curve);
    case SUBTRACT: return either(SUBTRACT, a, b, to, count, amount, linear, curve);
    case EXCLUSION: return either(EXCLUSION, a, b, to, count, amount, linear, curve);
    case HARD_LIGHT: return either(HARD_LIGHT, a, b, to, count, amount, linear, curve);
    case COLOR_DODGE: return either(COLOR_DODGE, a, b, to, count, amount, linear, curve);
    case COLOR_BURN: return either(COLOR_BURN, a, b, to, count, amount, linear, curve);
    case HUE: return either(HUE, a, b, to, count, amount, linear, curve);
    case SATURATION: return either(SATURATION, a, b, to, count, amount, linear, curve);
    case COLOR: return either(COLOR, a, b, to, count, amount, linear, curve);
    default: return either(LUMINOSITY, a, b, to, count, amount, linear, curve);
  }
}

/** Inlined once for each mode and space, so that the choice is made outside the loop. */
@inline
function either(mode: i32, base: usize, top: usize, out: usize, count: i32, amount: f32, linear: usize, curve: usize): void {
  if (linear == 0) pixels(mode, false, base, top, out, count, amount, linear, curve);
  else pixels(mode, true, base, top, out, count, amount, linear, curve);
}

@inline
function pixels(
  mode: i32, inLight: bool, base: usize, top: usize, out: usize, count: i32, amount: f32, linear: usize, curve: usize,
): void {
  for (let i: i32 = 0; i < count; i++) {
    const under = inLight ? toLight(base + 4 * i, linear) : toUnits(base + 4 * i);
    const over = inLight ? toLight(top + 4 * i, linear) : toUnits(top + 4 * i);
    const groundAlpha = f32x4.extract_lane(under, 3);
    const alpha = f32x4.extract_lane(over, 3) * amount;
    const total = alpha + groundAlpha - alpha * groundAlpha;
    const blended = formula(mode, under, over);
    // Where there is no ground, the top shows unblended.
    const mixed = f32x4.add(over, f32x4.mul(f32x4.splat(groundAlpha), f32x4.sub(blended, over)));
    const sum = f32x4.add(
      f32x4.mul(mixed, f32x4.splat(alpha)),
      f32x4.mul(under, f32x4.splat((1 - alpha) * groundAlpha)),
    );
    const whole: f32 = total > 0 ? 1 / total : 0;
    const colour = f32x4.mul(sum, f32x4.splat(whole));
    const levels = inLight ? levelsOf(colour, curve) : f32x4.mul(colour, f32x4.splat(255));
    const bytes = f32x4.replace_lane(levels, 3, total * 255);
    const rounded = i32x4.trunc_sat_f32x4_s(f32x4.add(bytes, f32x4.splat(0.5)));
    const narrow = i16x8.narrow_i32x4_s(rounded, rounded);
    store<i32>(out + 4 * i, i32x4.extract_lane(i8x16.narrow_i16x8_u(narrow, narrow), 0));
  }
}

@inline
function toUnits(pixel: usize): v128 {
  const words = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(pixel)));
  return f32x4.mul(f32x4.convert_i32x4_s(words), f32x4.splat(1 / <f32>255));
}

@inline
function toLight(pixel: usize, linear: usize): v128 {
  return f32x4(
    load<f32>(linear + 4 * <usize>load<u8>(pixel)),
    load<f32>(linear + 4 * <usize>load<u8>(pixel, 1)),
    load<f32>(linear + 4 * <usize>load<u8>(pixel, 2)),
    <f32>load<u8>(pixel, 3) / 255,
  );
}
