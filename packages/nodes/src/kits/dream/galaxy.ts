import { cosSin, exp2, log2 } from '@epoch/graph-runtime/exact-math';
import { type Body, discOf } from './body.ts';
import { hash32, PI, unit } from './dmath.ts';
import { boxAround, halfGrid, planeOf } from './grid.ts';
import { addGridLight } from './grid-light.ts';
import { addNoise, type Octave, windPoints } from './octaves.ts';
import { lch, mixHueDeg } from './oklab.ts';
import { runRows } from './rows.ts';
import type { Stage } from './stage.ts';

/** How far the disc shines. @unit radii */
const REACH = 1.75;
const DISTANCE = 3;
const TEXTURE = 4;
const DUST = 5;

/** Paints a spiral galaxy: an inclined disc whose arms are noise unwound by the logarithm of the distance. */
export function drawGalaxy(stage: Stage, body: Body): void {
  const { centreX, centreY, radiusPx } = discOf(stage, body);
  const box = boxAround(stage, centreX, centreY, radiusPx * REACH);
  if (box === null) return;
  const grid = halfGrid(stage, box);
  const inclination = 0.32 + 0.5 * unit(body.id, 3);
  const angle = unit(body.id, 4) * PI;
  const [cos, sin] = cosSin(angle);
  const wind = 1.66 + 0.97 * unit(body.id, 9);
  const spin = stage.view.timeFrames * 0.003;
  windPoints(stage, grid, {
    centreX,
    centreY,
    toDisc: [cos / radiusPx, sin / radiusPx, -sin / radiusPx / inclination, cos / radiusPx / inclination],
    reach: REACH / inclination,
    turnAt: (distance) => -wind * logOf(distance) + spin,
    depthAt: logOf,
  });
  const octaves: Octave[] = [];
  for (let j = 0; j < 5; j++) {
    // biome-ignore format: the numbers line up
    octaves.push({ into: planeOf(grid, TEXTURE), frequency: 1.4 * exp2(j), stretchZ: 1.07, offset: [1 + j, 2, 3], seed: hash32(body.id, 20 + j), amplitude: 0.7 * exp2(-0.7 * j) });
  }
  for (let j = 0; j < 4; j++) {
    // biome-ignore format: the numbers line up
    octaves.push({ into: planeOf(grid, DUST), frequency: 2.2 * exp2(j), stretchZ: 1.18, offset: [4 + j, 5, 6], seed: hash32(body.id, 40 + j), amplitude: 0.6 * exp2(-0.55 * j), shape: 'ridged', warp: planeOf(grid, TEXTURE), warpStrength: 0.3 });
  }
  addNoise(stage, grid, octaves);

  const [first, second] = stage.colours;
  const core = lch(0.92, 0.07, 75);
  const arms = lch(0.7, 0.13, mixHueDeg(250, first?.hueDeg ?? 250, 0.55));
  const knots = lch(0.62, 0.2, mixHueDeg(350, second?.hueDeg ?? 350, 0.5));
  const table = stage.table('galaxy', 11);
  table.data.set([body.alpha, hash32(body.id, 8) % 3 === 0 ? 3 : 2, ...core, ...arms, ...knots]);
  const planes = [0, 1, 2, DISTANCE, TEXTURE, DUST].map((index) => planeOf(grid, index));
  runRows(stage.team, grid.rowCount, [
    ['galaxyLight', ...planes, grid.stride, grid.firstRow, grid.spans.pointer, table.pointer],
  ]);
  addGridLight(stage, grid, box, 1.5, 0.6);
}

/** Logarithm of the distance, kept finite in the centre. */
function logOf(distance: number): number {
  return log2(distance + 0.03);
}
