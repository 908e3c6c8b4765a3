import { exp2 } from '@epoch/graph-runtime/exact-math';
import { type Body, discOf } from './body.ts';
import { hash32 } from './dmath.ts';
import { type Box, boxAround, discGrid, halfGrid, planeOf } from './grid.ts';
import { addGridLight } from './grid-light.ts';
import { addNoise, type Octave, windPoints } from './octaves.ts';
import { lch, mixHueDeg, type Rgb } from './oklab.ts';
import { runRows } from './rows.ts';
import type { Stage, Table } from './stage.ts';

/** How far the corona shines. @unit radii */
const REACH = 2.6;
const DISTANCE = 3;
const GRANULES = 4;
const BOIL = 5;

/** Paints a sun: its corona, then its boiling face. */
export function drawSun(stage: Stage, body: Body): void {
  const { centreX, centreY, radiusPx } = discOf(stage, body);
  const around = boxAround(stage, centreX, centreY, radiusPx * REACH);
  if (around === null) return;
  const table = stage.table('sun', 14);
  table.data.set([centreX, centreY, radiusPx, body.alpha, ...heatColours(stage, 58, 0.25), REACH]);
  drawCorona(stage, body, around, table, centreX, centreY, radiusPx);
  const face = boxAround(stage, centreX, centreY, radiusPx + 2);
  if (face !== null) drawFace(stage, body, face, table, centreX, centreY, radiusPx);
}

/** Colours of heat, dark to white-hot, leaning towards the scene's first colour. */
export function heatColours(stage: Stage, ownHueDeg: number, share: number): readonly number[] {
  const hue = mixHueDeg(ownHueDeg, stage.colours[0]?.hueDeg ?? ownHueDeg, share);
  const stops: readonly Rgb[] = [lch(0.5, 0.19, hue - 22), lch(0.74, 0.17, hue), lch(0.94, 0.06, hue + 25)];
  return stops.flat();
}

type Circle = readonly [centreX: number, centreY: number, radiusPx: number];

function drawCorona(stage: Stage, body: Body, box: Box, table: Table, ...[centreX, centreY, radiusPx]: Circle): void {
  const grid = halfGrid(stage, box);
  const time = stage.view.timeFrames;
  windPoints(stage, grid, {
    centreX,
    centreY,
    toDisc: [1 / radiusPx, 0, 0, 1 / radiusPx],
    reach: REACH * 1.5,
    turnAt: () => 0,
    depthAt: (distance) => distance * 0.55 - time * 0.012,
  });
  const streamers = [0, 1, 2, 3].map((j): Octave => {
    const frequency = 2.6 * exp2(j);
    const stretchZ = (1 + j * 0.5) / frequency;
    const amplitude = 0.8 * exp2(-0.7 * j);
    return {
      into: planeOf(grid, GRANULES),
      frequency,
      stretchZ,
      offset: [3 + j, 7, j],
      seed: hash32(body.id, j),
      amplitude,
    };
  });
  addNoise(stage, grid, streamers);
  const planes = [0, 1, 2, DISTANCE, GRANULES].map((index) => planeOf(grid, index));
  runRows(stage.team, grid.rowCount, [
    ['corona', ...planes, grid.stride, grid.firstRow, grid.spans.pointer, table.pointer],
  ]);
  addGridLight(stage, grid, box, 0, 0);
}

function drawFace(stage: Stage, body: Body, box: Box, table: Table, ...[centreX, centreY, radiusPx]: Circle): void {
  const grid = discGrid(stage, box, centreX, centreY, radiusPx);
  const ball = stage.table('ball', 9);
  ball.data.set([grid.stepPx, grid.originPx, centreX, centreY, 1 / radiusPx, 1, 0, 1, 0]);
  const points = [planeOf(grid, 0), planeOf(grid, 1), planeOf(grid, 2)];
  runRows(stage.team, grid.rowCount, [
    ['ballPoints', ...points, grid.stride, grid.firstRow, grid.spans.pointer, ball.pointer],
  ]);
  addNoise(
    stage,
    grid,
    granuleOctaves(stage, body.id, planeOf(grid, GRANULES), planeOf(grid, BOIL), radiusPx / grid.stepPx),
  );
  const [red, green, blue] = stage.planes.rgb;
  const stride = stage.levels[0]?.stride ?? 0;
  const rows = [grid.firstRow, grid.firstRow + grid.rowCount];
  runRows(stage.team, box.bottom - box.top, [
    // biome-ignore format: one line reads as the call it is
    ['sunFace', red, green, blue, stage.planes.mask[0] ?? 0, stride, box.left, box.right, box.top, planeOf(grid, GRANULES), grid.stride, grid.level, ...rows, table.pointer],
  ]);
}

function granuleOctaves(
  stage: Stage,
  id: number,
  granules: number,
  boil: number,
  gridRadius: number,
): readonly Octave[] {
  const time = stage.view.timeFrames;
  const octaves: Octave[] = [];
  for (let j = 0; j < 2; j++) {
    octaves.push({
      into: boil,
      frequency: 3 * exp2(j),
      offset: [1, 2, time * 0.01],
      seed: hash32(id, 50 + j),
      amplitude: 0.5,
    });
  }
  for (let j = 0; j < 5; j++) {
    const frequency = 5 * exp2(j);
    if (j > 0 && frequency > gridRadius) break;
    // biome-ignore format: the numbers line up
    octaves.push({ into: granules, frequency, offset: [5, 6, time * 0.02 * (1 + j)], seed: hash32(id, 60 + j), amplitude: 0.62 * exp2(-0.55 * j), shape: 'ridged', warp: boil, warpStrength: 0.9 });
  }
  return octaves;
}
