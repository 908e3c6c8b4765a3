import { exp2 } from '@epoch/graph-runtime/exact-math';
import { clamp, hash32 } from '../dmath.ts';
import { halfGrid, planeOf } from '../grid.ts';
import { addNoise, type Octave, windPoints } from '../octaves.ts';
import { runRows } from '../rows.ts';
import { levelAt, type Stage } from '../stage.ts';
import { dolly } from './ground.ts';

const TEXTURE = 4;
const HUE = 5;
/** Turn of the walls from one doubling of the distance to the next. @unit radians */
const TWIST_RAD = 0.35;

/** Paints a tunnel without end: noise over direction and log of the distance looks the same at every zoom. */
export function drawTunnel(stage: Stage): void {
  const { width, height } = stage;
  const grid = halfGrid(stage, { left: 0, right: (width + 3) & ~3, top: 0, bottom: height });
  const [centreX, centreY] = [(width - 1) / 2, (height - 1) / 2];
  const travelled = dolly(stage);
  const time = stage.view.timeFrames * 0.01;
  const seed = stage.view.seed;
  windPoints(stage, grid, {
    centreX,
    centreY,
    toDisc: [1 / height, 0, 0, 1 / height],
    reach: 0.55 * (1 + width / height),
    turnAt: (_, log2) => log2 * TWIST_RAD + time,
    depthAt: (_, log2) => log2 - travelled,
  });
  const octaves: Octave[] = [];
  for (let j = 0; j < 3; j++) {
    const frequency = 1.5 * exp2(j);
    // biome-ignore format: the numbers line up
    octaves.push({ into: planeOf(grid, HUE), frequency, stretchZ: 0.8 / 1.5, offset: [3, 4, 5], seed: hash32(seed, 600 + j), amplitude: 0.5 * exp2(-j) });
  }
  for (let j = 0; j < 5; j++) {
    const frequency = 3 * exp2(0.9 * j);
    const stretchZ = (0.7 * exp2(0.7 * j)) / frequency;
    // biome-ignore format: the numbers line up
    octaves.push({ into: planeOf(grid, TEXTURE), frequency, stretchZ, offset: [3, 4, 5], seed: hash32(seed, 620 + j), amplitude: 0.75 * exp2(-0.6 * j), shape: j < 2 ? 'ridged' : 'plain', warp: planeOf(grid, HUE), warpStrength: 0.5 });
  }
  addNoise(stage, grid, octaves);
  const table = stage.table('tunnel', 4);
  table.data.set([clamp(stage.amount('tunnel'), 0, 1.2), centreX, centreY, height]);
  const { stride } = levelAt(stage.levels, 0);
  const fields = [planeOf(grid, TEXTURE), planeOf(grid, HUE), grid.stride, grid.firstRow + grid.rowCount];
  runRows(stage.team, height, [
    ['tunnel', ...stage.planes.rgb, stride, width, ...fields, stage.palette.pointer, table.pointer],
  ]);
}
