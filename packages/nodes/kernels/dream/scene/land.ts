import { hashXY, noise2, ridged, tenBits } from './noise';
import { ALPHA, BASE, BASE_Y, BUILDING_OFFSET, BUILDING_PX, CITY, COUNT, DESERT, EMBERS, FOG, FOREST, HAZE, HEIGHT, HIGHEST, HILLS, KIND, LAMP, LAYER_BYTES, MOUNTAINS, NEARNESS, NEON, NEON_A, NEON_B, OFFSET, PER_PIXEL, RISE, SCALE, SEED, SLOPES, SNOW, SNOW_COLOUR, STRATA, SUN, TOPS, TREES, TREE_PX, conifers } from './ridges';
import { above, add, all, at, div, expv, fract, int, lanes, least, mix, most, mul, num, only, par, pick, plus, raiseTo, rest, scaled, smooth, some, sub, times, unit, whole } from './vec';

/**
 * Paints the layers of land from the nearest back: each pixel takes what covers it and stops when nothing shows through.
 */
export function land(R: usize, G: usize, B: usize, M: usize, stride: i32, width: i32, firstRow: i32, layers: usize, shared: usize, y0: i32, y1: i32): void {
  const count = int(shared, COUNT), kind = int(shared, KIND);
  for (let y = firstRow + y0; y < firstRow + y1; y++) {
    for (let x = 0; x < width; x += 4) {
      let open = all(1), red = all(0), green = all(0), blue = all(0);
      for (let k = 0; k < count; k++) {
        const layer = layers + <usize>k * LAYER_BYTES;
        if (<f32>y < num(layer, HIGHEST) - 1) continue;
        const depth = sub(all(<f32>y), v128.load(<usize>int(layer, TOPS) + (<usize>x << 2)));
        const cover = times(unit(plus(depth, 0.5)), num(layer, ALPHA));
        const share = mul(open, cover);
        if (!some(above(share, 0.002))) continue;
        const below = most(depth, all(0));
        const light = kind == CITY ? all(0) : lightOn(kind, layer, shared, x, y, below);
        let r: v128, g: v128, b: v128;
        if (kind == CITY) {
          const lamps = cityLamps(layer, shared, x, y, below);
          const hue = facadeHash(layer, shared, x, y), tinted = v128.and(below4(hue, 0.3), all4(num(shared, NEON) > 0.3)), other = below4(hue, 0.14);
          const trim = only(v128.and(all4(num(shared, NEON) > 0.3), v128.and(below4(roofHash(layer, x), 0.38), below4(below, 2 + 0.004 * num(shared, HEIGHT)))), all(0.9));
          const which = below4(roofHash(layer, x), 0.2);
          r = cityChannel(layer, shared, 0, lamps, tinted, other, trim, which); g = cityChannel(layer, shared, 1, lamps, tinted, other, trim, which); b = cityChannel(layer, shared, 2, lamps, tinted, other, trim, which);
        } else {
          r = mix(par(layer, BASE), par(layer, SUN), light); g = mix(par(layer, BASE + 1), par(layer, SUN + 1), light); b = mix(par(layer, BASE + 2), par(layer, SUN + 2), light);
          if (num(layer, SNOW) > 0.02) {
            const white = mul(snowOn(layer, shared, x, y, below), scaled(light, 0.65, 0.35));
            r = mix(r, par(shared, SNOW_COLOUR), white); g = mix(g, par(shared, SNOW_COLOUR + 1), white); b = mix(b, par(shared, SNOW_COLOUR + 2), white);
          }
          if (kind == HILLS) {
            const petals = flowers(layer, shared, x, y, below);
            r = add(r, mul(petals, par(shared, LAMP))); g = add(g, mul(petals, par(shared, LAMP + 1))); b = add(b, mul(petals, par(shared, LAMP + 2)));
          }
          if (num(layer, EMBERS) > 0.02) {
            const glow = embers(layer, shared, x, y, below);
            r = add(r, times(glow, 1.9)); g = add(g, times(glow, 0.5)); b = add(b, times(glow, 0.05));
          }
        }
        // Air: far layers sink into haze, and mist gathers at their feet.
        const mist = least(all(0.96), times(scaled(unit(times(below, <f32>1 / (0.12 * num(shared, HEIGHT) * num(layer, SCALE)))), 0.42, 0.62), num(layer, FOG)));
        red = add(red, mul(share, mix(r, par(shared, HAZE), mist)));
        green = add(green, mul(share, mix(g, par(shared, HAZE + 1), mist)));
        blue = add(blue, mul(share, mix(b, par(shared, HAZE + 2), mist)));
        open = mul(open, rest(cover));
        if (!some(above(open, 0.004))) break;
      }
      const o = at(stride, x, y);
      v128.store(R + o, add(mul(v128.load(R + o), open), red));
      v128.store(G + o, add(mul(v128.load(G + o), open), green));
      v128.store(B + o, add(mul(v128.load(B + o), open), blue));
      raiseTo(M + o, times(rest(open), 0.9));
    }
  }
}
@inline function below4(a: v128, k: f32): v128 { return f32x4.lt(a, f32x4.splat(k)); }
@inline function all4(yes: bool): v128 { return i32x4.splat(yes ? -1 : 0); }

