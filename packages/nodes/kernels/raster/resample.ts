// Separable resampling with weights from tables, both passes fused: rows are resampled horizontally in pairs into a ring,
// and each output row is a weighted sum of the pairs in it. Weights have 14 fractional bits, values between the passes 6.
import { sourceSegment, straightenPixels } from './edge';
import { ring, rowBuffer, rowTable } from './scratch';
import { interleave, pairsLow, sixTaps, toBytes } from './taps';

/** Any even number of taps of one row. */
@inline
function manyTaps(pixels: usize, weights: usize, pairs: i32): v128 {
  let sum = i32x4.splat(0);
  for (let k: i32 = 0; k < pairs; k++) {
    const two = i8x16.swizzle(v128.load64_zero(pixels + 8 * k), pairsLow());
    sum = i32x4.add(sum, i32x4.dot_i16x8_s(two, v128.load32_splat(weights + 4 * k)));
  }
  return sum;
}

/** Horizontal pass of two rows. `origin` is the column the row pointers stand for. */
function rowPair(upper: usize, lower: usize, out: usize, count: i32, starts: usize, origin: i32, weights: usize, pairs: i32): void {
  if (pairs == 3) {
    for (let x: i32 = 0; x < count; x++) {
      const offset: usize = (load<i32>(starts + 4 * x) - origin) << 2;
      const w0 = v128.load32_splat(weights);
      const w1 = v128.load32_splat(weights, 4);
      const w2 = v128.load32_splat(weights, 8);
      weights += 12;
      v128.store(out, interleave(sixTaps(upper + offset, w0, w1, w2), sixTaps(lower + offset, w0, w1, w2)));
      out += 16;
    }
    return;
  }
  for (let x: i32 = 0; x < count; x++) {
    const offset: usize = (load<i32>(starts + 4 * x) - origin) << 2;
    v128.store(out, interleave(manyTaps(upper + offset, weights, pairs), manyTaps(lower + offset, weights, pairs)));
    weights += 4 * pairs;
    out += 16;
  }
}

@inline
function threePairs(at: usize, r0: usize, r1: usize, r2: usize, w0: v128, w1: v128, w2: v128): v128 {
  const sum = i32x4.add(i32x4.splat(1 << 19), i32x4.dot_i16x8_s(v128.load(r0 + at), w0));
  return i32x4.add(i32x4.add(sum, i32x4.dot_i16x8_s(v128.load(r1 + at), w1)), i32x4.dot_i16x8_s(v128.load(r2 + at), w2));
}

@inline
function anyPairs(at: usize, rows: usize, weights: usize, count: i32): v128 {
  let sum = i32x4.splat(1 << 19);
  for (let k: i32 = 0; k < count; k++) {
    const row: usize = load<i32>(rows + 4 * k);
    sum = i32x4.add(sum, i32x4.dot_i16x8_s(v128.load(row + at), v128.load32_splat(weights + 4 * k)));
  }
  return sum;
}

/** Vertical pass of one output row from `count` row pairs. */
function outputRow(out: usize, width: i32, rows: usize, weights: usize, count: i32): void {
  let x: i32 = 0;
  if (count == 3 || count == 4) {
    const r0: usize = load<i32>(rows);
    const r1: usize = load<i32>(rows, 4);
    const r2: usize = load<i32>(rows, 8);
    const w0 = v128.load32_splat(weights);
    const w1 = v128.load32_splat(weights, 4);
    const w2 = v128.load32_splat(weights, 8);
    if (count == 3) {
      for (; x + 4 <= width; x += 4) {
        const at: usize = 16 * x;
        const a = threePairs(at, r0, r1, r2, w0, w1, w2);
        const b = threePairs(at + 16, r0, r1, r2, w0, w1, w2);
        const c = threePairs(at + 32, r0, r1, r2, w0, w1, w2);
        const d = threePairs(at + 48, r0, r1, r2, w0, w1, w2);
        v128.store(out + 4 * x, toBytes(a, b, c, d));
      }
    } else {
      const r3: usize = load<i32>(rows, 12);
      const w3 = v128.load32_splat(weights, 12);
      for (; x + 4 <= width; x += 4) {
        const at: usize = 16 * x;
        const last = r3 + at;
        const a = i32x4.add(threePairs(at, r0, r1, r2, w0, w1, w2), i32x4.dot_i16x8_s(v128.load(last), w3));
        const b = i32x4.add(threePairs(at + 16, r0, r1, r2, w0, w1, w2), i32x4.dot_i16x8_s(v128.load(last, 16), w3));
        const c = i32x4.add(threePairs(at + 32, r0, r1, r2, w0, w1, w2), i32x4.dot_i16x8_s(v128.load(last, 32), w3));
        const d = i32x4.add(threePairs(at + 48, r0, r1, r2, w0, w1, w2), i32x4.dot_i16x8_s(v128.load(last, 48), w3));
        v128.store(out + 4 * x, toBytes(a, b, c, d));
      }
    }
  }
  for (; x + 4 <= width; x += 4) {
    const at: usize = 16 * x;
    const a = anyPairs(at, rows, weights, count);
    const b = anyPairs(at + 16, rows, weights, count);
    const c = anyPairs(at + 32, rows, weights, count);
    const d = anyPairs(at + 48, rows, weights, count);
    v128.store(out + 4 * x, toBytes(a, b, c, d));
  }
  for (; x < width; x++) {
    const a = anyPairs(16 * x, rows, weights, count);
    store<i32>(out + 4 * x, i32x4.extract_lane(toBytes(a, a, a, a), 0));
  }
}

