// Sprites: pictures with alpha, premultiplied, in their own size and halved again and again.

/**
 * Rows [y0, y1) of a premultiplied picture at half its size: each pixel is the mean of four. Where the source has an odd
 * side, what lies behind its last pixels is transparent.
 */
export function halveRows(source: usize, width: i32, height: i32, out: usize, stride: i32, y0: i32, y1: i32): void {
  const columns = (width + 1) >> 1;
  for (let y = y0; y < y1; y++) {
    const upper = source + 2 * y * stride;
    const hasLower = 2 * y + 1 < height;
    for (let x: i32 = 0; x < columns; x++) {
      const hasRight = 2 * x + 1 < width;
      let sum = pixelAt(upper + 8 * x);
      if (hasRight) sum = i16x8.add(sum, pixelAt(upper + 8 * x + 4));
      if (hasLower) sum = i16x8.add(sum, pixelAt(upper + stride + 8 * x));
      if (hasRight && hasLower) sum = i16x8.add(sum, pixelAt(upper + stride + 8 * x + 4));
      const mean = i16x8.shr_u(i16x8.add(sum, i16x8.splat(2)), 2);
      v128.store32_lane(out + y * stride + 4 * x, i8x16.narrow_i16x8_u(mean, mean), 0);
    }
  }
}

@inline
function pixelAt(at: usize): v128 {
  return i16x8.extend_low_i8x16_u(v128.load32_zero(at));
}

/**
 * Rows [y0, y1) of a resampled premultiplied picture are made a layer again: colours that overshot their alpha come back
 * to it, and all is thinned to `opacity`, 0..256.
 */
export function thinRows(pixels: usize, width: i32, opacity: i32, y0: i32, y1: i32): void {
  const end = pixels + 4 * width * y1;
  const share = i16x8.splat(<i16>opacity);
  for (let at = pixels + 4 * width * y0; at < end; at += 4) {
    const pixel = v128.load32_zero(at);
    const held = i8x16.min_u(pixel, i8x16.swizzle(pixel, i8x16(3, 3, 3, 3, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1)));
    const product = i16x8.add(i16x8.mul(i16x8.extend_low_i8x16_u(held), share), i16x8.splat(128));
    const thin = i16x8.shr_u(product, 8);
    v128.store32_lane(at, i8x16.narrow_i16x8_u(thin, thin), 0);
  }
}
