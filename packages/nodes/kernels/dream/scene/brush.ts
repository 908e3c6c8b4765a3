import { hash } from './noise';
import { abs4, add, all, at, clamp, div, field, fract, lanes, least, mix, most, mul, num, plus, rest, root, scaled, smooth, sub, times, unit } from './vec';

/** Samples along a stroke to either side of a pixel. */
const STEPS = 5;

/**
 * Brush strokes on half-size planes: every pixel takes the mean of the colours along the contour it lies on. Contours are
 * found on a quarter-size lightness plane; where it is flat the strokes follow the world's displacement.
 *
 * @param source, target three planes each, one after the other in the table: 0..2 source, 3..5 target, 6 random plane, 7 bristles
 *   out, 8 quarter-size lightness, 9 and 10 displacement x and y, all half-size but 8
 * @param reach length of a step (half-size pixels)
 */
export function strokes(planes: usize, width: i32, height: i32, stride: i32, quarterWidth: i32, quarterHeight: i32, quarterStride: i32, reach: f32, y0: i32, y1: i32): void {
  const tone: usize = load<i32>(planes, 32), flowX: usize = load<i32>(planes, 36), flowY: usize = load<i32>(planes, 40), random: usize = load<i32>(planes, 24);
  const s0: usize = load<i32>(planes), s1: usize = load<i32>(planes, 4), s2: usize = load<i32>(planes, 8);
  const lastX: f32 = <f32>width - 1, lastY: f32 = <f32>height - 1;
  for (let y = y0; y < y1; y++) {
    const qy = max(1, min(quarterHeight - 2, y >> 1));
    for (let x = 0; x < width; x += 4) {
      const o = at(stride, x, y), qx = max(1, min(quarterWidth - 3, x >> 1)), q = tone + at(quarterStride, qx, qy), row = <usize>quarterStride << 2;
      const across = sub(v128.load(q + 4), v128.load(q - 4)), down = sub(v128.load(q + row), v128.load(q - row));
      // Two quarter-size neighbours serve four half-size pixels.
      const gx = v128.shuffle<f32>(across, across, 0, 0, 1, 1), gy = v128.shuffle<f32>(down, down, 0, 0, 1, 1);
      let dx = add(times(gy, -1), times(v128.load(flowX + o), 0.35)), dy = add(gx, times(v128.load(flowY + o), 0.35));
      const perLength = div(all(reach), root(plus(add(mul(dx, dx), mul(dy, dy)), 1e-6)));
      dx = mul(dx, perLength); dy = mul(dy, perLength);
      const own = v128.load(s0 + o), own1 = v128.load(s1 + o), own2 = v128.load(s2 + o);
      let a = own, b = own1, c = own2, n = v128.load(random + o), sum = all(1);
      for (let k = 1; k <= STEPS; k++) {
        for (let side = -1; side <= 1; side += 2) {
          const far: f32 = <f32>(k * side);
          const px = clamp(add(plus(lanes(x), 0.5), times(dx, far)), 0, lastX), py = clamp(plus(times(dy, far), <f32>y + 0.5), 0, lastY);
          const p = i32x4.shl(i32x4.add(i32x4.mul(i32x4.trunc_sat_f32x4_s(py), i32x4.splat(stride)), i32x4.trunc_sat_f32x4_s(px)), 2);
          // Paint does not cross into what is much lighter, darker or of another colour.
          const light = gather(s0, p), second = gather(s1, p), third = gather(s2, p), dl = sub(light, own), da = sub(second, own1), db = sub(third, own2);
          const apart = add(mul(dl, dl), times(add(mul(da, da), mul(db, db)), 2)), weight = div(all(1), scaled(apart, 90, 1));
          a = add(a, mul(light, weight)); b = add(b, mul(second, weight)); c = add(c, mul(third, weight)); n = add(n, gather(random, p));
          sum = add(sum, weight);
        }
      }
      const mean = div(all(1), sum);
      v128.store(<usize>load<i32>(planes, 12) + o, mul(a, mean)); v128.store(<usize>load<i32>(planes, 16) + o, mul(b, mean));
      v128.store(<usize>load<i32>(planes, 20) + o, mul(c, mean)); v128.store(<usize>load<i32>(planes, 28) + o, times(n, 0.09));
    }
  }
}
@inline function gather(plane: usize, p: v128): v128 {
  let v = f32x4.splat(load<f32>(plane + <usize>i32x4.extract_lane(p, 0)));
  v = f32x4.replace_lane(v, 1, load<f32>(plane + <usize>i32x4.extract_lane(p, 1)));
  v = f32x4.replace_lane(v, 2, load<f32>(plane + <usize>i32x4.extract_lane(p, 2)));
  return f32x4.replace_lane(v, 3, load<f32>(plane + <usize>i32x4.extract_lane(p, 3)));
}

/** White noise, -1 to 1, that stays where it is on the screen. */
export function whiteNoise(plane: usize, width: i32, stride: i32, seed: i32, y0: i32, y1: i32): void {
  for (let y = y0; y < y1; y++) for (let x = 0; x < width; x += 4) {
    const h = hash(i32x4.mul(i32x4.add(i32x4.splat(x), i32x4(0, 1, 2, 3)), i32x4.splat(0x1b873593)), i32x4.splat((y * 0x5bd1e995) ^ seed));
    v128.store(plane + at(stride, x, y), times(f32x4.convert_i32x4_s(h), 1.0 / 2147483648.0));
  }
}

/**
 * Puts the strokes on the canvas: their colours, a little of the original's own detail, the relief of the bristles.
 *
 * @param table 0 amount, 1 share of fine detail, 2 relief, 3 crispness
 */