/** Where a pixel lies on its layer: along the ridge, in widths of the ridge's own features. */
@inline function along(layer: usize, x: i32): v128 { return scaled(lanes(x), num(layer, PER_PIXEL), num(layer, OFFSET)); }
@inline function down(layer: usize, below: v128): v128 { return times(below, num(layer, PER_PIXEL)); }

/** How much of the sun's colour a point of the land shows, 0..1. */
@inline function lightOn(kind: i32, layer: usize, shared: usize, x: i32, y: i32, below: v128): v128 {
  const slope = v128.load(<usize>int(layer, SLOPES) + (<usize>x << 2)), seed = int(layer, SEED), near = num(layer, NEARNESS), tall = num(shared, HEIGHT);
  const u = along(layer, x), v = down(layer, below);
  let light: v128;
  const woods = kind == MOUNTAINS && num(layer, TREES) > 0.5 ? near : 0;
  if (kind == FOREST || woods > 0.95) light = canopy(layer, x, below);
  else if (kind == MOUNTAINS) {
    // Spurs run down from the crest; light comes from the left, so relief is the change along that way.
    const bend = times(noise2(times(u, 2.1), times(v, 1.6), seed + 40), 0.5), su = add(times(u, 3.4), bend), sv = sub(times(v, 1.9), bend);
    const big = sub(ridged(noise2(su, sv, seed + 41)), ridged(noise2(plus(su, 0.16), plus(sv, 0.09), seed + 41)));
    const small = sub(noise2(plus(times(su, 2.7), 0.12), times(sv, 2.4), seed + 42), noise2(times(su, 2.7), times(sv, 2.4), seed + 42));
    const relief = times(add(big, times(small, 0.75)), 0.85 - 0.7 * near);
    light = sub(plus(relief, 0.4 - 0.14 * near), mul(times(slope, 0.32), expv(times(below, -8 / tall))));
    if (woods > 0.05) light = mix(light, canopy(layer, x, below), all(woods));
  } else if (kind == DESERT) {
    // Faces of dunes: one side of every crest lies in the sun, the other in shade; fine ripples run across.
    const bend = times(noise2(times(u, 1.6), times(v, 2.4), seed + 50), 0.55), du = add(times(u, 1.15), bend), dv = sub(times(v, 2.7), bend);
    const faces = sub(ridged(noise2(plus(du, 0.1), plus(dv, 0.05), seed + 53)), ridged(noise2(du, dv, seed + 53)));
    const ripple = noise2(add(times(u, 7), times(bend, 6)), times(v, 46), seed + 51), wind = noise2(times(u, 1.7), times(v, 5), seed + 52);
    const own = mul(times(slope, -1.5), expv(times(below, -5.5 / (tall * num(layer, SCALE)))));
    light = plus(add(add(times(faces, 1.7), own), add(times(ripple, 0.05 + 0.05 * near), times(wind, 0.14))), 0.46);
  } else {
    const meadow = add(noise2(times(u, 3.2), times(v, 7), seed + 60), times(noise2(times(u, 9), times(v, 21), seed + 61), 0.6));
    // Blades of grass are a few pixels wide wherever they stand.
    const blade: f32 = <f32>1 / max<f32>(1.6, 0.0032 * tall * sqrt<f32>(num(layer, SCALE)));
    const blades = times(noise2(plus(times(lanes(x), blade), num(layer, BUILDING_OFFSET) * 4), times(below, blade * 0.22), seed + 62), 0.1 + 0.26 * near);
    light = plus(sub(add(times(meadow, 0.3), blades), mul(times(slope, 1.1), expv(times(below, -4.5 / tall)))), 0.52 - 0.08 * near);
  }
  if (num(layer, STRATA) > 0) {
    // Layers of the rock, the same at the same height.
    const height = all((num(layer, BASE_Y) - <f32>y) * num(layer, PER_PIXEL)), sag = times(noise2(times(u, 0.8), all(0.5), seed + 90), 0.12);
    light = add(light, times(noise2(times(u, 0.35), times(add(height, sag), 17), seed + 91), 0.34 * num(layer, STRATA)));
  }
  // The crest catches the light; the foot lies in shade.
  light = add(light, times(smooth(1 + 0.006 * tall, 0, below), kind == FOREST ? 0.1 : 0.22));
  return mul(unit(light), rest(times(smooth(0.05 * tall, 0.42 * tall, below), 0.55)));
}

