import { hash } from './noise';
import { abs4, add, all, at, field, lanes, mix, most, mul, num, plus, rest, scaled, smooth, sub, times, unit } from './vec';

/** Few flat tones with crisp borders. `soft` is a half-size plane of the slightly blurred lightness. */
export function flatTones(L: usize, A: usize, B: usize, stride: i32, width: i32, soft: usize, halfStride: i32, halfHeight: i32, amount: f32, y0: i32, y1: i32): void {
  for (let y = y0; y < y1; y++) for (let x = 0; x < width; x += 4) {
    const o = at(stride, x, y), own = v128.load(L + o), around = field(soft, halfStride, 1, x, y, 0, halfHeight);
    const level = times(add(own, around), 3), step = f32x4.floor(level);
    const flat = scaled(add(step, smooth(0.4, 0.6, sub(level, step))), 1.0 / 6.0, 0.02);
    // A dark line where the picture changes at once, as an inker would draw it.
    const ink = smooth(0.05, 0.16, abs4(sub(own, around)));
    v128.store(L + o, mix(own, mul(flat, rest(times(ink, 0.55))), all(amount)));
    v128.store(A + o, times(v128.load(A + o), 1 + 0.18 * amount)); v128.store(B + o, times(v128.load(B + o), 1 + 0.18 * amount));
  }
}

/** Square pixels of `side` pixels in few colours. One row of the call is one row of squares. */
export function squares(L: usize, A: usize, B: usize, width: i32, height: i32, stride: i32, side: i32, y0: i32, y1: i32): void {
  for (let row = y0; row < y1; row++) {
    const top = row * side, bottom = min(height, top + side);
    for (let left = 0; left < width; left += side) {
      const right = min(width, left + side), count: f32 = <f32>((bottom - top) * (right - left));
      let l: f32 = 0, a: f32 = 0, b: f32 = 0;
      for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) {
        const o = at(stride, x, y);
        l += load<f32>(L + o); a += load<f32>(A + o); b += load<f32>(B + o);
      }
      l = floor<f32>(l / count * 11 + 0.5) / 11; a = floor<f32>(a / count * 24 + 0.5) / 24; b = floor<f32>(b / count * 24 + 0.5) / 24;
      for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) {
        const o = at(stride, x, y);
        store<f32>(L + o, l); store<f32>(A + o, a); store<f32>(B + o, b);
      }
    }
  }
}

/** A soft lens: highlights spread, edges melt. */
export function soften(L: usize, stride: i32, width: i32, soft: usize, halfStride: i32, halfHeight: i32, amount: f32, y0: i32, y1: i32): void {
  for (let y = y0; y < y1; y++) for (let x = 0; x < width; x += 4) {
    const o = at(stride, x, y), own = v128.load(L + o), around = field(soft, halfStride, 1, x, y, 0, halfHeight);
    const melted = add(times(most(own, around), 0.6), times(around, 0.4));
    v128.store(L + o, mix(own, melted, all(amount)));
  }
}

/**
 * The grade: contrast, lift, vignette, strength and warmth of colour, film grain.
 *
 * @param table 0 contrast, 1 gain, 2 lift, 3 vignette, 4 chroma, 5 tint a, 6 tint b (both times the lightness), 7 grain, 8 seed of the grain (integer)
 */
export function grade(L: usize, A: usize, B: usize, width: i32, height: i32, stride: i32, table: usize, y0: i32, y1: i32): void {
  const contrast = num(table, 0), gain = num(table, 1), lift = num(table, 2), vignette: f32 = num(table, 3) * 0.35, chroma = num(table, 4), grain = num(table, 7), seed = load<i32>(table, 32);
  // Most pictures are graded in lightness only.
  const coloured = chroma != 1 || num(table, 5) != 0 || num(table, 6) != 0;
  for (let y = y0; y < y1; y++) {
    const v: f32 = (<f32>y / <f32>height - 0.5) * 2;
    for (let x = 0; x < width; x += 4) {
      const o = at(stride, x, y), u = scaled(lanes(x), <f32>2 / <f32>width, -1), out = plus(mul(u, u), v * v);
      let l = v128.load(L + o);
      // Contrast pivots on a dark middle grey and spares both ends.
      if (contrast != 0) {
        const ends = rest(times(abs4(scaled(l, 2, -1)), 0.3));
        l = add(l, mul(times(plus(l, -0.42), contrast), ends));
      }
      l = mul(scaled(l, gain, lift), rest(times(out, vignette)));
      if (grain > 0) {
        const h = hash(i32x4.mul(i32x4.add(i32x4.splat(x), i32x4(0, 1, 2, 3)), i32x4.splat(0x1b873593)), i32x4.splat((y * 0x5bd1e995) ^ seed));
        l = add(l, times(f32x4.convert_i32x4_s(h), grain / 2147483648.0));
      }
      l = unit(l);
      v128.store(L + o, l);
      if (!coloured) continue;
      v128.store(A + o, add(times(v128.load(A + o), chroma), times(l, num(table, 5))));
      v128.store(B + o, add(times(v128.load(B + o), chroma), times(l, num(table, 6))));
    }
  }
}
