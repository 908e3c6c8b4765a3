import { sumLanes } from './lanes';

// Pyramid of float planes. Going down filters with (1, 3, 3, 1) / 8, going up is its transpose, a tent (3/4, 1/4).
// Pixels beyond an edge count as the edge pixel.

/** The lanes of `v` from lane `valid` on replaced by the last valid one. `valid` is at least 1. */
@inline
function holdEdge(v: v128, valid: i32): v128 {
  if (valid >= 4) return v;
  if (valid == 3) return v128.shuffle<f32>(v, v, 0, 1, 2, 2);
  if (valid == 2) return v128.shuffle<f32>(v, v, 0, 1, 1, 1);
  return v128.shuffle<f32>(v, v, 0, 0, 0, 0);
}

/** Row of the coarse plane that fine row `y` lies in. */
@inline
export function nearRow(y: i32, coarseHeight: i32): i32 {
  return min(y >> 1, coarseHeight - 1);
}

/** The other coarse row that fine row `y` leans on: the one above for even rows, below for odd ones. */
@inline
export function farRow(y: i32, coarseHeight: i32): i32 {
  return y & 1 ? min((y >> 1) + 1, coarseHeight - 1) : max((y >> 1) - 1, 0);
}

/** Four columns of the coarse rows blended for one fine row, from column `x`. Columns past the edge repeat it. */
@inline
export function blended(near: usize, far: usize, x: i32, coarseWidth: i32, before: v128): v128 {
  if (x >= coarseWidth) return v128.shuffle<f32>(before, before, 3, 3, 3, 3);
  const o = <usize>x << 2;
  const rows = f32x4.add(f32x4.mul(f32x4.splat(0.75), v128.load(near + o)), f32x4.mul(f32x4.splat(0.25), v128.load(far + o)));
  return holdEdge(rows, coarseWidth - x);
}

/** First four of the eight fine columns above the coarse columns `here`; `before` and `after` are its neighbours. */
@inline
export function fineLow(before: v128, here: v128, after: v128): v128 {
  const main = f32x4.mul(f32x4.splat(0.75), here);
  const even = f32x4.add(main, f32x4.mul(f32x4.splat(0.25), v128.shuffle<f32>(before, here, 3, 4, 5, 6)));
  const odd = f32x4.add(main, f32x4.mul(f32x4.splat(0.25), v128.shuffle<f32>(here, after, 1, 2, 3, 4)));
  return v128.shuffle<f32>(even, odd, 0, 4, 1, 5);
}

/** Last four of the eight fine columns. */
@inline
export function fineHigh(before: v128, here: v128, after: v128): v128 {
  const main = f32x4.mul(f32x4.splat(0.75), here);
  const even = f32x4.add(main, f32x4.mul(f32x4.splat(0.25), v128.shuffle<f32>(before, here, 3, 4, 5, 6)));
  const odd = f32x4.add(main, f32x4.mul(f32x4.splat(0.25), v128.shuffle<f32>(here, after, 1, 2, 3, 4)));
  return v128.shuffle<f32>(even, odd, 2, 6, 3, 7);
}

@inline
function filteredRows(a: usize, b: usize, c: usize, d: usize, x: i32, width: i32, before: v128): v128 {
  if (x >= width) return v128.shuffle<f32>(before, before, 3, 3, 3, 3);
  const o = <usize>x << 2;
  const outer = f32x4.mul(f32x4.splat(0.125), f32x4.add(v128.load(a + o), v128.load(d + o)));
  const inner = f32x4.mul(f32x4.splat(0.375), f32x4.add(v128.load(b + o), v128.load(c + o)));
  return holdEdge(f32x4.add(outer, inner), width - x);
}

/** Rows [y0, y1) of the level below `source`. */
export function halve(
  source: usize, width: i32, height: i32, stride: i32, target: usize, targetWidth: i32, targetStride: i32, y0: i32, y1: i32,
): void {
  const outer = f32x4.splat(0.125), inner = f32x4.splat(0.375);
  for (let y = y0; y < y1; y++) {
    const a = source + (<usize>(max(2 * y - 1, 0) * stride) << 2), b = source + (<usize>(2 * y * stride) << 2);
    const c = source + (<usize>(min(2 * y + 1, height - 1) * stride) << 2);
    const d = source + (<usize>(min(2 * y + 2, height - 1) * stride) << 2);
    const out = target + (<usize>(y * targetStride) << 2);
    let left = filteredRows(a, b, c, d, 0, width, outer);
    let before = v128.shuffle<f32>(left, left, 0, 0, 0, 0);
    for (let x = 0; x < targetWidth; x += 4) {
      const right = filteredRows(a, b, c, d, 2 * x + 4, width, left), after = filteredRows(a, b, c, d, 2 * x + 8, width, right);
      const even = v128.shuffle<f32>(left, right, 0, 2, 4, 6), odd = v128.shuffle<f32>(left, right, 1, 3, 5, 7);
      const beforeEven = v128.shuffle<f32>(before, odd, 3, 4, 5, 6), afterOdd = v128.shuffle<f32>(even, after, 1, 2, 3, 4);
      const sum = f32x4.add(f32x4.mul(outer, f32x4.add(beforeEven, afterOdd)), f32x4.mul(inner, f32x4.add(even, odd)));
      v128.store(out + (<usize>x << 2), sum);
      before = right;
      left = after;
    }
  }
}

