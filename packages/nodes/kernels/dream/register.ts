/**
 * Rows of a small lightness plane: the mean luma of 8 x 8 pixel blocks of an RGBA8 picture, 0..1. Only whole blocks.
 *
 * @source luma weights of ITU-R BT.601 in 1/256
 */
export function blockLuma(picture: usize, width: i32, target: usize, columns: i32, stride: i32, y0: i32, y1: i32): void {
  for (let y = y0; y < y1; y++) {
    for (let x = 0; x < columns; x++) {
      let sum = 0;
      for (let row = 0; row < 8; row++) {
        const p = picture + ((<usize>((y * 8 + row) * width + x * 8)) << 2);
        for (let column: usize = 0; column < 32; column += 4) {
          sum += <i32>load<u8>(p + column) * 77 + <i32>load<u8>(p + column, 1) * 150 + <i32>load<u8>(p + column, 2) * 29;
        }
      }
      store<f32>(target + ((<usize>(y * stride + x)) << 2), <f32>sum * <f32>(1.0 / (64.0 * 256.0 * 255.0)));
    }
  }
}
