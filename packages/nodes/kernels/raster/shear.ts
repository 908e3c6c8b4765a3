// Slightly turned pictures in two passes, like untilted ones: first every source row is resampled along itself, at the
// columns where the output's (tilted) columns cross it, then every output pixel is a weighted sum down its own column.
// Positions are 32.32 fixed point, so that no result depends on where a band or a tile began.
import { sourceSegment, straightenPixels } from './edge';
import { ring, rowBuffer } from './scratch';
import { interleave, sixTaps, toBytes } from './taps';

const FRACTION_BITS: i64 = 32;
/** The weight tables have 2^10 sub-pixel positions of 16 bytes. */
const PHASE_BITS: i64 = 10;
const PHASE_MASK: i64 = (1 << PHASE_BITS) - 1;
/** Added to a position so that cutting off its lowest bits rounds to the nearest phase. */
const HALF_PHASE: i64 = 1 << (FRACTION_BITS - PHASE_BITS - 1);

/** One picture to be turned a little: 64-bit fixed point numbers, then 32-bit words, written by the raster kit. */
@unmanaged
class Shear {
  /** Source column at output column 0 and source row 0, and its change with the output column and the source row. */
  u: i64;
  ux: i64;
  uv: i64;
  /** Source row at output pixel (0, 0), and its change along x and along y (above 0). */
  v: i64;
  vx: i64;
  vy: i64;
  source: u32;
  sourceStride: i32;
  sourceWidth: i32;
  sourceHeight: i32;
  edge: i32;
  /** Not 0: the source is premultiplied, what is written shall be straight. */
  straighten: i32;
  out: u32;
  outStride: i32;
  outWidth: i32;
  /** Eight weights of 16 bits for each phase: two zeros behind the six. */
  evenWeights: u32;
  /** The same with one zero in front and one behind. */
  oddWeights: u32;
  /** Columns worked on at once, a multiple of four, and the row pairs that fit into the ring then, a power of two. */
  tile: i32;
  ringPairs: i32;
}

/** Rows [y0, y1) of the turned picture. */
export function shear(pointer: usize, y0: i32, y1: i32): void {
  const plan = changetype<Shear>(pointer);
  for (let x: i32 = 0; x < plan.outWidth; x += plan.tile) tileRows(plan, x, min(plan.tile, plan.outWidth - x), y0, y1);
  if (plan.straighten) {
    for (let y = y0; y < y1; y++) straightenPixels(plan.out + y * plan.outStride, plan.outWidth);
  }
}

function tileRows(plan: Shear, x0: i32, count: i32, y0: i32, y1: i32): void {
  const ringMask = plan.ringPairs - 1;
  const pairBytes: usize = 16 * plan.tile;
  let have = i32.MIN_VALUE;
  for (let y = y0; y < y1; y++) {
    const left = plan.v + <i64>x0 * plan.vx + <i64>y * plan.vy + HALF_PHASE;
    const right = left + <i64>(count - 1) * plan.vx;
    const first = pairOf(min(left, right));
    const last = pairOf(max(left, right)) + 3;
    for (have = max(have, first - 1); have < last; ) {
      have++;
      acrossPair(plan, have, x0, count, ring() + <usize>(have & ringMask) * pairBytes);
    }
    downRow(plan, plan.out + y * plan.outStride + 4 * x0, count, left, pairBytes, ringMask);
  }
}

/** The row pair in which the six rows around a position begin. */
@inline
function pairOf(position: i64): i32 {
  return (<i32>(position >> FRACTION_BITS) - 2) >> 1;
}

/** First pass: source rows 2 pair and 2 pair + 1 at the columns [x0, x0 + count). */
function acrossPair(plan: Shear, pair: i32, x0: i32, count: i32, out: usize): void {
  const row = 2 * pair;
  const ux = plan.ux;
  const weights: usize = plan.evenWeights;
  let u = plan.u + <i64>x0 * ux + <i64>row * plan.uv + HALF_PHASE;
  let w = u + plan.uv;
  const columns = <i32>((<i64>(count - 1) * ux) >> FRACTION_BITS) + 7;
  // The pointers stand for column 0, where there may be no pixel.
  const upper = segmentOf(plan, row, <i32>(u >> FRACTION_BITS) - 2, columns, 0);
  const lower = segmentOf(plan, row + 1, <i32>(w >> FRACTION_BITS) - 2, columns, 1);
  for (let end = out + 16 * <usize>count; out < end; out += 16) {
    v128.store(out, interleave(sumAt(upper, u, weights), sumAt(lower, w, weights)));
    u += ux;
    w += ux;
  }
}

@inline
function segmentOf(plan: Shear, row: i32, start: i32, count: i32, buffer: usize): usize {
  const pixels = sourceSegment(
    plan.source, plan.sourceStride, plan.sourceWidth, plan.sourceHeight, plan.edge, false, row, start, count,
    rowBuffer(buffer),
  );
  return pixels - 4 * <usize>(start + 2);
}

