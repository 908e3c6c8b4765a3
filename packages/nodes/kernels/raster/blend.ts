// Two whole pictures combined, one pixel to a vector of four floats (r, g, b, a). The numbers of the modes are those of
// BLEND_MODES in the raster kit; the formulas those of the W3C's "Compositing and Blending", on sRGB values.

const NORMAL: i32 = 0;
const ADD: i32 = 1;
const SCREEN: i32 = 2;
const MULTIPLY: i32 = 3;
const OVERLAY: i32 = 4;
const SOFT_LIGHT: i32 = 5;
const DIFFERENCE: i32 = 6;
const LIGHTEN: i32 = 7;

/** Rows [y0, y1) of `base` with `top` blended in by `amount` (0..1); `width` pixels to a row, rows packed. */
export function blend(base: usize, top: usize, out: usize, width: i32, mode: i32, amount: f32, y0: i32, y1: i32): void {
  const from: usize = 4 * width * y0;
  const count = width * (y1 - y0);
  switch (mode) {
    case NORMAL: return pixels(NORMAL, base + from, top + from, out + from, count, amount);
    case ADD: return pixels(ADD, base + from, top + from, out + from, count, amount);
    case SCREEN: return pixels(SCREEN, base + from, top + from, out + from, count, amount);
    case MULTIPLY: return pixels(MULTIPLY, base + from, top + from, out + from, count, amount);
    case OVERLAY: return pixels(OVERLAY, base + from, top + from, out + from, count, amount);
    case SOFT_LIGHT: return pixels(SOFT_LIGHT, base + from, top + from, out + from, count, amount);
    case DIFFERENCE: return pixels(DIFFERENCE, base + from, top + from, out + from, count, amount);
    case LIGHTEN: return pixels(LIGHTEN, base + from, top + from, out + from, count, amount);
    default: return pixels(LIGHTEN + 1, base + from, top + from, out + from, count, amount);
  }
}

/** Inlined once for each mode, so that the choice is made outside the loop. */
@inline
function pixels(mode: i32, base: usize, top: usize, out: usize, count: i32, amount: f32): void {
  for (let i: i32 = 0; i < count; i++) {
    const under = toUnits(base + 4 * i);
    const over = toUnits(top + 4 * i);
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
    const scale: f32 = total > 0 ? 255 / total : 0;
    const bytes = f32x4.replace_lane(f32x4.mul(sum, f32x4.splat(scale)), 3, total * 255);
    const whole = i32x4.trunc_sat_f32x4_s(f32x4.add(bytes, f32x4.splat(0.5)));
    const narrow = i16x8.narrow_i32x4_s(whole, whole);
    store<i32>(out + 4 * i, i32x4.extract_lane(i8x16.narrow_i16x8_u(narrow, narrow), 0));
  }
}

@inline
function toUnits(pixel: usize): v128 {
  const words = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(pixel)));
  return f32x4.mul(f32x4.convert_i32x4_s(words), f32x4.splat(1 / <f32>255));
}

@inline
function formula(mode: i32, under: v128, over: v128): v128 {
  const one = f32x4.splat(1);
  if (mode == NORMAL) return over;
  if (mode == ADD) return f32x4.min(one, f32x4.add(under, over));
  if (mode == SCREEN) return screened(under, over);
  if (mode == MULTIPLY) return f32x4.mul(under, over);
  if (mode == OVERLAY) {
    const twice = f32x4.add(under, under);
    const dark = f32x4.mul(twice, over);
    return v128.bitselect(dark, screened(f32x4.sub(twice, one), over), f32x4.le(under, f32x4.splat(0.5)));
  }
  if (mode == SOFT_LIGHT) return softLight(under, over);
  if (mode == DIFFERENCE) return f32x4.abs(f32x4.sub(under, over));
  if (mode == LIGHTEN) return f32x4.max(under, over);
  return f32x4.min(under, over);
}

@inline
function screened(a: v128, b: v128): v128 {
  return f32x4.sub(f32x4.add(a, b), f32x4.mul(a, b));
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
