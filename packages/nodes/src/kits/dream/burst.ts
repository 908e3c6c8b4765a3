import { exp2 } from '@epoch/graph-runtime/exact-math';
import { type Body, discOf } from './body.ts';
import { hash32 } from './dmath.ts';
import { boxAround, halfGrid, planeOf } from './grid.ts';
import { addGridLight } from './grid-light.ts';
import { addNoise, type Octave, windPoints } from './octaves.ts';
import { lch, mixHueDeg } from './oklab.ts';
import { runRows } from './rows.ts';
import type { Stage } from './stage.ts';

const REACH = 1.65;
const DISTANCE = 3;
const TEXTURE = 4;
const THREADS = 5;

/** Paints an exploded star: a torn shell of glowing threads around a blinding core. */
export function drawBurst(stage: Stage, body: Body): void {
  const { centreX, centreY, radiusPx } = discOf(stage, body);
  const box = boxAround(stage, centreX, centreY, radiusPx * REACH);
  if (box === null) return;
  const grid = halfGrid(stage, box);
  const time = stage.view.timeFrames;
  windPoints(stage, grid, {
    centreX,
    centreY,
    toDisc: [1 / radiusPx, 0, 0, 1 / radiusPx],
    reach: REACH * 1.5,
    turnAt: (distance) => 0.25 * distance,
    depthAt: (distance) => distance * 1.4 - time * 0.006,
  });
  const octaves: Octave[] = [];
  for (let j = 0; j < 4; j++) {
    // biome-ignore format: the numbers line up
    octaves.push({ into: planeOf(grid, TEXTURE), frequency: 2.1 * exp2(j), stretchZ: 0.7, offset: [2, 4 + j, 1], seed: hash32(body.id, 20 + j), amplitude: 0.75 * exp2(-0.75 * j) });
  }
  for (let j = 0; j < 5; j++) {
    // biome-ignore format: the numbers line up
    octaves.push({ into: planeOf(grid, THREADS), frequency: 2.4 * exp2(j), stretchZ: 1.3, offset: [7, 3 + j, 5], seed: hash32(body.id, 40 + j), amplitude: 0.62 * exp2(-0.45 * j), shape: 'ridged', warp: planeOf(grid, TEXTURE), warpStrength: 0.45 });
  }
  addNoise(stage, grid, octaves);
  const [first, second] = stage.colours;
  const table = stage.table('burst', 11);
  const outer = lch(0.64, 0.2, mixHueDeg(40, first?.hueDeg ?? 40, 0.6));
  const inner = lch(0.6, 0.15, mixHueDeg(220, second?.hueDeg ?? 220, 0.6));
  table.data.set([body.alpha, 0.78, ...outer, ...inner, ...lch(0.96, 0.03, 90)]);
  const planes = [0, 1, 2, DISTANCE, TEXTURE, THREADS].map((index) => planeOf(grid, index));
  runRows(stage.team, grid.rowCount, [
    ['burstLight', ...planes, grid.stride, grid.firstRow, grid.spans.pointer, table.pointer],
  ]);
  addGridLight(stage, grid, box, 0.5, 0.5);
}
