import { noise2 } from './noise';
import { add, all, at, clamp, int, lanes, mix, most, mul, num, par, plus, raiseTo, scaled, smooth, sub, times } from './vec';

// Parameters: 0 horizon row, 1 picture height, 2 picture width, 3 time, 4..6 deep colour, 7..9 crest colour, 10 crest strength,
// 11 pan along the shore (heights), 12 seed, 13 mirrored x of the sun (pixels, below 0: none), 14..16 sun colour, 17 dolly.

/** Water below the horizon: a rippled mirror of what stands above, seen at a grazing angle far out and into the deep near by. */
export function water(R: usize, G: usize, B: usize, M: usize, stride: i32, width: i32, table: usize, y0: i32, y1: i32): void {
  const horizon = <i32>num(table, 0), tall = num(table, 1), time = num(table, 3), seed = int(table, 12), pan = num(table, 11), strength = num(table, 10);
  for (let y = horizon + y0; y < horizon + y1; y++) {
    const drop: f32 = (<f32>(y - horizon) + 0.8) / tall, depth: f32 = 0.11 / drop, near: f32 = (<f32>(y - horizon)) / tall;
    const grazing: f32 = 1 - min<f32>(1, near * 2.1), mirror: f32 = 0.22 + 0.72 * grazing * grazing * grazing, sway: f32 = (2 + 34 * near) * tall / 432;
    const mirrorRow: i32 = horizon + horizon - y, lastRow: i32 = horizon - 1, lastColumn: i32 = width - 1;
    for (let x = 0; x < width; x += 4) {
      const o = at(stride, x, y), across = times(plus(lanes(x), -0.5 * num(table, 2)), depth / tall);
      let n = all(0);
      for (let wave = 0; wave < 4; wave++) {
        const finer: f32 = 2.2 * <f32>(1 << wave), pixel = finer * depth / tall, gain: f32 = 0.62 - 0.12 * <f32>wave;
        const visible: f32 = wave == 0 ? 1 : max<f32>(0, min<f32>(1, (0.36 - pixel * 2.2) * 5));
        if (visible <= 0) continue;
        const u = scaled(across, finer, pan * finer + <f32>wave * 31 + time * 0.006 * <f32>(wave + 1));
        const v = all((depth * 2.6 + num(table, 17)) * finer - time * 0.02 * (1 + <f32>wave * 0.3) + <f32>wave * 17);
        n = add(n, times(noise2(u, v, seed + wave), gain * visible));
      }
      const seenY = clamp(sub(all(<f32>mirrorRow), times(n, sway * 1.6)), 0, <f32>lastRow);
      const seenX = clamp(add(lanes(x), times(n, sway * 0.9)), 0, <f32>lastColumn);
      const place = i32x4.shl(i32x4.add(i32x4.mul(i32x4.trunc_sat_f32x4_s(seenY), i32x4.splat(stride)), i32x4.trunc_sat_f32x4_s(seenX)), 2);
      const f = clamp(scaled(n, 0.22, mirror), 0.05, 0.96), crest = times(most(plus(n, -0.42), all(0)), strength);
      // The sun's path: a column of glints that widens towards us.
      let glint = all(0);
      if (num(table, 13) >= 0) {
        const aside = times(plus(lanes(x), -num(table, 13)), <f32>1 / ((0.035 + 0.2 * near) * tall));
        glint = mul(smooth(1, 0, f32x4.abs(add(aside, times(n, 0.8)))), times(smooth(0.05, 0.55, n), 0.9));
      }
      v128.store(R + o, channel(R, place, f, 0.92, par(table, 4), crest, par(table, 7), glint, par(table, 14)));
      v128.store(G + o, channel(G, place, f, 0.94, par(table, 5), crest, par(table, 8), glint, par(table, 15)));
      v128.store(B + o, channel(B, place, f, 0.97, par(table, 6), crest, par(table, 9), glint, par(table, 16)));
      raiseTo(M + o, all(0.75));
    }
  }
}
@inline function channel(plane: usize, place: v128, f: v128, tint: f32, deep: v128, crest: v128, foam: v128, glint: v128, sun: v128): v128 {
  let seen = f32x4.splat(load<f32>(plane + <usize>i32x4.extract_lane(place, 0)));
  seen = f32x4.replace_lane(seen, 1, load<f32>(plane + <usize>i32x4.extract_lane(place, 1)));
  seen = f32x4.replace_lane(seen, 2, load<f32>(plane + <usize>i32x4.extract_lane(place, 2)));
  seen = f32x4.replace_lane(seen, 3, load<f32>(plane + <usize>i32x4.extract_lane(place, 3)));
  return add(add(mix(deep, times(seen, tint), f), mul(crest, foam)), mul(glint, sun));
}
