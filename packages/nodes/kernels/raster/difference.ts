/** Rows [y0, y1): the sum of |a - b| over red, green and blue of each row, one double each. Alpha is ignored. */
export function differenceRows(a: usize, b: usize, width: i32, sums: usize, y0: i32, y1: i32): void {
  const colours = i32x4.splat(0x00ffffff);
  const wide = width & ~3;
  for (let y = y0; y < y1; y++) {
    const row: usize = 4 * width * y;
    let total = i32x4.splat(0);
    for (let x: i32 = 0; x < wide; x += 4) {
      const one = v128.and(v128.load(a + row + 4 * <usize>x), colours);
      const two = v128.and(v128.load(b + row + 4 * <usize>x), colours);
      const apart = v128.or(i8x16.sub_sat_u(one, two), i8x16.sub_sat_u(two, one));
      total = i32x4.add(total, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(apart)));
    }
    let sum: f64 = <f64>(
      i32x4.extract_lane(total, 0) + i32x4.extract_lane(total, 1) + i32x4.extract_lane(total, 2) + i32x4.extract_lane(total, 3)
    );
    for (let x = wide; x < width; x++) {
      for (let channel: usize = 0; channel < 3; channel++) {
        const at = row + 4 * <usize>x + channel;
        sum += abs<i32>(<i32>load<u8>(a + at) - <i32>load<u8>(b + at));
      }
    }
    store<f64>(sums + 8 * y, sum);
  }
}