/** One picture to be resampled: 32-bit words in this order, written by the raster kit. */
@unmanaged
class Plan {
  source: u32;
  sourceStride: i32;
  sourceWidth: i32;
  sourceHeight: i32;
  edge: i32;
  /** Bit 0: premultiply what is read. Bit 1: straighten what is written. */
  alpha: i32;
  out: u32;
  outStride: i32;
  outWidth: i32;
  /** First source column of each output column; may lie outside. */
  columnStarts: u32;
  /** 2 x columnPairs weights of 16 bits for each output column. */
  columnWeights: u32;
  columnPairs: i32;
  /** First row pair of each output row (pair p = rows 2p and 2p + 1), and how many. */
  rowStarts: u32;
  rowCounts: u32;
  /** 2 x rowPairs weights of 16 bits for each output row. */
  rowWeights: u32;
  rowPairs: i32;
  /** Columns worked on at once, so that the ring fits into the scratch. */
  tile: i32;
}

/** Rows [y0, y1) of the resampled picture. */
export function resample(planPointer: usize, y0: i32, y1: i32): void {
  const plan = changetype<Plan>(planPointer);
  for (let x: i32 = 0; x < plan.outWidth; x += plan.tile) tileRows(plan, x, min(plan.tile, plan.outWidth - x), y0, y1);
  if (plan.alpha & 2) {
    for (let y = y0; y < y1; y++) straightenPixels(plan.out + y * plan.outStride, plan.outWidth);
  }
}

function tileRows(plan: Plan, x0: i32, count: i32, y0: i32, y1: i32): void {
  const starts: usize = plan.columnStarts + 4 * x0;
  const pairs = plan.columnPairs;
  const weights: usize = plan.columnWeights + 4 * pairs * x0;
  const origin = load<i32>(starts);
  const segment = load<i32>(starts + 4 * (count - 1)) + 2 * pairs - origin;
  const firstPair = load<i32>(plan.rowStarts + 4 * y0);
  const ringSize = plan.rowPairs + 1;
  const rowBytes: usize = 16 * count;
  const rows = rowTable();
  let have = firstPair - 1;
  for (let y = y0; y < y1; y++) {
    const first = load<i32>(plan.rowStarts + 4 * y);
    const needed = load<i32>(plan.rowCounts + 4 * y);
    have = max(have, first - 1);
    while (have < first + needed - 1) {
      have++;
      const upper = segmentOf(plan, 2 * have, origin, segment, 0);
      const lower = segmentOf(plan, 2 * have + 1, origin, segment, 1);
      rowPair(upper, lower, ring() + <usize>((have - firstPair) % ringSize) * rowBytes, count, starts, origin, weights, pairs);
    }
    for (let k: i32 = 0; k < needed; k++) {
      store<u32>(rows + 4 * k, <u32>(ring() + <usize>((first + k - firstPair) % ringSize) * rowBytes));
    }
    const out: usize = plan.out + y * plan.outStride + 4 * x0;
    outputRow(out, count, rows, plan.rowWeights + 4 * plan.rowPairs * y, needed);
  }
}

@inline
function segmentOf(plan: Plan, row: i32, start: i32, count: i32, buffer: usize): usize {
  return sourceSegment(
    plan.source, plan.sourceStride, plan.sourceWidth, plan.sourceHeight, plan.edge,
    (plan.alpha & 1) != 0, row, start, count, rowBuffer(buffer),
  );
}
