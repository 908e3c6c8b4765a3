// From sRGB levels to OKLab, four pixels at a time: each vector holds one figure of all four. The formulas are
// Bjorn Ottosson's.

/** Linear light of one colour of four pixels. `level` points at that colour of the first. */
@inline
export function lightOf(level: usize, linear: usize): v128 {
  let light = v128.load32_zero(linear + 4 * <usize>load<u8>(level));
  light = f32x4.replace_lane(light, 1, load<f32>(linear + 4 * <usize>load<u8>(level, 4)));
  light = f32x4.replace_lane(light, 2, load<f32>(linear + 4 * <usize>load<u8>(level, 8)));
  return f32x4.replace_lane(light, 3, load<f32>(linear + 4 * <usize>load<u8>(level, 12)));
}

@inline
export function mix(a: v128, byA: f32, b: v128, byB: f32, c: v128, byC: f32): v128 {
  const first = f32x4.add(f32x4.mul(a, f32x4.splat(byA)), f32x4.mul(b, f32x4.splat(byB)));
  return f32x4.add(first, f32x4.mul(c, f32x4.splat(byC)));
}

/** Cube roots of four numbers >= 0: a third of the exponent for a start, then two of Halley's steps, which cube the error. */
@inline
export function cubeRoots(x: v128): v128 {
  const bits = i32x4.trunc_sat_f32x4_s(f32x4.mul(f32x4.convert_i32x4_s(x), f32x4.splat(1 / <f32>3)));
  const start = i32x4.add(bits, i32x4.splat(0x2a514067));
  return v128.and(nearerRoots(nearerRoots(start, x), x), f32x4.gt(x, f32x4.splat(0)));
}

/** y (y^3 + 2 x) / (2 y^3 + x). */
@inline
function nearerRoots(y: v128, x: v128): v128 {
  const cube = f32x4.mul(f32x4.mul(y, y), y);
  const above = f32x4.add(cube, f32x4.add(x, x));
  const below = f32x4.add(f32x4.add(cube, cube), x);
  return f32x4.mul(y, f32x4.div(above, below));
}