export function layStrokes(L: usize, A: usize, B: usize, stride: i32, width: i32, planes: usize, halfStride: i32, halfHeight: i32, table: usize, y0: i32, y1: i32): void {
  const amount = num(table, 0), detail = num(table, 1), relief = num(table, 2), crisp = num(table, 3);
  const t0: usize = load<i32>(planes, 12), t1: usize = load<i32>(planes, 16), t2: usize = load<i32>(planes, 20), s0: usize = load<i32>(planes), bristle: usize = load<i32>(planes, 28);
  for (let y = y0; y < y1; y++) for (let x = 0; x < width; x += 4) {
    const o = at(stride, x, y), own = v128.load(L + o), painted = field(t0, halfStride, 1, x, y, 0, halfHeight), smoothOwn = field(s0, halfStride, 1, x, y, 0, halfHeight);
    const hair = field(bristle, halfStride, 1, x, y, 0, halfHeight), beside = field(bristle, halfStride, 1, x + 2, y + 2, 0, halfHeight);
    let l = add(painted, add(times(sub(own, smoothOwn), detail), times(sub(painted, smoothOwn), crisp)));
    l = mul(l, plus(times(sub(hair, beside), relief), 1));
    v128.store(L + o, mix(own, l, all(amount)));
    v128.store(A + o, mix(v128.load(A + o), times(field(t1, halfStride, 1, x, y, 0, halfHeight), 1.06), all(amount)));
    v128.store(B + o, mix(v128.load(B + o), times(field(t2, halfStride, 1, x, y, 0, halfHeight), 1.06), all(amount)));
  }
}

/**
 * Watercolour: washes in a few strengths with dark rims where the pigment dried, colour that bleeds, grain of the paper.
 *
 * @param softL, softA, softB half-size planes of the blurred picture; grain, wash half-size noise
 */
export function watercolour(L: usize, A: usize, B: usize, stride: i32, width: i32, softL: usize, softA: usize, softB: usize, grain: usize, wash: usize, halfStride: i32, halfHeight: i32, amount: f32, y0: i32, y1: i32): void {
  const share = all(amount);
  for (let y = y0; y < y1; y++) for (let x = 0; x < width; x += 4) {
    const o = at(stride, x, y), own = v128.load(L + o), soft = field(softL, halfStride, 1, x, y, 0, halfHeight);
    const paper = field(grain, halfStride, 1, x, y, 0, halfHeight), flow = field(wash, halfStride, 1, x, y, 0, halfHeight);
    const level = add(times(add(times(soft, 0.72), times(own, 0.28)), 5.4), times(flow, 0.55)), step = f32x4.floor(level), within = sub(level, step);
    const band = unit(times(add(step, add(times(within, 0.35), times(smooth(0.3, 0.7, within), 0.65))), 1.0 / 5.4));
    // Pigment gathers on the dark side of a wash's edge.
    const rim = mul(smooth(0.2, 0.42, within), smooth(0.62, 0.46, within)), detail = abs4(sub(own, soft));
    const pigment = rest(times(band, 0.62));
    let l = scaled(mul(band, scaled(band, -0.3, 1.3)), 0.7, 0.3);
    l = sub(l, add(times(mul(rim, pigment), 0.075), times(detail, 0.85)));
    l = add(l, times(mul(paper, plus(pigment, 0.25)), 0.05));
    l = least(l, all(0.975));
    // Strong colour in the darks, almost none where the paper shines through.
    const strength = mul(scaled(pigment, 0.75, 0.45), smooth(0.985, 0.8, l));
    v128.store(L + o, mix(own, l, share));
    v128.store(A + o, mix(v128.load(A + o), plus(mul(field(softA, halfStride, 1, x, y, 0, halfHeight), strength), 0.002), share));
    v128.store(B + o, mix(v128.load(B + o), plus(mul(field(softB, halfStride, 1, x, y, 0, halfHeight), strength), 0.01), share));
  }
}

/** Pencil: lines where the lightness changes, hatching where it is dark, on nearly white paper. */
export function pencil(L: usize, A: usize, B: usize, stride: i32, width: i32, soft: usize, halfStride: i32, halfHeight: i32, hatch: usize, perPixel: f32, amount: f32, y0: i32, y1: i32): void {
  for (let y = y0; y < y1; y++) for (let x = 0; x < width; x += 4) {
    const o = at(stride, x, y), own = v128.load(L + o), around = field(soft, halfStride, 1, x, y, 0, halfHeight);
    const line = times(abs4(sub(own, around)), 4.2), tone = times(most(sub(all(0.68), around), all(0)), 0.55);
    // Two directions of strokes; the second only in the darks.
    const slant = fract(times(plus(lanes(x), <f32>y * 0.8), perPixel)), cross = fract(times(plus(lanes(x), <f32>y * -1.1), perPixel * 0.85));
    const first = smooth(0.38, 0.12, abs4(plus(slant, -0.5))), second = mul(smooth(0.38, 0.12, abs4(plus(cross, -0.5))), smooth(0.2, 0.36, tone));
    const rough = scaled(v128.load(hatch + o), 0.5, 0.8), shade = mul(tone, scaled(mul(rough, add(first, second)), 0.62, 0.3));
    const l = clamp(sub(sub(all(0.95), line), times(shade, 0.9)), 0.07, 0.97);
    v128.store(L + o, mix(own, l, all(amount)));
    v128.store(A + o, times(v128.load(A + o), 1 - 0.9 * amount));
    v128.store(B + o, mix(v128.load(B + o), scaled(v128.load(B + o), 0.1, 0.012), all(amount)));
  }
}
