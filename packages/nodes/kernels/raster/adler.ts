const MODULUS: u32 = 65521;
/** As many bytes as can be summed before a 32-bit sum may overflow. */
const CHUNK: i32 = 5552;

/** Adler-32 checksum (RFC 1950) of `count` bytes. */
export function adler32(bytes: usize, count: i32): u32 {
  let a: u32 = 1;
  let b: u32 = 0;
  while (count > 0) {
    const chunk = min(count, CHUNK);
    const whole = chunk & ~15;
    // Within a chunk: sums of bytes, of bytes times their place in a group of 16, and of the sums before each group.
    let sums = i32x4.splat(0);
    let placed = i32x4.splat(0);
    let before = i32x4.splat(0);
    for (let i: i32 = 0; i < whole; i += 16) {
      const data = v128.load(bytes + i);
      const low = i16x8.extend_low_i8x16_u(data);
      const high = i16x8.extend_high_i8x16_u(data);
      before = i32x4.add(before, sums);
      sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(i16x8.add(low, high)));
      placed = i32x4.add(placed, i32x4.dot_i16x8_s(low, i16x8(16, 15, 14, 13, 12, 11, 10, 9)));
      placed = i32x4.add(placed, i32x4.dot_i16x8_s(high, i16x8(8, 7, 6, 5, 4, 3, 2, 1)));
    }
    b = (b + <u32>whole * a + lanes(placed) + 16 * lanes(before)) % MODULUS;
    a = (a + lanes(sums)) % MODULUS;
    for (let i = whole; i < chunk; i++) {
      a += load<u8>(bytes + i);
      b += a;
    }
    a %= MODULUS;
    b %= MODULUS;
    bytes += chunk;
    count -= chunk;
  }
  return (b << 16) | a;
}

@inline
function lanes(v: v128): u32 {
  return i32x4.extract_lane(v, 0) + i32x4.extract_lane(v, 1) + i32x4.extract_lane(v, 2) + i32x4.extract_lane(v, 3);
}
