import { hash, tenBits } from './noise';
import { abs4, add, addInto, all, at, below, blendInto, clamp, first, fract, int, least, most, mul, num, plus, rest, root, rowAt, scaled, second, smooth, some, sub, third, times, unit } from './vec';

const KEY_U = 0x1b873593, KEY_V = 0x5bd1e995;

/**
 * Facets of crystal: each cell of a lattice is a stone with a face of its own, tilted by chance, dark at its joints.
 *
 * @param palette 32 hues x 256 densities of (red, green, blue, -)
 * @param table 0 u of pixel (0, 0), 1 v, 2 u per column, 3 v per column, 4 u per row, 5 v per row, 6 base u (integer), 7 base
 *   v, 8 seed, 9 weight, 10 opacity, 11 roundness (0 facets, 1 bubbles), 12 columns of the lattice's period - 1
 */
export function facets(R: usize, G: usize, B: usize, M: usize, stride: i32, width: i32, palette: usize, table: usize, y0: i32, y1: i32): void {
  const seed = int(table, 8), weight = num(table, 9), round = num(table, 11), mask = int(table, 12);
  for (let y = y0; y < y1; y++) {
    const rowU: f32 = num(table, 0) + <f32>y * num(table, 4), rowV: f32 = num(table, 1) + <f32>y * num(table, 5);
    for (let x = 0; x < width; x += 4) {
      const column = f32x4.add(f32x4.splat(<f32>x), f32x4(0, 1, 2, 3));
      const u = scaled(column, num(table, 2), rowU), v = scaled(column, num(table, 3), rowV);
      const iu = i32x4.add(i32x4.trunc_sat_f32x4_s(f32x4.floor(u)), i32x4.splat(int(table, 6))), iv = i32x4.add(i32x4.trunc_sat_f32x4_s(f32x4.floor(v)), i32x4.splat(int(table, 7)));
      const fu = fract(u), fv = fract(v);
      let nearest = all(9), next = all(9), own = i32x4.splat(0), du = all(0), dv = all(0);
      for (let j = -1; j <= 1; j++) for (let i = -1; i <= 1; i++) {
        const cu = v128.and(i32x4.add(iu, i32x4.splat(i)), i32x4.splat(mask)), cv = v128.and(i32x4.add(iv, i32x4.splat(j)), i32x4.splat(mask));
        const h = hash(v128.xor(i32x4.mul(cu, i32x4.splat(KEY_U)), i32x4.splat(seed)), i32x4.mul(cv, i32x4.splat(KEY_V)));
        const pu = plus(sub(times(f32x4.convert_i32x4_s(v128.and(h, i32x4.splat(0xffff))), 1.0 / 65536.0), fu), <f32>i);
        const pv = plus(sub(times(f32x4.convert_i32x4_u(i32x4.shr_u(h, 16)), 1.0 / 65536.0), fv), <f32>j);
        const d = add(mul(pu, pu), mul(pv, pv)), closer = f32x4.lt(d, nearest);
        next = v128.bitselect(nearest, least(next, d), closer);
        nearest = least(nearest, d);
        own = v128.bitselect(h, own, closer); du = v128.bitselect(pu, du, closer); dv = v128.bitselect(pv, dv, closer);
      }
      const joint = sub(root(next), root(nearest)), shade = tenBits(own, 5);
      // The face's tilt: light grows across it in a direction of its own.
      const tilt = add(mul(du, scaled(tenBits(own, 14), 2, -1)), mul(dv, scaled(tenBits(own, 20), 2, -1)));
      const dome = times(rest(least(times(nearest, 2.4), all(1))), round);
      let tone = add(scaled(mul(shade, shade), 0.5, 0.12), add(times(least(joint, all(0.4)), 0.55), add(times(tilt, 0.42 * (1 - round)), times(dome, 0.3))));
      tone = unit(tone);
      const rim = most(rest(times(joint, 14)), all(0)), rimLight = times(mul(rim, rim), weight * (1 - 0.6 * round));
      const turn = fract(times(shade, 7.31)), index = i32x4.add(i32x4.shl(i32x4.trunc_sat_f32x4_s(times(turn, 31.9)), 8), i32x4.trunc_sat_f32x4_s(times(tone, 255)));
      const p = rowAt(palette, index, 0), q = rowAt(palette, index, 1), r = rowAt(palette, index, 2), s = rowAt(palette, index, 3);
      // A glint where the face happens to turn to the light.
      const glint = times(mul(smooth(0.16, 0.3, tilt), smooth(0.75, 1, shade)), 0.8 * weight * (1 - round));
      const o = at(stride, x, y), share = times(scaled(shade, 0.12, 0.88), weight * num(table, 10));
      blendInto(R + o, times(first(p, q, r, s), 1.25), share); addInto(R + o, add(times(rimLight, 0.55), glint));
      blendInto(G + o, times(second(p, q, r, s), 1.25), share); addInto(G + o, add(times(rimLight, 0.6), glint));
      blendInto(B + o, times(third(p, q, r, s), 1.25), share); addInto(B + o, add(times(rimLight, 0.7), glint));
      v128.store(M + o, most(v128.load(M + o), times(all(weight), 0.35)));
    }
  }
}
