import type { Plane } from './planes.ts';
import { runRows } from './rows.ts';
import { levelAt, type Stage } from './stage.ts';

/** Mean and standard deviation of a plane, summed row by row in row order. */
export function measurePlane(stage: Stage, plane: Plane, level: number): { mean: number; spread: number } {
  const { width, height, stride } = levelAt(stage.levels, level);
  const columns = Math.max(4, width & ~3);
  const sums = stage.table('row moments', levelAt(stage.levels, 0).height * 4);
  runRows(stage.team, height, [['rowMoments', plane, columns, stride, sums.pointer]]);
  const rows = new Float64Array(sums.data.buffer, sums.pointer, height * 2);
  let sum = 0;
  let squares = 0;
  for (let y = 0; y < height; y++) {
    sum += rows[2 * y] ?? 0;
    squares += rows[2 * y + 1] ?? 0;
  }
  const mean = sum / (columns * height);
  return { mean, spread: Math.sqrt(Math.max(0, squares / (columns * height) - mean * mean)) };
}