/**
 * Light on a slope of conifers: rows of trees one behind the other, each tip lit, dark between them. A pixel takes the
 * nearest row that covers it.
 */
@inline function canopy(layer: usize, x: i32, below: v128): v128 {
  const tall = num(layer, TREES), rows = times(below, 1.9 / tall), behind = f32x4.floor(rows);
  let light = all(0.1);
  for (let step = 1; step <= 2; step++) {
    const row = plus(behind, <f32>step), reached = times(sub(row, rows), 1.0 / 1.9);
    const tree = conifers(add(plus(times(lanes(x), <f32>1 / num(layer, TREE_PX)), 400), times(row, 17.31)), int(layer, SEED));
    const inside = sub(tree, reached), tip = smooth(0.3, 0, inside);
    light = pick(above(inside, 0), scaled(tip, 0.34, 0.2), light);
  }
  return light;
}

/** Snow lies on what stands high and not too steep. */
@inline function snowOn(layer: usize, shared: usize, x: i32, y: i32, below: v128): v128 {
  const seed = int(layer, SEED), u = along(layer, x), v = down(layer, below), amount = num(layer, SNOW);
  const height = div(sub(all(num(layer, BASE_Y) - <f32>y), all(0)), all(num(layer, RISE)));
  const patches = add(times(noise2(times(u, 4.5), times(v, 3.2), seed + 80), 0.5), times(noise2(times(u, 13), times(v, 8), seed + 81), 0.26));
  return times(smooth(0.62 - 0.5 * amount, 0.95 - 0.5 * amount, add(height, patches)), least1(amount * 1.3));
}
@inline function least1(k: f32): f32 { return min<f32>(1, k); }

/** Cracks of molten rock, 0 and up. */
@inline function embers(layer: usize, shared: usize, x: i32, y: i32, below: v128): v128 {
  const seed = int(layer, SEED), u = along(layer, x), v = down(layer, below);
  const bend = add(times(noise2(times(u, 4), times(v, 3), seed + 84), 1.1), times(noise2(times(u, 17), times(v, 13), seed + 87), 0.35));
  const cracks = ridged(noise2(add(times(u, 9), bend), add(times(v, 7), bend), seed + 85));
  const patches = smooth(-0.05, 0.5, noise2(times(u, 1.8), times(v, 1.4), seed + 86));
  return times(mul(mul(smooth(0.88, 0.995, cracks), patches), smooth(0, 0.02 * num(shared, HEIGHT), below)), num(layer, EMBERS));
}

