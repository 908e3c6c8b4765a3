import { heat } from './light';
import { add, all, at, below, blendInto, clamp, expv, field, lanes, mix, most, mul, num, par, plus, raiseTo, rest, root, scaled, smooth, some, times, unit } from './vec';

// Parameters of a sun: 0 centre x, 1 centre y, 2 radius (pixels), 3 alpha, 4..12 colours of heat, 13 reach (radii).
const HEAT = 4, REACH = 13;

/** The corona on a half-size grid: streamers that thin out with the distance. Written over the point planes. */
export function corona(X: usize, Y: usize, Z: usize, D: usize, noise: usize, stride: i32, firstRow: i32, spans: usize, table: usize, y0: i32, y1: i32): void {
  const reach = num(table, REACH), alpha = num(table, 3);
  for (let y = firstRow + y0; y < firstRow + y1; y++) {
    const start = load<i32>(spans + (<usize>y << 3)), end = load<i32>(spans + (<usize>y << 3), 4);
    for (let x = start; x < end; x += 4) {
      const o = at(stride, x, y), d = v128.load(D + o), n = clamp(v128.load(noise + o), -0.8, 0.9);
      const e = most(plus(d, -0.98), all(0));
      const streamers = times(expv(mul(times(e, -1), scaled(n, -1.6, 3.1))), 0.62), rim = times(expv(times(e, -14)), 1.2);
      const light = times(mul(add(streamers, rim), smooth(reach, reach * 0.55, d)), 1.5 * alpha), far = smooth(0.9, 1.5, d);
      v128.store(X + o, mul(light, mix(par(table, HEAT + 3), par(table, HEAT), far)));
      v128.store(Y + o, mul(light, mix(par(table, HEAT + 4), par(table, HEAT + 1), far)));
      v128.store(Z + o, mul(light, mix(par(table, HEAT + 5), par(table, HEAT + 2), far)));
    }
  }
}

/** The sun's face: granules that darken towards the limb. */
export function sunFace(R: usize, G: usize, B: usize, M: usize, stride: i32, x0: i32, x1: i32, firstRow: i32, granules: usize, gridStride: i32, level: i32, low: i32, high: i32, table: usize, y0: i32, y1: i32): void {
  const radius = num(table, 2), perRadius: f32 = <f32>1 / radius;
  for (let y = firstRow + y0; y < firstRow + y1; y++) {
    const dy: f32 = (<f32>y - num(table, 1)) * perRadius;
    for (let x = x0; x < x1; x += 4) {
      const dx = times(plus(lanes(x), -num(table, 0)), perRadius), d2 = add(mul(dx, dx), all(dy * dy));
      if (!some(below(d2, (<f32>1 + perRadius) * (<f32>1 + perRadius)))) continue;
      const o = at(stride, x, y), d = root(d2), cover = unit(scaled(rest(d), radius, 0.5));
      const limb = scaled(root(most(rest(d2), all(0))), 0.55, 0.45);
      const glow = mul(clamp(scaled(field(granules, gridStride, level, x, y, low, high), 0.75, 0.25), 0, 1.4), limb);
      const w = unit(times(glow, 1.15)), gain = scaled(glow, 1.1, 1), share = times(cover, num(table, 3));
      blendInto(R + o, mul(heat(table, HEAT, 0, w), gain), share);
      blendInto(G + o, mul(heat(table, HEAT, 1, w), gain), share);
      blendInto(B + o, mul(heat(table, HEAT, 2, w), gain), share);
      raiseTo(M + o, cover);
    }
  }
}

// Parameters of a black hole: 0 centre x, 1 centre y, 2 radius of the shadow (pixels), 3 alpha, 4..12 colours of heat,
// 13 cos and 14 sin of the disc's tilt on the screen, 15 flattening of the disc.

/** A black hole: its shadow, the ring of trapped light, the lensed halo and the disc, brighter where it comes towards us. */
export function hole(R: usize, G: usize, B: usize, M: usize, stride: i32, x0: i32, x1: i32, firstRow: i32, noise: usize, gridStride: i32, low: i32, high: i32, table: usize, y0: i32, y1: i32): void {
  const perRadius: f32 = <f32>1 / num(table, 2), alpha = num(table, 3), flat: f32 = <f32>1 / num(table, 15);
  const cos = num(table, 13), sin = num(table, 14);
  for (let y = firstRow + y0; y < firstRow + y1; y++) {
    const dy: f32 = (<f32>y - num(table, 1)) * perRadius;
    for (let x = x0; x < x1; x += 4) {
      const dx = times(plus(lanes(x), -num(table, 0)), perRadius), d2 = add(mul(dx, dx), all(dy * dy));
      if (!some(below(d2, 21.16))) continue;
      const o = at(stride, x, y), d = root(d2), u = scaled(dx, cos, sin * dy), w = scaled(dx, -sin, cos * dy);
      const n = field(noise, gridStride, 1, x, y, low, high);
      const shadow = times(smooth(1.02 + 1.5 * perRadius, 1.02 - 0.5 * perRadius, d), alpha);
      // One side of the disc comes towards us at a good part of the speed of light.
      const beam = clamp(rest(f32x4.div(times(u, 0.55), plus(d, 0.2))), 0.25, 1.8);
      const bent = mul(mul(expv(times(f32x4.abs(plus(d, -1.22)), -7.5)), smooth(1, 1.1, d)), scaled(n, 0.35, 0.55));
      const trapped = times(mul(expv(times(f32x4.abs(plus(d, -1.06)), -60)), smooth(1, 1.04, d)), 1.3);
      const halo = times(mul(add(bent, trapped), beam), alpha);
      const tall = times(w, flat), across = root(add(mul(u, u), mul(tall, tall)));
      const inDisc = v128.and(v128.and(f32x4.gt(across, all(1.25)), below(across, 4.4)), v128.or(f32x4.gt(w, all(-0.02)), f32x4.gt(d, all(1.05))));
      const fall = mul(expv(times(plus(across, -1.5), -0.75)), smooth(1.25, 1.7, across));
      const disc = v128.and(inDisc, most(times(mul(mul(fall, scaled(n, 0.75, 0.75)), beam), 1.25), all(0)));
      const light = times(mul(disc, smooth(4.4, 3.4, across)), alpha), cover = times(clamp(times(disc, 1.3), 0, 0.95), alpha);
      const haloHeat = unit(halo), discHeat = unit(light), keep = mul(rest(shadow), rest(cover));
      // The halo lies behind the disc.
      const behind = times(mul(halo, rest(cover)), 1.7), before = times(light, 1.7);
      v128.store(R + o, add(mul(v128.load(R + o), keep), add(mul(heat(table, HEAT, 0, haloHeat), behind), mul(heat(table, HEAT, 0, discHeat), before))));
      v128.store(G + o, add(mul(v128.load(G + o), keep), add(mul(heat(table, HEAT, 1, haloHeat), behind), mul(heat(table, HEAT, 1, discHeat), before))));
      v128.store(B + o, add(mul(v128.load(B + o), keep), add(mul(heat(table, HEAT, 2, haloHeat), behind), mul(heat(table, HEAT, 2, discHeat), before))));
      raiseTo(M + o, most(shadow, times(smooth(2.2, 1.3, d), alpha)));
    }
  }
}
