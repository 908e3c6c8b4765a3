import type { Box, Grid } from './grid.ts';
import { planeOf } from './grid.ts';
import { runRows } from './rows.ts';
import type { Stage } from './stage.ts';

/** Adds the light in a grid's planes 0, 1 and 2 to the picture. @param solid how much of it counts as a solid body */
export function addGridLight(stage: Stage, grid: Grid, box: Box, solid: number, solidMost: number): void {
  const [red, green, blue] = stage.planes.rgb;
  const light = [planeOf(grid, 0), planeOf(grid, 1), planeOf(grid, 2)];
  const stride = stage.levels[0]?.stride ?? 0;
  const rows = [grid.firstRow, grid.firstRow + grid.rowCount];
  runRows(stage.team, box.bottom - box.top, [
    // biome-ignore format: one line reads as the call it is
    ['addLight', red, green, blue, stage.planes.mask[0] ?? 0, stride, box.left, box.right, box.top, ...light, grid.stride, ...rows, solid, solidMost],
  ]);
}
