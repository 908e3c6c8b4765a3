import type { Measures } from '../requests.ts';
import type { Workbench } from '../workbench.ts';
import { type PixelsAt, place } from './pixels-at.ts';

export interface MeasureJob {
  readonly image: PixelsAt;
}

/** Sums to a row in the table of kernels/raster/measure.ts. */
const SUMS = 5;

/** Linear light of the 256 sRGB values. */
const LINEAR = Float32Array.from({ length: 256 }, (_, value) => {
  const level = value / 255;
  return level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4;
});

export function runMeasure(bench: Workbench, { image }: MeasureJob): Measures {
  const { pointer, width, height } = image;
  const plane = bench.take(width * height * 4);
  const sums = bench.take(height * SUMS * 8);
  const edges = bench.take(height * 8);
  bench.team.rows(height, [['labRows', pointer, width, place(bench, LINEAR), plane, sums]]);
  bench.team.rows(height, [['laplacianRows', plane, width, height, edges]]);
  const [lightness = 0, square = 0, a = 0, b = 0, chroma = 0] = addRows(bench, sums, height, SUMS);
  const [edge = 0] = addRows(bench, edges, height, 1);
  const pixels = width * height;
  const inner = Math.max(0, width - 2) * Math.max(0, height - 2);
  const mean = lightness / pixels;
  return {
    lightness: mean,
    a: a / pixels,
    b: b / pixels,
    chroma: chroma / pixels,
    contrast: Math.sqrt(Math.max(0, square / pixels - mean * mean)),
    sharpness: inner === 0 ? 0 : edge / inner,
  };
}

/** Column sums of a table of doubles, top row first. */
function addRows(bench: Workbench, pointer: number, rows: number, columns: number): Float64Array {
  const bytes = bench.bytes(pointer, rows * columns * 8);
  const table = new Float64Array(bytes.buffer, bytes.byteOffset, rows * columns);
  const totals = new Float64Array(columns);
  for (const [index, value] of table.entries()) {
    const column = index % columns;
    totals[column] = (totals[column] ?? 0) + value;
  }
  return totals;
}
