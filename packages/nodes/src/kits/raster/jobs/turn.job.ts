import { exp2, log2 } from '@epoch/graph-runtime/exact-math';
import type { EdgeMode, Filter } from '../requests.ts';
import { makePhases, PHASES } from '../taps.ts';
import type { KernelCall } from '../team.ts';
import type { Workbench } from '../workbench.ts';
import { EDGE_CODE, opaque, type PixelsAt, place } from './pixels-at.ts';

/**
 * A picture drawn turned. Output pixel (x, y) shows the source at (u, v) + x (ux, vx) + y (uy, vy).
 *
 * @unit u, v: source pixel indices (the centre of the first pixel is 0); the others: source pixels for one output pixel
 */
export interface TurnJob {
  readonly source: PixelsAt;
  readonly out: PixelsAt;
  readonly u: number;
  readonly v: number;
  readonly ux: number;
  readonly vx: number;
  readonly uy: number;
  readonly vy: number;
  readonly filter: Filter;
  /** How much wider than a pixel the filter is, where the picture shrinks; default 1. Six samples must hold it. */
  readonly stretch?: number;
  readonly edge: EdgeMode;
}

/** The struct `Turn` of kernels/raster/affine.ts: six doubles, then words. */
const TURN_WORDS = 11;
/** The struct `Shear` of kernels/raster/shear.ts: six fixed point numbers, then words. */
const SHEAR_WORDS = 13;
const HEAD_BYTES = 6 * 8;

/**
 * How far an output row may fall across source rows, as a slope (here 4 degrees), to be drawn in two passes. The first
 * pass looks along tilted columns. Up to here that costs waves of 0.4 cycles a pixel less than 0.2 dB; at 14 degrees it
 * would be 2 dB.
 */
const MOST_SLOPE = 0.07;

export function runTurn(bench: Workbench, job: TurnJob): void {
  const { source, edge } = job;
  const isOpaque = opaque(bench, source);
  const readable = {
    pointer: isOpaque ? source.pointer : premultiplied(bench, source),
    stride: 4 * source.width,
    straighten: isOpaque && edge !== 'transparent' ? 0 : 1,
  };
  bench.team.rows(job.out.height, [turnCall(bench, job, readable)]);
}

/** The source as the kernels read it. @unit stride: bytes; straighten: not 0 when what is written shall be straight */
interface Readable {
  readonly pointer: number;
  readonly stride: number;
  readonly straighten: number;
}

/** The call that draws the turned rows: in two passes, at a fifth of the time, where no row falls more steeply. */
export function turnCall(bench: Workbench, job: TurnJob, readable: Readable, mostSlope = MOST_SLOPE): KernelCall {
  const isSmall = job.ux > 0 && job.vy > 0 && Math.abs(job.vx) <= mostSlope * job.vy;
  return isSmall ? ['shear', shearPlan(bench, job, readable)] : ['turn', turnPlan(bench, job, readable)];
}

/** Any angle: 36 source pixels for each output pixel. */
function turnPlan(bench: Workbench, job: TurnJob, readable: Readable): number {
  const plan = bench.take(HEAD_BYTES + 4 * TURN_WORDS);
  const doubles = Float64Array.of(job.u, job.v, job.ux, job.vx, job.uy, job.vy);
  bench.bytes(plan, HEAD_BYTES).set(new Uint8Array(doubles.buffer));
  bench
    .words(plan + HEAD_BYTES, TURN_WORDS)
    .set([...pictureWords(job, readable), place(bench, makePhases(job.filter, job.stretch)), PHASES]);
  return plan;
}

/** A small angle: six source pixels along the rows, then six down the columns. */
function shearPlan(bench: Workbench, job: TurnJob, readable: Readable): number {
  const { ux, vx, uy, vy } = job;
  const [u, v] = [held(job.u), held(job.v)];
  // Where output column x crosses source row r: solved for u from v + x vx + y vy = r.
  const across = [u - (v * uy) / vy, ux - (vx * uy) / vy, uy / vy];
  const plan = bench.take(HEAD_BYTES + 4 * SHEAR_WORDS);
  const fixed = BigInt64Array.from([...across, v, vx, vy], (value) => BigInt(Math.round(value * 2 ** 32)));
  bench.bytes(plan, HEAD_BYTES).set(new Uint8Array(fixed.buffer));
  const tile = Math.min(MOST_TILE, Math.max(LEAST_TILE, Math.floor(TILE_ROWS / Math.abs(vx) / 4) * 4));
  const phases = makePhases(job.filter, job.stretch);
  bench
    .words(plan + HEAD_BYTES, SHEAR_WORDS)
    .set([
      ...pictureWords(job, readable),
      place(bench, phases),
      place(bench, oneLater(phases)),
      tile,
      ringPairs(Math.abs(vx) * tile),
    ]);
  return plan;
}

const later = new WeakMap<Int16Array, Int16Array>();

/** The same table with each weight one place later: for windows that begin in the second row of a pair. */
function oneLater(phases: Int16Array): Int16Array {
  const known = later.get(phases);
  if (known !== undefined) return known;
  const moved = new Int16Array(phases.length);
  moved.set(phases.subarray(0, -1), 1);
  later.set(phases, moved);
  return moved;
}

/** Source rows that a tile's output row may cross, so that the ring stays small enough for the cache. */
const TILE_ROWS = 20;
const MOST_TILE = 512;
const LEAST_TILE = 64;

/** Row pairs under one output row: six rows around its start, what it crosses, and the odd ends; a power of two. */
function ringPairs(crossedRows: number): number {
  return exp2(Math.ceil(log2(crossedRows / 2 + 5)));
}

/** Farther out there is nothing to see but the edge mode, and fixed point numbers would overflow. @unit pixels */
const FARTHEST = 2 ** 29;
const held = (position: number) => Math.min(FARTHEST, Math.max(-FARTHEST, position));

/** The words that both structs begin with. */
function pictureWords({ source, out, edge }: TurnJob, { pointer, stride, straighten }: Readable): number[] {
  const { width, height } = source;
  return [pointer, stride, width, height, EDGE_CODE[edge], straighten, out.pointer, out.width * 4, out.width];
}

function premultiplied(bench: Workbench, { pointer, width, height }: PixelsAt): number {
  const copy = bench.take(width * height * 4);
  bench.team.rows(height, [['premultiplyRows', pointer, copy, width]]);
  return copy;
}