/** Six taps around a position in a row; the pointer stands for the row's pixel -2. */
@inline
function sumAt(row: usize, position: i64, weights: usize): v128 {
  const at = weightsAt(weights, position);
  const pixels = row + ((<usize>(position >> FRACTION_BITS)) << 2);
  return sixTaps(pixels, v128.load32_splat(at), v128.load32_splat(at, 4), v128.load32_splat(at, 8));
}

@inline
function weightsAt(weights: usize, position: i64): usize {
  return weights + <usize>(((position >> (FRACTION_BITS - PHASE_BITS)) & PHASE_MASK) << 4);
}

/** Second pass: one row of the output, in runs of pixels whose windows begin in the same source row. */
function downRow(plan: Shear, out: usize, count: i32, left: i64, pairBytes: usize, ringMask: i32): void {
  const vx = plan.vx;
  let v = left;
  for (let x: i32 = 0; x < count; ) {
    const row = <i32>(v >> FRACTION_BITS) - 2;
    const run = min(count - x, pixelsInRow(v, vx));
    const pair = row >> 1;
    const at: usize = ring() + 16 * x;
    const r0 = at + <usize>(pair & ringMask) * pairBytes;
    const r1 = at + <usize>((pair + 1) & ringMask) * pairBytes;
    const r2 = at + <usize>((pair + 2) & ringMask) * pairBytes;
    if (row & 1) {
      const r3 = at + <usize>((pair + 3) & ringMask) * pairBytes;
      oddRun(out + 4 * x, run, v, vx, r0, r1, r2, r3, plan.oddWeights);
    } else evenRun(out + 4 * x, run, v, vx, r0, r1, r2, plan.evenWeights);
    x += run;
    v += <i64>run * vx;
  }
}

/** How many pixels, this one included, a position stays in its source row when it moves by `step`. */
@inline
function pixelsInRow(position: i64, step: i64): i32 {
  if (step == 0) return i32.MAX_VALUE;
  const inRow = position & 0xffffffff;
  const pixels = step > 0 ? (0xffffffff - inRow) / step : inRow / -step;
  return <i32>min<i64>(pixels, i32.MAX_VALUE - 1) + 1;
}

function evenRun(out: usize, count: i32, v: i64, vx: i64, r0: usize, r1: usize, r2: usize, weights: usize): void {
  let x: i32 = 0;
  for (; x + 4 <= count; x += 4) {
    const at: usize = 16 * x;
    const a = threePairs(at, r0, r1, r2, weightsAt(weights, v));
    const b = threePairs(at + 16, r0, r1, r2, weightsAt(weights, v + vx));
    const c = threePairs(at + 32, r0, r1, r2, weightsAt(weights, v + 2 * vx));
    const d = threePairs(at + 48, r0, r1, r2, weightsAt(weights, v + 3 * vx));
    v128.store(out + 4 * x, toBytes(a, b, c, d));
    v += 4 * vx;
  }
  for (; x < count; x++) {
    storePixel(out + 4 * x, threePairs(16 * x, r0, r1, r2, weightsAt(weights, v)));
    v += vx;
  }
}

function oddRun(out: usize, count: i32, v: i64, vx: i64, r0: usize, r1: usize, r2: usize, r3: usize, weights: usize): void {
  let x: i32 = 0;
  for (; x + 4 <= count; x += 4) {
    const at: usize = 16 * x;
    const a = fourPairs(at, r0, r1, r2, r3, weightsAt(weights, v));
    const b = fourPairs(at + 16, r0, r1, r2, r3, weightsAt(weights, v + vx));
    const c = fourPairs(at + 32, r0, r1, r2, r3, weightsAt(weights, v + 2 * vx));
    const d = fourPairs(at + 48, r0, r1, r2, r3, weightsAt(weights, v + 3 * vx));
    v128.store(out + 4 * x, toBytes(a, b, c, d));
    v += 4 * vx;
  }
  for (; x < count; x++) {
    storePixel(out + 4 * x, fourPairs(16 * x, r0, r1, r2, r3, weightsAt(weights, v)));
    v += vx;
  }
}

@inline
function threePairs(at: usize, r0: usize, r1: usize, r2: usize, weights: usize): v128 {
  const sum = i32x4.add(i32x4.splat(1 << 19), i32x4.dot_i16x8_s(v128.load(r0 + at), v128.load32_splat(weights)));
  return i32x4.add(
    i32x4.add(sum, i32x4.dot_i16x8_s(v128.load(r1 + at), v128.load32_splat(weights, 4))),
    i32x4.dot_i16x8_s(v128.load(r2 + at), v128.load32_splat(weights, 8)),
  );
}

@inline
function fourPairs(at: usize, r0: usize, r1: usize, r2: usize, r3: usize, weights: usize): v128 {
  const last = i32x4.dot_i16x8_s(v128.load(r3 + at), v128.load32_splat(weights, 12));
  return i32x4.add(threePairs(at, r0, r1, r2, weights), last);
}

@inline
function storePixel(out: usize, sum: v128): void {
  store<i32>(out, i32x4.extract_lane(toBytes(sum, sum, sum, sum), 0));
}