/** Specks of blossom, nearer ones larger. */
@inline function flowers(layer: usize, shared: usize, x: i32, y: i32, below: v128): v128 {
  const cell = max<f32>(3, 0.0095 * num(shared, HEIGHT) * sqrt<f32>(num(layer, SCALE)));
  const u = plus(times(lanes(x), <f32>1 / cell), num(layer, BUILDING_OFFSET)), v = times(below, <f32>1.25 / cell);
  const h = hashXY(whole(u), whole(v), int(layer, SEED) + 5);
  const du = sub(fract(u), scaled(tenBits(h, 1), 0.5, 0.25)), dv = sub(fract(v), scaled(tenBits(h, 11), 0.5, 0.25));
  const dot = smooth(0.075, 0.03, add(mul(du, du), mul(dv, dv)));
  const field = smooth(0, 0.4, noise2(times(along(layer, x), 2.3), times(down(layer, below), 5), int(layer, SEED) + 6));
  return times(only(below4(tenBits(h, 21), 0.3), mul(dot, mul(field, smooth(2, 10, below)))), 0.8 * smoothNumber(0.2, 0.6, num(layer, NEARNESS)));
}
@inline function smoothNumber(from: f32, to: f32, x: f32): f32 { const t: f32 = min<f32>(1, max<f32>(0, (x - from) / (to - from))); return t * t * (3 - 2 * t); }

@inline function windowPx(layer: usize): f32 { return num(layer, BUILDING_PX) * 0.105; }
@inline function facadeHash(layer: usize, shared: usize, x: i32, y: i32): v128 {
  const u = plus(times(lanes(x), <f32>1 / windowPx(layer)), num(layer, BUILDING_OFFSET) * 9.5238), v = all((<f32>y - num(layer, BASE_Y)) / (windowPx(layer) * 1.43));
  return tenBits(hashXY(whole(u), whole(v), int(layer, SEED) + 21), 9);
}
@inline function roofHash(layer: usize, x: i32): v128 {
  const column = plus(times(lanes(x), <f32>1 / num(layer, BUILDING_PX)), num(layer, BUILDING_OFFSET));
  return tenBits(hashXY(whole(column), i32x4.splat(9), int(layer, SEED)), 6);
}
/** Lit windows: brightness at a pixel of a facade, 0 between them. Windows finer than the pixels become an even glow. */
@inline function cityLamps(layer: usize, shared: usize, x: i32, y: i32, below: v128): v128 {
  const px = windowPx(layer), seed = int(layer, SEED);
  const u = plus(times(lanes(x), <f32>1 / px), num(layer, BUILDING_OFFSET) * 9.5238), v = all((<f32>y - num(layer, BASE_Y)) / (px * 1.43));
  const h = hashXY(whole(u), whole(v), seed + 20), zone = tenBits(hashXY(i32x4.shr_s(whole(u), 3), i32x4.shr_s(whole(v), 2), seed + 22), 4);
  const lit = f32x4.lt(tenBits(h, 2), scaled(mul(zone, zone), 0.35, 0.16));
  const inU = mul(smooth(0.16, 0.26, fract(u)), smooth(0.88, 0.78, fract(u))), inV = mul(smooth(0.18, 0.3, fract(v)), smooth(0.86, 0.74, fract(v)));
  const pane = only(lit, mul(mul(inU, inV), scaled(tenBits(h, 12), 0.9, 0.35)));
  const sharp = smoothNumber(1.6, 3.2, px);
  return mul(mix(all(0.07), pane, all(sharp)), mul(above1(below, px * 0.9), all(0.55 + 0.45 * num(layer, NEARNESS))));
}
@inline function above1(a: v128, k: f32): v128 { return only(above(a, k), all(1)); }
@inline function cityChannel(layer: usize, shared: usize, channel: i32, lamps: v128, tinted: v128, other: v128, trim: v128, which: v128): v128 {
  const neon = pick(other, par(shared, NEON_B + channel), par(shared, NEON_A + channel));
  const colour = pick(tinted, neon, par(shared, LAMP + channel));
  const sign = pick(which, par(shared, NEON_A + channel), par(shared, NEON_B + channel));
  return add(add(par(layer, BASE + channel), mul(lamps, colour)), mul(trim, sign));
}
