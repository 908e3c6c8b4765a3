import { hashXY, noise2, tenBits } from './noise';
import { abs4, above, add, all, below, fract, int, lanes, least, mix, most, mul, num, only, plus, rest, scaled, smooth, sub, times } from './vec';

/** What the land is; the numbers are the ones layers/ground.ts writes. */
export const MOUNTAINS = 0, DESERT = 1, HILLS = 2, FOREST = 3, CITY = 4;

/** Words from one layer's parameters to the next. */
export const LAYER_BYTES: usize = 160;
// Places in a layer's parameters.
export const TOPS = 0, SLOPES = 1, HIGHEST = 2, ALPHA = 3, SEED = 4, BASE_Y = 5, RISE = 6, SCALE = 7, BASE = 8, SUN = 11, FOG = 14, SNOW = 15,
  NEARNESS = 16, PER_PIXEL = 17, OFFSET = 18, TREES = 19, TREE_PX = 20, BUILDING_PX = 21, BUILDING_OFFSET = 22, EMBERS = 23, SLOPE_REACH = 24, STRATA = 25;
// Places in the parameters all layers share.
export const KIND = 0, COUNT = 1, HAZE = 2, SNOW_COLOUR = 5, HEIGHT = 8, NEON = 9, LAMP = 10, NEON_A = 13, NEON_B = 16, WATERLINE = 19;

/** Noise along a line with the spread of plain value noise. */
@inline function line(x: v128, seed: i32): v128 { return times(noise2(x, all(0.37), seed), 1.35); }

@inline function rolling(x: v128, seed: i32): v128 {
  const coarse = add(line(x, seed), times(line(scaled(x, 2.03, 17.3), seed + 101), 0.45));
  return add(coarse, add(times(line(scaled(x, 4.1, 5.1), seed + 202), 0.2), times(line(scaled(x, 8.3, 2.7), seed + 303), 0.09)));
}

@inline function peaks(x: v128, seed: i32): v128 {
  let sum = all(0), place = x;
  let gain: f32 = 1;
  for (let octave = 0; octave < 6; octave++) {
    const n = line(place, seed + octave * 7), crest = rest(abs4(n));
    const shape = octave < 2 ? scaled(mul(crest, crest), 1.25, -0.3) : times(n, 0.45);
    sum = add(sum, times(shape, gain));
    place = scaled(place, 2.07, 3.7);
    gain *= 0.5;
  }
  return times(sum, 1.25);
}

/** Height of the tallest conifer over a column, 0..1: three neighbours may overlap. */
@inline export function conifers(column: v128, seed: i32): v128 {
  let tallest = all(0);
  for (let step = -1; step <= 1; step++) {
    const cell = plus(f32x4.floor(column), <f32>step), h = hashXY(i32x4.trunc_sat_f32x4_s(cell), i32x4.splat(91), seed);
    const away = abs4(sub(sub(column, cell), scaled(tenBits(h, 3), 0.6, 0.2)));
    const shape = scaled(away, -1.5, 1), boughs = times(fract(times(shape, 9)), 0.1);
    const tree = mul(sub(shape, boughs), scaled(tenBits(h, 14), 0.75, 0.35));
    tallest = most(tallest, only(above(shape, 0), tree));
  }
  return tallest;
}

/** Roof lines: one height a building, an aerial on some. */
@inline function roofs(column: v128, seed: i32): v128 {
  const cell = f32x4.floor(column), inside = sub(column, cell), building = i32x4.trunc_sat_f32x4_s(cell);
  const h = hashXY(building, i32x4.splat(3), seed), size = tenBits(h, 2);
  const district = scaled(smooth(-0.5, 0.7, line(times(cell, 0.13), seed + 77)), 0.65, 0.35);
  const body = times(mul(scaled(mul(size, size), 1.55, 0.25), district), 1.15);
  const gap = f32x4.gt(inside, times(tenBits(h, 12), 0.18));
  const stepped = v128.and(above(tenBits(hashXY(building, i32x4.splat(8), seed), 4), 0.55), above(abs4(plus(inside, -0.55)), 0.3));
  const aerial = v128.and(below(tenBits(h, 21), 0.18), below(abs4(plus(inside, -0.55)), 0.04));
  return plus(add(sub(only(gap, body), only(v128.and(gap, stepped), times(body, 0.16))), only(aerial, all(0.26))), 0.12);
}

/**
 * The upper edge of every layer of land and its slope, column by column. One row is one layer, the nearest first.
 *
 * Pixels above the first row have negative edges; slopes are pixels of rise per pixel, measured over SLOPE_REACH columns.
 */
export function ridgeTops(width: i32, layers: usize, shared: usize, y0: i32, y1: i32): void {
  const kind = int(shared, KIND);
  for (let y = y0; y < y1; y++) {
    const layer = layers + <usize>y * LAYER_BYTES, seed = int(layer, SEED), tops: usize = int(layer, TOPS), slopes: usize = int(layer, SLOPES);
    const rise = num(layer, RISE), trees = num(layer, TREES);
    let highest = all(1e6);
    for (let x = 0; x < width; x += 4) {
      const place = scaled(lanes(x), num(layer, PER_PIXEL), num(layer, OFFSET));
      let h: v128;
      if (kind == MOUNTAINS) h = mix(peaks(place, seed), scaled(rolling(place, seed + 900), 0.8, 0.2), all(num(layer, NEARNESS)));
      else if (kind == DESERT) {
        const long = rest(abs4(line(place, seed))), short = rest(abs4(line(scaled(place, 2.3, 5), seed + 3)));
        h = plus(add(times(long, 1.1), times(short, 0.3)), -0.4);
      } else if (kind == CITY) h = roofs(plus(times(lanes(x), <f32>1 / num(layer, BUILDING_PX)), num(layer, BUILDING_OFFSET)), seed);
      else h = scaled(rolling(place, seed), 0.7, 0.25);
      if (num(layer, STRATA) > 0) {
        // Tables of rock: the height climbs in steps.
        const steps = times(h, 2.6), step = f32x4.floor(steps);
        h = mix(h, times(add(step, smooth(0.35, 0.65, sub(steps, step))), 1.0 / 2.6), all(num(layer, STRATA)));
      }
      let top = scaled(h, -rise, num(layer, BASE_Y));
      if (trees > 0) {
        const dry = smooth(0, 0.6 * trees, sub(all(num(shared, WATERLINE)), top));
        top = sub(top, mul(times(conifers(plus(times(lanes(x), <f32>1 / num(layer, TREE_PX)), 400), seed), trees), dry));
      }
      v128.store(tops + (<usize>x << 2), top);
      highest = least(highest, top);
    }
    store<f32>(layer + (HIGHEST << 2), min(min(f32x4.extract_lane(highest, 0), f32x4.extract_lane(highest, 1)), min(f32x4.extract_lane(highest, 2), f32x4.extract_lane(highest, 3))));
    const reach = int(layer, SLOPE_REACH);
    for (let x = 0; x < width; x++) {
      const left = max(0, x - reach), right = min(width - 1, x + reach);
      store<f32>(slopes + (<usize>x << 2), (load<f32>(tops + (<usize>right << 2)) - load<f32>(tops + (<usize>left << 2))) / (<f32>reach * 2));
    }
  }
}
