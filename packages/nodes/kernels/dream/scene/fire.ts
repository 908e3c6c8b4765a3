import { heat } from './light';
import { hashXY, noise2, ridged, tenBits } from './noise';
import { above, add, all, at, field, int, lanes, mul, num, par, plus, rest, scaled, smooth, some, sub, times, unit, whole } from './vec';

/**
 * Heat of flames that rise from the lower edge, on a half-size plane: tongues of noise drawn upwards, torn off at their tips.
 *
 * @param table 0 strength, 1 picture height, 2 picture width, 3 time, 4..12 colours of heat, 13 pan (heights), 14 seed, 15 tallest flame (heights)
 */
export function flames(hot: usize, halfStride: i32, halfWidth: i32, table: usize, y0: i32, y1: i32): void {
  const tall = num(table, 1), time = num(table, 3), seed = int(table, 14), perHeight: f32 = <f32>1 / tall, perFlame: f32 = <f32>1 / num(table, 15);
  for (let y = y0; y < y1; y++) {
    const up: f32 = 1 - (<f32>y * 2 + 0.5) * perHeight, rise: f32 = up * perFlame;
    for (let x = 0; x < halfWidth + 4; x += 4) {
      const o = at(halfStride, x, y), across = plus(scaled(lanes(x), 2 * perHeight, (0.5 - 0.5 * num(table, 2)) * perHeight), num(table, 13));
      const sway = add(times(noise2(times(across, 1.7), all(up * 1.3 - time * 0.016), seed), 0.5), times(noise2(times(across, 4.6), all(up * 2.6 - time * 0.034), seed + 1), 0.2));
      const bent = add(across, times(sway, 0.2 + 0.55 * rise));
      const tongues = ridged(noise2(times(bent, 3.1), all(up * 1.15 - time * 0.026), seed + 2));
      if (!some(above(times(tongues, 0.78), rise * 1.3 - 0.77))) {
        v128.store(hot + o, all(0));
        continue;
      }
      const threads = ridged(noise2(add(times(bent, 7.2), times(sway, 0.6)), all(up * 2.5 - time * 0.043), seed + 3));
      const fine = noise2(times(bent, 19), all(up * 6.5 - time * 0.08), seed + 4);
      const body = add(add(times(tongues, 0.78), times(threads, 0.36)), times(fine, 0.13));
      // Hot below, and only the strongest tongues reach high.
      v128.store(hot + o, times(plus(body, 0.26 - 1.3 * rise), num(table, 0)));
    }
  }
}

/** Paints the heat that `flames` worked out. */
export function burn(R: usize, G: usize, B: usize, stride: i32, width: i32, hot: usize, halfStride: i32, halfRows: i32, table: usize, y0: i32, y1: i32): void {
  for (let y = y0; y < y1; y++) {
    for (let x = 0; x < width; x += 4) {
      const glow = field(hot, halfStride, 1, x, y, 0, halfRows);
      if (!some(above(glow, 0.01))) continue;
      const w = unit(times(glow, 0.85)), cover = smooth(0.02, 0.42, glow), o = at(stride, x, y), light = mul(scaled(w, 1.5, 0.35), cover);
      const keep = rest(times(cover, 0.72));
      v128.store(R + o, add(mul(v128.load(R + o), keep), mul(heat(table, 4, 0, w), light)));
      v128.store(G + o, add(mul(v128.load(G + o), keep), mul(heat(table, 4, 1, w), light)));
      v128.store(B + o, add(mul(v128.load(B + o), keep), mul(heat(table, 4, 2, w), light)));
    }
  }
}

/**
 * Sparks: each cell of a rising lattice may hold one.
 *
 * @param table as for the flames
 */
export function sparks(R: usize, G: usize, B: usize, stride: i32, width: i32, cell: f32, table: usize, y0: i32, y1: i32): void {
  const tall = num(table, 1), time = num(table, 3), seed = int(table, 14), perCell: f32 = <f32>1 / cell;
  for (let y = y0; y < y1; y++) {
    const v: f32 = <f32>y * perCell + time * 0.12, row = <i32>floor<f32>(v), inRow: f32 = v - floor<f32>(v), drift: f32 = 64 + <f32>(row & 3) * 0.37 + inRow * 0.2, up: f32 = 1 - <f32>y / tall;
    for (let x = 0; x < width; x += 4) {
      const u = plus(times(lanes(x), perCell), drift), h = hashXY(whole(u), i32x4.splat(row), seed + 31);
      const du = sub(sub(u, f32x4.floor(u)), scaled(tenBits(h, 2), 0.5, 0.25)), dv = sub(all(inRow), scaled(tenBits(h, 12), 0.5, 0.25));
      const d = add(mul(du, du), mul(dv, dv)), glow = v128.and(f32x4.lt(tenBits(h, 22), all(0.2)), smooth(0.016, 0.001, d));
      if (!some(above(glow, 0.01))) continue;
      const light = times(glow, (1.1 - 0.9 * up) * num(table, 0)), o = at(stride, x, y);
      v128.store(R + o, add(v128.load(R + o), mul(light, par(table, 7))));
      v128.store(G + o, add(v128.load(G + o), mul(light, par(table, 8))));
      v128.store(B + o, add(v128.load(B + o), mul(light, par(table, 9))));
    }
  }
}
