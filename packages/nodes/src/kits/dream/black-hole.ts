import { cosSin, exp2 } from '@epoch/graph-runtime/exact-math';
import { type Body, discOf } from './body.ts';
import { hash32, unit } from './dmath.ts';
import { boxAround, halfGrid, planeOf } from './grid.ts';
import { addNoise, type Octave, windPoints } from './octaves.ts';
import { runRows } from './rows.ts';
import type { Stage } from './stage.ts';
import { heatColours } from './sun.ts';

/** How far the disc reaches. @unit radii of the shadow */
const REACH = 4.6;
/** The shadow's share of the body's radius. */
const SHADOW = 0.42;
const NOISE = 4;

/** Paints a black hole with its disc; gas nearer the hole runs faster. */
export function drawBlackHole(stage: Stage, body: Body): void {
  const { centreX, centreY, radiusPx } = discOf(stage, body);
  const shadowPx = radiusPx * SHADOW;
  const box = boxAround(stage, centreX, centreY, shadowPx * REACH);
  if (box === null) return;
  const grid = halfGrid(stage, box);
  const angle = (unit(body.id, 3) - 0.5) * 0.7;
  const [cos, sin] = cosSin(angle);
  const flatness = 0.16 + 0.12 * unit(body.id, 4);
  const time = stage.view.timeFrames;
  windPoints(stage, grid, {
    centreX,
    centreY,
    toDisc: [cos / shadowPx, sin / shadowPx, -sin / shadowPx / flatness, cos / shadowPx / flatness],
    reach: REACH / flatness,
    turnAt: (distance) => (-time * 0.05) / (distance * Math.sqrt(distance) + 0.4),
    depthAt: (distance) => distance,
  });
  const octaves = [0, 1, 2, 3].map((j): Octave => {
    const frequency = 1.3 * exp2(j * 0.7);
    const stretchZ = (3.2 * exp2(j)) / frequency;
    const amplitude = 0.6 * exp2(-0.5 * j);
    return { into: planeOf(grid, NOISE), frequency, stretchZ, offset: [1, 2, 3], seed: hash32(body.id, j), amplitude };
  });
  addNoise(stage, grid, octaves);
  const table = stage.table('hole', 16);
  table.data.set([centreX, centreY, shadowPx, body.alpha, ...heatColours(stage, 52, 0.4), cos, sin, flatness]);
  const [red, green, blue] = stage.planes.rgb;
  const stride = stage.levels[0]?.stride ?? 0;
  const rows = [grid.firstRow, grid.firstRow + grid.rowCount];
  runRows(stage.team, box.bottom - box.top, [
    // biome-ignore format: one line reads as the call it is
    ['hole', red, green, blue, stage.planes.mask[0] ?? 0, stride, box.left, box.right, box.top, planeOf(grid, NOISE), grid.stride, ...rows, table.pointer],
  ]);
}
