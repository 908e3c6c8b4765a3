import { cosSin, log2 } from '@epoch/graph-runtime/exact-math';
import { type Grid, planeOf } from './grid.ts';
import type { Plane } from './planes.ts';
import { runRows } from './rows.ts';
import type { Stage, Table } from './stage.ts';

/** One octave of three-dimensional noise that is added to a plane. */
export interface Octave {
  readonly into: Plane;
  readonly frequency: number;
  /** Frequencies along y and z relative to x. 1 when missing. */
  readonly stretchY?: number;
  readonly stretchZ?: number;
  readonly offset?: readonly [x: number, y: number, z: number];
  readonly seed: number;
  readonly amplitude: number;
  readonly shape?: 'plain' | 'ridged' | 'craters';
  /** Plane that displaces the points, and by how much. */
  readonly warp?: Plane;
  readonly warpStrength?: number;
}

const SHAPES = { plain: 0, ridged: 1, craters: 2 } as const;
const WORDS_PER_OCTAVE = 16;
const MOST_OCTAVES = 40;
const RADIAL_ROWS = 2048;

/** Fills planes of a grid with noise at the points in its planes 0, 1 and 2. Each plane named is cleared first. */
export function addNoise(stage: Stage, grid: Grid, octaves: readonly Octave[]): void {
  const table = stage.table('octaves', MOST_OCTAVES * WORDS_PER_OCTAVE);
  const words = new Int32Array(table.data.buffer, table.pointer, table.data.length);
  octaves.slice(0, MOST_OCTAVES).forEach((octave, index) => {
    const at = index * WORDS_PER_OCTAVE;
    const { frequency } = octave;
    words[at] = octave.into;
    table.data.set([frequency, frequency * (octave.stretchY ?? 1), frequency * (octave.stretchZ ?? 1)], at + 1);
    table.data.set(octave.offset ?? [0, 0, 0], at + 4);
    words[at + 7] = octave.seed | 0;
    table.data[at + 8] = octave.amplitude;
    words[at + 9] = SHAPES[octave.shape ?? 'plain'];
    words[at + 10] = octave.warp ?? 0;
    table.data[at + 11] = octave.warpStrength ?? 0;
  });
  const points = [planeOf(grid, 0), planeOf(grid, 1), planeOf(grid, 2)];
  runRows(stage.team, grid.rowCount, [
    ['noiseStack', ...points, grid.stride, grid.firstRow, grid.spans.pointer, table.pointer, octaves.length],
  ]);
}

/** How points wind around a centre, by their distance from it. */
export interface Winding {
  readonly centreX: number;
  readonly centreY: number;
  /** From pixels to disc coordinates: u = xu dx + yu dy, v = xv dx + yv dy. */
  readonly toDisc: readonly [xu: number, yu: number, xv: number, yv: number];
  /** The largest distance that is asked for, in disc coordinates. */
  readonly reach: number;
  readonly turnAt: (distance: number, log2: number) => number;
  readonly depthAt: (distance: number, log2: number) => number;
}

/** Puts wound directions into planes 0 and 1 of a grid, depths into plane 2 and distances into plane 3. */
export function windPoints(stage: Stage, grid: Grid, winding: Winding): void {
  const radial = windingTable(stage, winding);
  const table = stage.table('winding', 12);
  const { centreX, centreY, toDisc, reach } = winding;
  const rowsPerRoot = RADIAL_ROWS / Math.sqrt(reach);
  table.data.set([grid.stepPx, grid.originPx, centreX, centreY, ...toDisc, rowsPerRoot, RADIAL_ROWS - 1]);
  const planes = [0, 1, 2, 3].map((index) => planeOf(grid, index));
  const { stride, firstRow, spans } = grid;
  runRows(stage.team, grid.rowCount, [
    ['discPoints', ...planes, stride, firstRow, spans.pointer, table.pointer, radial.pointer],
  ]);
}

function windingTable(stage: Stage, { reach, turnAt, depthAt }: Winding): Table {
  const radial = stage.table('radial', RADIAL_ROWS * 4);
  for (let row = 0; row < RADIAL_ROWS; row++) {
    const root = ((row + 0.5) / RADIAL_ROWS) * Math.sqrt(reach);
    const distance = root * root;
    const depth = log2(distance + 1e-6);
    const turn = turnAt(distance, depth);
    radial.data.set([...cosSin(turn), depthAt(distance, depth)], row * 4);
  }
  return radial;
}
