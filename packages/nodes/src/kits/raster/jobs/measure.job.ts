import type { Measures } from '../requests.ts';
import type { Workbench } from '../workbench.ts';
import { LINEAR_LIGHT } from './light.ts';
import { type PixelsAt, place } from './pixels-at.ts';

export interface MeasureJob {
  readonly image: PixelsAt;
}

/** Sums to a row in the table of kernels/raster/measure.ts. */
const SUMS = 7;

export function runMeasure(bench: Workbench, { image }: MeasureJob): Measures {
  const { pointer, width, height } = image;
  const plane = bench.take(width * height * 4);
  const sums = bench.take(height * SUMS * 8);
  const edges = bench.take(height * 8);
  bench.team.rows(height, [['labRows', pointer, width, place(bench, LINEAR_LIGHT), plane, sums]]);
  bench.team.rows(height, [['laplacianRows', plane, width, height, edges]]);
  const totals = addRows(bench, sums, height, SUMS);
  const [lightness = 0, square = 0, a = 0, b = 0, chroma = 0, squareA = 0, squareB = 0] = totals;
  const [edge = 0] = addRows(bench, edges, height, 1);
  const pixels = width * height;
  const inner = Math.max(0, width - 2) * Math.max(0, height - 2);
  const mean = lightness / pixels;
  const spread = (squares: number, sum: number) =>
    Math.sqrt(Math.max(0, squares / pixels - (sum / pixels) * (sum / pixels)));
  return {
    lightness: mean,
    a: a / pixels,
    b: b / pixels,
    chroma: chroma / pixels,
    contrast: spread(square, lightness),
    spreadA: spread(squareA, a),
    spreadB: spread(squareB, b),
    sharpness: inner === 0 ? 0 : edge / inner,
  };
}

/** Column sums of a table of doubles, top row first. */
export function addRows(bench: Workbench, pointer: number, rows: number, columns: number): Float64Array {
  const bytes = bench.bytes(pointer, rows * columns * 8);
  const table = new Float64Array(bytes.buffer, bytes.byteOffset, rows * columns);
  const totals = new Float64Array(columns);
  for (const [index, value] of table.entries()) {
    const column = index % columns;
    totals[column] = (totals[column] ?? 0) + value;
  }
  return totals;
}
