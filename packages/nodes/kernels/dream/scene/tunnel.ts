import { add, all, at, blendInto, clamp, div, field, first, lanes, mul, num, plus, rest, root, rowAt, scaled, second, smooth, some, third, times, unit, above } from './vec';

/**
 * The walls of a tunnel without end and the light at its far end.
 *
 * @param texture, hue half-size planes
 * @param palette 32 hues x 256 densities of (red, green, blue, -)
 * @param table 0 amount, 1 centre x, 2 centre y, 3 picture height
 */
export function tunnel(R: usize, G: usize, B: usize, stride: i32, width: i32, texture: usize, hue: usize, halfStride: i32, halfRows: i32, palette: usize, table: usize, y0: i32, y1: i32): void {
  const perHeight: f32 = <f32>1 / num(table, 3);
  for (let y = y0; y < y1; y++) {
    const dy: f32 = (<f32>y - num(table, 2)) * perHeight;
    for (let x = 0; x < width; x += 4) {
      const dx = times(plus(lanes(x), -num(table, 1)), perHeight), d = root(plus(mul(dx, dx), dy * dy));
      const core = div(all(0.055), plus(times(mul(d, d), 9), 0.05));
      const density = unit(plus(add(times(field(texture, halfStride, 1, x, y, 0, halfRows), 0.52), times(core, 0.12)), 0.16));
      const turn = times(clamp(scaled(field(hue, halfStride, 1, x, y, 0, halfRows), 0.8, 0.45), 0, 0.999), 32);
      const index = i32x4.add(i32x4.shl(i32x4.trunc_sat_f32x4_s(turn), 8), i32x4.trunc_sat_f32x4_s(times(density, 255)));
      const p = rowAt(palette, index, 0), q = rowAt(palette, index, 1), r = rowAt(palette, index, 2), s = rowAt(palette, index, 3);
      const share = times(smooth(0, 0.1, plus(d, 0.06)), num(table, 0)), o = at(stride, x, y);
      blendInto(R + o, add(times(first(p, q, r, s), 1.5), times(core, 0.7)), share);
      blendInto(G + o, add(times(second(p, q, r, s), 1.5), times(core, 0.75)), share);
      blendInto(B + o, add(times(third(p, q, r, s), 1.5), times(core, 0.85)), share);
    }
  }
}

/**
 * A film of rainbow colours that follows the gas: hue runs with its density and its displacement, as on a soap film.
 *
 * @param table 0 amount, 1 colour turns per unit of density, 2 phase, 3 scale of the displacement
 */
export function film(R: usize, G: usize, B: usize, M: usize, stride: i32, width: i32, density: usize, warpX: usize, warpY: usize, spectrum: usize, table: usize, y0: i32, y1: i32): void {
  const turns = num(table, 1), phase = num(table, 2), bend = num(table, 3);
  for (let y = y0; y < y1; y++) {
    for (let x = 0; x < width; x += 4) {
      const o = at(stride, x, y), d = v128.load(density + o);
      const sheet = add(times(d, turns), times(add(v128.load(warpX + o), v128.load(warpY + o)), bend));
      const colour = plus(sheet, phase + 64), index = i32x4.trunc_sat_f32x4_s(times(f32x4.sub(colour, f32x4.floor(colour)), 255));
      const p = rowAt(spectrum, index, 0), q = rowAt(spectrum, index, 1), r = rowAt(spectrum, index, 2), s = rowAt(spectrum, index, 3);
      const slope = f32x4.sub(v128.load(density + o + (x + 8 <= width ? 8 : 0)), d), shine = plus(clamp(times(slope, 9), -0.35, 0.8), 0.75), glow = mul(shine, scaled(smooth(-0.6, 0.7, d), 0.85, 0.15));
      const share = times(rest(v128.load(M + o)), num(table, 0));
      blendInto(R + o, mul(first(p, q, r, s), glow), share); blendInto(G + o, mul(second(p, q, r, s), glow), share); blendInto(B + o, mul(third(p, q, r, s), glow), share);
    }
  }
}

/**
 * A rainbow in the sky: two bows around a point below the horizon.
 *
 * @param table 0 amount, 1 centre x, 2 centre y, 3 radius, 4 width of the band (pixels), 5 row below which it fades
 */
export function bow(R: usize, G: usize, B: usize, stride: i32, width: i32, spectrum: usize, table: usize, y0: i32, y1: i32): void {
  const perBand: f32 = <f32>1 / num(table, 4);
  for (let y = y0; y < y1; y++) {
    const dy: f32 = <f32>y - num(table, 2), fall: f32 = min<f32>(1, max<f32>(0, (num(table, 5) - <f32>y) * perBand * 0.5));
    for (let x = 0; x < width; x += 4) {
      const dx = plus(lanes(x), -num(table, 1)), d = root(plus(mul(dx, dx), dy * dy));
      const main = times(plus(d, -num(table, 3)), perBand), outer = times(plus(d, -num(table, 3) - 3.1 * num(table, 4)), -0.75 * perBand);
      const inMain = v128.and(above(main, 0), above(scaled(main, -1, 1), 0)), inOuter = v128.and(above(outer, 0), above(scaled(outer, -1, 1), 0));
      if (!some(v128.or(inMain, inOuter))) continue;
      const t = v128.bitselect(main, outer, inMain), strength = v128.bitselect(all(0.6), v128.and(inOuter, all(0.2)), inMain);
      const index = i32x4.trunc_sat_f32x4_s(clamp(scaled(t, 235, 10), 0, 255));
      const p = rowAt(spectrum, index, 0), q = rowAt(spectrum, index, 1), r = rowAt(spectrum, index, 2), s = rowAt(spectrum, index, 3);
      const edge = mul(smooth(0, 0.22, t), smooth(1, 0.78, t)), light = times(mul(strength, edge), num(table, 0) * fall), o = at(stride, x, y);
      v128.store(R + o, add(v128.load(R + o), mul(first(p, q, r, s), light)));
      v128.store(G + o, add(v128.load(G + o), mul(second(p, q, r, s), light)));
      v128.store(B + o, add(v128.load(B + o), mul(third(p, q, r, s), light)));
    }
  }
}