/** Rows of `target` = `keep` x target + `gain` x the coarse plane brought up to its size; two columns more, too. */
export function enlarge(
  coarse: usize, coarseWidth: i32, coarseHeight: i32, coarseStride: i32, target: usize, width: i32, stride: i32,
  keep: f32, gain: f32, y0: i32, y1: i32,
): void {
  const kept = f32x4.splat(keep), gained = f32x4.splat(gain);
  for (let y = y0; y < y1; y++) {
    const near = coarse + (<usize>(nearRow(y, coarseHeight) * coarseStride) << 2);
    const far = coarse + (<usize>(farRow(y, coarseHeight) * coarseStride) << 2);
    const out = target + (<usize>(y * stride) << 2);
    let here = blended(near, far, 0, coarseWidth, kept);
    let before = v128.shuffle<f32>(here, here, 0, 0, 0, 0);
    for (let x = 0; x < width + 2; x += 8) {
      const after = blended(near, far, (x >> 1) + 4, coarseWidth, here), o = out + (<usize>x << 2);
      let low = f32x4.mul(gained, fineLow(before, here, after)), high = f32x4.mul(gained, fineHigh(before, here, after));
      if (keep != 0) {
        low = f32x4.add(low, f32x4.mul(kept, v128.load(o)));
        high = f32x4.add(high, f32x4.mul(kept, v128.load(o, 16)));
      }
      v128.store(o, low);
      v128.store(o, high, 16);
      before = here;
      here = after;
    }
  }
}

/** Rows of `target` = `bias` + `gain` x `source`, held between `low` and `high`. The two may be the same plane. */
export function adjust(
  source: usize, target: usize, width: i32, stride: i32, gain: f32, bias: f32, low: f32, high: f32, y0: i32, y1: i32,
): void {
  const k = f32x4.splat(gain), b = f32x4.splat(bias), least = f32x4.splat(low), most = f32x4.splat(high);
  for (let y = y0; y < y1; y++) {
    for (let x = 0; x < width; x += 4) {
      const o = (<usize>(y * stride + x)) << 2;
      v128.store(target + o, f32x4.min(most, f32x4.max(least, f32x4.add(b, f32x4.mul(k, v128.load(source + o))))));
    }
  }
}

/** Rows of `target` += `gain` x `source`. */
export function addScaled(target: usize, source: usize, width: i32, stride: i32, gain: f32, y0: i32, y1: i32): void {
  const k = f32x4.splat(gain);
  for (let y = y0; y < y1; y++) {
    for (let x = 0; x < width; x += 4) {
      const o = (<usize>(y * stride + x)) << 2;
      v128.store(target + o, f32x4.add(v128.load(target + o), f32x4.mul(k, v128.load(source + o))));
    }
  }
}

export function fillRows(target: usize, stride: i32, value: f32, y0: i32, y1: i32): void {
  const v = f32x4.splat(value);
  const end = target + (<usize>(y1 * stride) << 2);
  for (let p = target + (<usize>(y0 * stride) << 2); p < end; p += 16) v128.store(p, v);
}

/** Two doubles per row into `sums`: the sum and the sum of squares over the first `columns` (a multiple of 4) columns. */
export function rowMoments(plane: usize, columns: i32, stride: i32, sums: usize, y0: i32, y1: i32): void {
  for (let y = y0; y < y1; y++) {
    let sum = f32x4.splat(0), squares = f32x4.splat(0);
    for (let x = 0; x < columns; x += 4) {
      const v = v128.load(plane + ((<usize>(y * stride + x)) << 2));
      sum = f32x4.add(sum, v);
      squares = f32x4.add(squares, f32x4.mul(v, v));
    }
    store<f64>(sums + (<usize>y << 4), sumLanes(sum));
    store<f64>(sums + (<usize>y << 4), sumLanes(squares), 8);
  }
}
