import type { EdgeMode, Filter } from '../requests.ts';
import { makePhases, PHASES } from '../taps.ts';
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
  readonly edge: EdgeMode;
}

/** The struct `Turn` of kernels/raster/affine.ts: six doubles, then words. */
const DOUBLES = 6;
const WORDS = 11;

export function runTurn(bench: Workbench, job: TurnJob): void {
  const { source, out, edge } = job;
  const isOpaque = opaque(bench, source);
  const plan = bench.take(8 * DOUBLES + 4 * WORDS);
  const doubles = Float64Array.of(job.u, job.v, job.ux, job.vx, job.uy, job.vy);
  bench.bytes(plan, 8 * DOUBLES).set(new Uint8Array(doubles.buffer));
  bench
    .words(plan + 8 * DOUBLES, WORDS)
    .set([
      isOpaque ? source.pointer : premultiplied(bench, source),
      source.width * 4,
      source.width,
      source.height,
      EDGE_CODE[edge],
      isOpaque && edge !== 'transparent' ? 0 : 1,
      out.pointer,
      out.width * 4,
      out.width,
      place(bench, makePhases(job.filter)),
      PHASES,
    ]);
  bench.team.rows(out.height, [['turn', plan]]);
}

function premultiplied(bench: Workbench, { pointer, width, height }: PixelsAt): number {
  const copy = bench.take(width * height * 4);
  bench.team.rows(height, [['premultiplyRows', pointer, copy, width]]);
  return copy;
}
