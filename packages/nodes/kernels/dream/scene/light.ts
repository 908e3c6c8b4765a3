import { add, addInto, all, at, field, least, mix, most, par, raiseTo, scaled, times } from './vec';

/** Adds half-size planes of light to the picture, and raises the mask where the green one is bright. */
export function addLight(R: usize, G: usize, B: usize, M: usize, stride: i32, x0: i32, x1: i32, firstRow: i32, red: usize, green: usize, blue: usize, gridStride: i32, low: i32, high: i32, solid: f32, solidMost: f32, y0: i32, y1: i32): void {
  for (let y = firstRow + y0; y < firstRow + y1; y++) {
    for (let x = x0; x < x1; x += 4) {
      const o = at(stride, x, y), g = field(green, gridStride, 1, x, y, low, high);
      addInto(R + o, field(red, gridStride, 1, x, y, low, high));
      addInto(G + o, g);
      addInto(B + o, field(blue, gridStride, 1, x, y, low, high));
      if (solid > 0) raiseTo(M + o, least(times(g, solid), all(solidMost)));
    }
  }
}

/** One channel of the colour of heat 0..1: from `low` over `middle` to `hot`, nine numbers in the table from `place` on. */
@inline export function heat(table: usize, place: i32, channel: i32, w: v128): v128 {
  const cool = mix(par(table, place + channel), par(table, place + 3 + channel), least(all(1), add(w, w)));
  return mix(cool, par(table, place + 6 + channel), most(scaled(w, 2, -1), all(0)));
}

/** Repeats the last column of a plane behind it, so that interpolation at the right edge reads nothing stale. */
export function padColumns(plane: usize, width: i32, stride: i32, y0: i32, y1: i32): void {
  const room = min(4, stride - width);
  for (let y = y0; y < y1; y++) {
    const edge = load<f32>(plane + at(stride, width - 1, y));
    for (let k = 0; k < room; k++) store<f32>(plane + at(stride, width + k, y), edge);
  }
}
