// Unsharp masking: what a Gaussian blur takes away is added again, more than once. Two passes; borders are repeated.

/**
 * First pass, rows [y0, y1): the picture blurred along x, as four floats to a pixel.
 *
 * @param taps  radius + 1 floats: the weight at the centre, then at each distance
 */
export function blurAlongRows(image: usize, plane: usize, width: i32, taps: usize, radius: i32, y0: i32, y1: i32): void {
  const last = width - 1;
  for (let y = y0; y < y1; y++) {
    const row = image + 4 * <usize>(width * y);
    const to = plane + 16 * <usize>(width * y);
    for (let x: i32 = 0; x < width; x++) {
      let sum = f32x4.mul(levels(row + 4 * <usize>x), v128.load32_splat(taps));
      for (let far: i32 = 1; far <= radius; far++) {
        const both = f32x4.add(levels(row + 4 * <usize>max(0, x - far)), levels(row + 4 * <usize>min(last, x + far)));
        sum = f32x4.add(sum, f32x4.mul(both, v128.load32_splat(taps + 4 * <usize>far)));
      }
      v128.store(to + 16 * <usize>x, sum);
    }
  }
}

/**
 * Second pass, rows [y0, y1): blurs along y, and writes `image + amount * (image - blurred)` where the two differ by at
 * least `threshold` levels. Alpha stays.
 */
export function unsharpRows(
  image: usize, plane: usize, out: usize, width: i32, height: i32, taps: usize, radius: i32, amount: f32, threshold: f32,
  y0: i32, y1: i32,
): void {
  const stride: usize = 16 * width;
  const last = height - 1;
  for (let y = y0; y < y1; y++) {
    const from = image + 4 * <usize>(width * y);
    const to = out + 4 * <usize>(width * y);
    const middle = plane + stride * y;
    for (let x: i32 = 0; x < width; x++) {
      const column: usize = 16 * x;
      let blurred = f32x4.mul(v128.load(middle + column), v128.load32_splat(taps));
      for (let far: i32 = 1; far <= radius; far++) {
        const above = v128.load(plane + stride * max(0, y - far) + column);
        const below = v128.load(plane + stride * min(last, y + far) + column);
        blurred = f32x4.add(blurred, f32x4.mul(f32x4.add(above, below), v128.load32_splat(taps + 4 * <usize>far)));
      }
      const sharp = levels(from + 4 * <usize>x);
      const detail = f32x4.sub(sharp, blurred);
      const counts = f32x4.ge(f32x4.abs(detail), f32x4.splat(threshold));
      const added = v128.and(f32x4.mul(detail, f32x4.splat(amount)), counts);
      const whole = i32x4.trunc_sat_f32x4_s(f32x4.add(f32x4.add(sharp, added), f32x4.splat(0.5)));
      const words = i16x8.narrow_i32x4_s(whole, whole);
      store<i32>(to + 4 * <usize>x, i32x4.extract_lane(i8x16.narrow_i16x8_u(words, words), 0));
      store<u8>(to + 4 * <usize>x, load<u8>(from + 4 * <usize>x, 3), 3);
    }
  }
}

/** Red, green, blue and alpha of a pixel, 0..255. */
@inline
function levels(pixel: usize): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(pixel))));
}
