// Figures of a picture in OKLab. Every row writes its own sums, so the order of rows and threads does not matter.

/** Doubles to a row in the table of sums: L, L^2, a, b, chroma, a^2, b^2. */
const SUMS: i32 = 7;

/**
 * Rows [y0, y1): writes lightness to a plane of floats, and the sums of each row.
 *
 * @param linear  256 floats: linear light of each sRGB value
 */
export function labRows(image: usize, width: i32, linear: usize, plane: usize, sums: usize, y0: i32, y1: i32): void {
  for (let y = y0; y < y1; y++) {
    labRow(image + 4 * width * y, width, linear, plane + 4 * width * y, sums + 8 * SUMS * y);
  }
}

function labRow(pixels: usize, width: i32, linear: usize, plane: usize, sums: usize): void {
  let lightness: f64 = 0;
  let square: f64 = 0;
  let sumA: f64 = 0;
  let sumB: f64 = 0;
  let chroma: f64 = 0;
  let squareA: f64 = 0;
  let squareB: f64 = 0;
  for (let x: i32 = 0; x < width; x++) {
    const pixel = pixels + 4 * x;
    const red = load<f32>(linear + 4 * <usize>load<u8>(pixel));
    const green = load<f32>(linear + 4 * <usize>load<u8>(pixel, 1));
    const blue = load<f32>(linear + 4 * <usize>load<u8>(pixel, 2));
    // The three cone responses share one vector, so that their cube roots are taken at once.
    const cones = cubeRoots(
      f32x4.add(
        f32x4.add(
          f32x4.mul(f32x4.splat(red), f32x4(0.4122214708, 0.2119034982, 0.0883024619, 1)),
          f32x4.mul(f32x4.splat(green), f32x4(0.5363325363, 0.6806995451, 0.2817188376, 1)),
        ),
        f32x4.mul(f32x4.splat(blue), f32x4(0.0514459929, 0.1073969566, 0.6299787005, 1)),
      ),
    );
    const l = f32x4.extract_lane(cones, 0);
    const m = f32x4.extract_lane(cones, 1);
    const s = f32x4.extract_lane(cones, 2);
    const L: f32 = <f32>0.2104542553 * l + <f32>0.793617785 * m - <f32>0.0040720468 * s;
    const a: f32 = <f32>1.9779984951 * l - <f32>2.428592205 * m + <f32>0.4505937099 * s;
    const b: f32 = <f32>0.0259040371 * l + <f32>0.7827717662 * m - <f32>0.808675766 * s;
    store<f32>(plane + 4 * x, L);
    lightness += L;
    square += <f64>L * L;
    sumA += a;
    sumB += b;
    squareA += <f64>a * a;
    squareB += <f64>b * b;
    chroma += sqrt<f32>(a * a + b * b);
  }
  store<f64>(sums, lightness);
  store<f64>(sums, square, 8);
  store<f64>(sums, sumA, 16);
  store<f64>(sums, sumB, 24);
  store<f64>(sums, chroma, 32);
  store<f64>(sums, squareA, 40);
  store<f64>(sums, squareB, 48);
}

/** Cube roots of four numbers >= 0: a third of the exponent for a start, then three Newton steps. */
@inline
export function cubeRoots(x: v128): v128 {
  const third = f32x4.splat(1 / <f32>3);
  const bits = i32x4.trunc_sat_f32x4_s(f32x4.mul(f32x4.convert_i32x4_s(x), third));
  let y = i32x4.add(bits, i32x4.splat(0x2a514067));
  for (let i = 0; i < 3; i++) {
    y = f32x4.mul(third, f32x4.add(f32x4.add(y, y), f32x4.div(x, f32x4.mul(y, y))));
  }
  return v128.and(y, f32x4.gt(x, f32x4.splat(0)));
}

/** Rows [y0, y1) of a lightness plane: the sum of |4 L - neighbours| over the inner pixels of each row. */
export function laplacianRows(plane: usize, width: i32, height: i32, sums: usize, y0: i32, y1: i32): void {
  for (let y = y0; y < y1; y++) {
    let sum: f64 = 0;
    if (y > 0 && y < height - 1) {
      const row = plane + 4 * width * y;
      const above = row - 4 * width;
      const below = row + 4 * width;
      for (let x: i32 = 1; x < width - 1; x++) {
        const at: usize = 4 * x;
        const around = load<f32>(row + at - 4) + load<f32>(row + at + 4) + load<f32>(above + at) + load<f32>(below + at);
        sum += abs<f32>(4 * load<f32>(row + at) - around);
      }
    }
    store<f64>(sums + 8 * y, sum);
  }
}
