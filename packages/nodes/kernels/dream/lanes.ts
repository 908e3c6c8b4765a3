// Small vector arithmetic the kernels share: four 32-bit lanes at a time, one lane per pixel.

/** Adding this to a float below 2^22 leaves the number, rounded to an integer, in the low bits of the float. */
export const ROUNDING: f32 = 12582912;
/** The bits of {@link ROUNDING} itself. */
export const ROUNDING_BITS: i32 = 0x4b400000;

/** a + (b - a) share */
@inline
export function lerp4(a: v128, b: v128, share: v128): v128 {
  return f32x4.add(a, f32x4.mul(share, f32x4.sub(b, a)));
}

@inline
export function clamp4(value: v128, low: f32, high: f32): v128 {
  return f32x4.min(f32x4.max(value, f32x4.splat(low)), f32x4.splat(high));
}

/** a k + b l + c m */
@inline
export function weigh3(a: v128, k: f32, b: v128, l: f32, c: v128, m: f32): v128 {
  return f32x4.add(f32x4.add(f32x4.mul(a, f32x4.splat(k)), f32x4.mul(b, f32x4.splat(l))), f32x4.mul(c, f32x4.splat(m)));
}

/** Polynomial 6 t^5 - 15 t^4 + 10 t^3: eases from 0 to 1 with flat first and second derivatives at both ends. */
@inline
export function ease4(t: v128): v128 {
  const inner = f32x4.add(f32x4.mul(t, f32x4.sub(f32x4.mul(t, f32x4.splat(6)), f32x4.splat(15))), f32x4.splat(10));
  return f32x4.mul(f32x4.mul(t, f32x4.mul(t, t)), inner);
}

/** 3 t^2 - 2 t^3 of (value - from) / (to - from) held in 0..1, where `perUnit` is 1 / (to - from). */
@inline
export function smooth4(value: v128, from: f32, perUnit: f32): v128 {
  const t = clamp4(f32x4.mul(f32x4.sub(value, f32x4.splat(from)), f32x4.splat(perUnit)), 0, 1);
  return f32x4.mul(f32x4.mul(t, t), f32x4.sub(f32x4.splat(3), f32x4.add(t, t)));
}

/** Mixes two products of lattice indices into 32 random bits. */
@inline
export function hash4(a: v128, b: v128): v128 {
  let h = v128.xor(a, b);
  h = v128.xor(h, i32x4.shr_u(h, 15));
  h = i32x4.mul(h, i32x4.splat(0x2c1b3c6d));
  return v128.xor(h, i32x4.shr_u(h, 13));
}

/** Cube root of a number above 0, relative error below 4e-5: a third of the exponent, then one step of Halley's method. */
@inline
export function cubeRoot4(value: v128): v128 {
  const x = f32x4.max(value, f32x4.splat(1e-9));
  const third = i32x4.trunc_sat_f32x4_s(f32x4.mul(f32x4.convert_i32x4_s(x), f32x4.splat(0.33333334)));
  const y = i32x4.add(third, i32x4.splat(0x2a514067));
  const cube = f32x4.mul(y, f32x4.mul(y, y));
  return f32x4.mul(y, f32x4.div(f32x4.add(cube, f32x4.add(x, x)), f32x4.add(f32x4.add(cube, cube), x)));
}

/** Sum of the four lanes, in lane order. */
@inline
export function sumLanes(v: v128): f64 {
  return (
    <f64>f32x4.extract_lane(v, 0) + <f64>f32x4.extract_lane(v, 1) + <f64>f32x4.extract_lane(v, 2) + <f64>f32x4.extract_lane(v, 3)
  );
}

/** Byte offset of pixel (x, y) in a float plane. */
@inline
export function at(x: i32, y: i32, stride: i32): usize {
  return (<usize>(y * stride + x)) << 2;
}
