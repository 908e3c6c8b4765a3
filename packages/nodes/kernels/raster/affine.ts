// Turned pictures: every output pixel has its own 6 x 6 window of source pixels, with weights from a table of phases.
import { insideIndex, straightenPixels, TRANSPARENT } from './edge';
import { rowBuffer } from './scratch';
import { interleave, sixTaps, toBytes } from './taps';

const TAPS: i32 = 6;
/** Bytes of one phase in the weight table: six 16-bit weights and padding. */
const PHASE_BYTES: usize = 16;
const GATHERED_STRIDE: usize = 32;

/** One picture to be turned: doubles, then 32-bit words, written by the raster kit. */
@unmanaged
class Turn {
  /** Source position of the centre of output pixel (0, 0), in pixel indices, and its change along x and along y. */
  u: f64;
  v: f64;
  ux: f64;
  vx: f64;
  uy: f64;
  vy: f64;
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
  /** Weights of `phases` + 1 sub-pixel positions. */
  weights: u32;
  phases: i32;
}

/** Rows [y0, y1) of the turned picture. */
export function turn(pointer: usize, y0: i32, y1: i32): void {
  const plan = changetype<Turn>(pointer);
  for (let y = y0; y < y1; y++) {
    const out: usize = plan.out + y * plan.outStride;
    turnRow(plan, out, plan.u + <f64>y * plan.uy, plan.v + <f64>y * plan.vy);
    if (plan.straighten) straightenPixels(out, plan.outWidth);
  }
}

function turnRow(plan: Turn, out: usize, u0: f64, v0: f64): void {
  // Read once: the compiler cannot know that the stores below leave the plan alone.
  const phases = <f64>plan.phases;
  const source: usize = plan.source;
  const stride: usize = plan.sourceStride;
  const weights: usize = plan.weights;
  const width = plan.sourceWidth;
  const height = plan.sourceHeight;
  const lastColumn = width - TAPS;
  const lastRow = height - TAPS;
  const bare = plan.edge == TRANSPARENT;
  const ux = plan.ux;
  const vx = plan.vx;
  const count = plan.outWidth;
  for (let x: i32 = 0; x < count; x++) {
    const u = u0 + <f64>x * ux;
    const v = v0 + <f64>x * vx;
    const column = floor(u);
    const row = floor(v);
    const first = <i32>column - 2;
    const top = <i32>row - 2;
    const across: usize = weights + <i32>((u - column) * phases + 0.5) * PHASE_BYTES;
    const down: usize = weights + <i32>((v - row) * phases + 0.5) * PHASE_BYTES;
    if (bare && (first <= -TAPS || top <= -TAPS || first >= width || top >= height)) {
      store<i32>(out + 4 * x, 0);
      continue;
    }
    const inside = first >= 0 && first <= lastColumn && top >= 0 && top <= lastRow;
    const window = inside ? source + top * stride + 4 * first : gather(plan, first, top);
    const value = windowSum(window, inside ? stride : GATHERED_STRIDE, across, down);
    store<i32>(out + 4 * x, i32x4.extract_lane(toBytes(value, value, value, value), 0));
  }
}

@inline
function windowSum(pixels: usize, stride: usize, across: usize, down: usize): v128 {
  const w0 = v128.load32_splat(across);
  const w1 = v128.load32_splat(across, 4);
  const w2 = v128.load32_splat(across, 8);
  const third = pixels + 2 * stride;
  const fifth = third + 2 * stride;
  const rows01 = interleave(sixTaps(pixels, w0, w1, w2), sixTaps(pixels + stride, w0, w1, w2));
  const rows23 = interleave(sixTaps(third, w0, w1, w2), sixTaps(third + stride, w0, w1, w2));
  const rows45 = interleave(sixTaps(fifth, w0, w1, w2), sixTaps(fifth + stride, w0, w1, w2));
  const sum = i32x4.add(i32x4.splat(1 << 19), i32x4.dot_i16x8_s(rows01, v128.load32_splat(down)));
  return i32x4.add(
    i32x4.add(sum, i32x4.dot_i16x8_s(rows23, v128.load32_splat(down, 4))),
    i32x4.dot_i16x8_s(rows45, v128.load32_splat(down, 8)),
  );
}

/** Copies a window that reaches over the border, with what the edge mode says is there. */
function gather(plan: Turn, first: i32, top: i32): usize {
  if (plan.edge == TRANSPARENT) return gatherInside(plan, first, top);
  const buffer = rowBuffer(0);
  for (let j: i32 = 0; j < TAPS; j++) {
    const row = insideIndex(top + j, plan.sourceHeight, plan.edge);
    const line: usize = plan.source + row * plan.sourceStride;
    const target = buffer + j * GATHERED_STRIDE;
    for (let i: i32 = 0; i < TAPS; i++) {
      const column = insideIndex(first + i, plan.sourceWidth, plan.edge);
      store<u32>(target + 4 * i, row < 0 || column < 0 ? 0 : load<u32>(line + 4 * column));
    }
  }
  return buffer;
}

/** The same where there is nothing outside: only what lies inside is copied. */
function gatherInside(plan: Turn, first: i32, top: i32): usize {
  const buffer = rowBuffer(0);
  memory.fill(buffer, 0, TAPS * GATHERED_STRIDE);
  const from = max(first, 0);
  const to = min(first + TAPS, plan.sourceWidth);
  const bottom = min(top + TAPS, plan.sourceHeight);
  for (let row = max(top, 0); row < bottom; row++) {
    const line: usize = plan.source + row * plan.sourceStride;
    const target = buffer + (row - top) * GATHERED_STRIDE - 4 * first;
    for (let column = from; column < to; column++) store<u32>(target + 4 * column, load<u32>(line + 4 * column));
  }
  return buffer;
}
