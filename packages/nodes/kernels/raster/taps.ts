// Weighted sums of RGBA pixels, all four channels at once. Weights have 14 fractional bits.

// Bytes of pixels 0,1 (and 2,3) of four, spread to 16 bits and paired by channel: r0 r1 g0 g1 b0 b1 a0 a1. One swizzle
// with -1 lanes does what a shuffle with zero does in V8 at a third of the time.
@inline
export function pairsLow(): v128 {
  return i8x16(0, -1, 4, -1, 1, -1, 5, -1, 2, -1, 6, -1, 3, -1, 7, -1);
}
@inline
function pairsHigh(): v128 {
  return i8x16(8, -1, 12, -1, 9, -1, 13, -1, 10, -1, 14, -1, 11, -1, 15, -1);
}

/** Six taps of one row: r, g, b, a sums, 14 + 8 bits. */
@inline
export function sixTaps(pixels: usize, w0: v128, w1: v128, w2: v128): v128 {
  const first = v128.load(pixels);
  const last = v128.load64_zero(pixels, 16);
  const sum = i32x4.add(
    i32x4.dot_i16x8_s(i8x16.swizzle(first, pairsLow()), w0),
    i32x4.dot_i16x8_s(i8x16.swizzle(first, pairsHigh()), w1),
  );
  return i32x4.add(sum, i32x4.dot_i16x8_s(i8x16.swizzle(last, pairsLow()), w2));
}

/** Two rows of sums as 16-bit pairs (upper row, lower row) for each channel: what the vertical dot product wants. */
@inline
export function interleave(upper: v128, lower: v128): v128 {
  const half = i32x4.splat(128);
  return v128.shuffle<i16>(
    i32x4.shr_s(i32x4.add(upper, half), 8),
    i32x4.shl(i32x4.add(lower, half), 8),
    0, 9, 2, 11, 4, 13, 6, 15,
  );
}

/** Four pixels of sums (14 + 6 fractional bits) to bytes, clipped. */
@inline
export function toBytes(a: v128, b: v128, c: v128, d: v128): v128 {
  return i8x16.narrow_i16x8_u(
    i16x8.narrow_i32x4_s(i32x4.shr_s(a, 20), i32x4.shr_s(b, 20)),
    i16x8.narrow_i32x4_s(i32x4.shr_s(c, 20), i32x4.shr_s(d, 20)),
  );
}
