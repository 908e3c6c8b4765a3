import { cosSin, exp2 } from '@epoch/graph-runtime/exact-math';
import type { Body } from './body.ts';
import { clamp, hash32, lerp, lineNoise, smoothstep, unit } from './dmath.ts';
import { type Box, boxAround, discGrid, type Grid, planeOf } from './grid.ts';
import { addNoise, type Octave } from './octaves.ts';
import { lch, mixHueDeg, mixRgb, type Rgb } from './oklab.ts';
import { type PlanetLook, planetLook, SURFACES, settledKind } from './planet-kinds.ts';
import type { Colour } from './prompt.ts';
import { runRows } from './rows.ts';
import type { Stage, Table } from './stage.ts';

const TONE_ROWS = 257;
/** Grooves of a ring; small planets do with few. */
const RING_ROWS = { large: 768, small: 128, belowPx: 30 };
/** Planes of the grid: 0..2 hold the points, the rest the fields. Plane 1 is the point's height above the equator. */
const LATITUDE = 1;
const HEIGHT = 3;
const WARP = 4;
const FINE = 5;
const CLOUDS = 6;

interface Ring {
  /** @unit planet radii */
  readonly inner: number;
  readonly outer: number;
  /** How open it lies to us, 0 edge-on to 1. */
  readonly opening: number;
  readonly angleRad: number;
}

/** Paints a planet or moon, its air and its rings. */
export function drawPlanet(stage: Stage, body: Body): void {
  const { width, height } = stage;
  const centreX = (width - 1) / 2 + body.x * height;
  const centreY = (height - 1) / 2 + body.y * height;
  const radiusPx = body.radius * height;
  const kind = settledKind(body.kind, body.id);
  const [first, second] = [sceneColour(stage, body.id, 11), sceneColour(stage, body.id, 12)];
  const look = planetLook(kind, first, second, stage.scene.colours.length > 0 ? 0.75 : 0.5);
  const ring = ringOf(stage, kind, body.id);
  const ringRows = radiusPx < RING_ROWS.belowPx ? RING_ROWS.small : RING_ROWS.large;

  const disc = boxAround(stage, centreX, centreY, radiusPx * (1 + 0.35 * look.lumps) + 3);
  const all = boxAround(stage, centreX, centreY, radiusPx * Math.max(1.37, ring === null ? 0 : ring.outer * 1.02));
  if (all === null) return;
  const grid = discGrid(stage, disc ?? cornerBox(all), centreX, centreY, radiusPx);
  if (disc !== null) placeBall(stage, grid, body, centreX, centreY, radiusPx);
  if (disc !== null) addNoise(stage, grid, surfaceOctaves(grid, look, body.id, radiusPx));

  const air = lch(0.72, 0.15, look.airHueDeg);
  const light = lightOf(stage);
  const table = stage.table('planet', 40);
  const words = new Int32Array(table.data.buffer, table.pointer, table.data.length);
  const turn = ring ?? { inner: 9, outer: 9.1, opening: 1, angleRad: 0 };
  table.data.set([centreX, centreY, radiusPx, body.alpha, ...light]);
  table.data.set([...cosSin(turn.angleRad), 1 / turn.opening, turn.inner, turn.outer], 7);
  table.data.set([ringRows / (turn.outer - turn.inner), ...air, look.airAmount, look.seaLevel, look.cloudAmount], 12);
  table.data[19] = radiusPx * 0.035;
  words[20] = SURFACES[look.surface];
  table.data[21] = ring === null ? 0 : 1;
  words.set([grid.level, grid.firstRow, grid.firstRow + grid.rowCount, grid.stride], 22);
  words.set(
    [HEIGHT, WARP, FINE, CLOUDS, LATITUDE].map((index) => planeOf(grid, index)),
    26,
  );
  table.data[31] = look.lumps;
  words[32] = hash32(body.id, 77) | 0;
  table.data[33] = look.iceLatitude;

  const tones = toneTable(stage, look);
  const ringTable = ringColours(stage, ring, ringRows, look.airHueDeg, first, body.id);
  const [red, green, blue] = stage.planes.rgb;
  const stride = stage.levels[0]?.stride ?? 0;
  runRows(stage.team, all.bottom - all.top, [
    // biome-ignore format: one line reads as the call it is
    ['planet', red, green, blue, stage.planes.mask[0] ?? 0, stride, all.left, all.right, all.top, table.pointer, tones.pointer, ringTable.pointer],
  ]);
}

/** Direction towards the light of this world, the same for all its bodies: from the upper left, a little in front. */
export function lightOf(stage: Stage): readonly [x: number, y: number, z: number] {
  const z = 0.5 + 0.22 * (unit(stage.view.seed, 17) - 0.5);
  const length = Math.sqrt(0.62 * 0.62 + 0.48 * 0.48 + z * z);
  return [-0.62 / length, -0.48 / length, z / length];
}

/** One of the scene's three leading colours. */
export function sceneColour(stage: Stage, id: number, salt: number): Colour {
  const leading = stage.colours.slice(0, 3);
  return leading[hash32(id, salt) % leading.length] ?? { hueDeg: 0, chroma: 0, lightness: 0, weight: 0 };
}

function cornerBox(box: Box): Box {
  return { ...box, right: box.left + 4, bottom: box.top + 1 };
}

function placeBall(stage: Stage, grid: Grid, body: Body, centreX: number, centreY: number, radiusPx: number): void {
  const tilt = (unit(body.id, 8) - 0.5) * 1.2;
  const spin = stage.view.timeFrames * 0.004 + unit(body.id, 10) * 6;
  const table = stage.table('ball', 9);
  table.data.set([grid.stepPx, grid.originPx, centreX, centreY, 1 / radiusPx]);
  table.data.set([...cosSin(tilt), ...cosSin(spin)], 5);
  const points = [planeOf(grid, 0), planeOf(grid, 1), planeOf(grid, 2)];
  runRows(stage.team, grid.rowCount, [
    ['ballPoints', ...points, grid.stride, grid.firstRow, grid.spans.pointer, table.pointer],
  ]);
}

/** The noise that makes a surface. Octaves too fine for the grid are left out, the last ones fade. */
function surfaceOctaves(grid: Grid, look: PlanetLook, id: number, radiusPx: number): readonly Octave[] {
  const finest = ((radiusPx * 0.45) / grid.stepPx) * 1.2;
  const warp = planeOf(grid, WARP);
  const base = hash32(id, 20);
  const octaves: Octave[] = [];
  const add = (
    into: number,
    count: number,
    salt: number,
    of: (j: number) => Partial<Octave> & { frequency: number },
  ) => {
    for (let j = 0; j < count; j++) {
      const octave = of(j);
      const fading = smoothstep(finest, finest * 0.5, octave.frequency);
      const offset = [
        unit(id, 30 + salt + j) * 50,
        unit(id, 31 + salt + j) * 50,
        unit(id, 32 + salt + j) * 50,
      ] as const;
      const amplitude = (octave.amplitude ?? 1) * (j === 0 ? 1 : fading);
      if (amplitude > 0)
        octaves.push({ ...octave, into: planeOf(grid, into), offset, seed: hash32(base, salt + j), amplitude });
    }
  };
  if (look.surface === 'gas') {
    add(WARP, 3, 0, (j) => ({ frequency: 2.2 * exp2(j), stretchY: 1.4, amplitude: 0.5 * exp2(-j) }));
    // biome-ignore format: the numbers line up
    add(HEIGHT, 4, 10, (j) => ({ frequency: 1.6 * exp2(j), stretchY: 4.5, amplitude: 0.8 * exp2(-0.7 * j), warp, warpStrength: 0.35 * exp2(0.6 * j) }));
    add(FINE, 3, 20, (j) => ({
      frequency: 9 * exp2(j),
      stretchY: 2.6,
      amplitude: 0.5 * exp2(-0.6 * j),
      warp,
      warpStrength: 1.6,
    }));
    return octaves;
  }
  add(WARP, 2, 0, (j) => ({ frequency: 1.7 * exp2(j), amplitude: 0.6 * exp2(-j) }));
  // biome-ignore format: the numbers line up
  add(HEIGHT, 7, 10, (j) => ({ frequency: 1.5 * exp2(j), amplitude: (look.cratered ? 0.6 : 1) * exp2(-0.85 * j), warp, warpStrength: 0.5 * exp2(0.5 * j) }));
  // biome-ignore format: the numbers line up
  add(FINE, 4, 20, (j) => ({ frequency: 3 * exp2(j), amplitude: 0.5 * exp2(-0.6 * j), shape: 'ridged', warp, warpStrength: 0.8 }));
  if (look.cratered)
    add(HEIGHT, 4, 50, (j) => ({ frequency: 2 * exp2(j), amplitude: 0.26 * exp2(-0.75 * j), shape: 'craters' }));
  // biome-ignore format: the numbers line up
  if (look.cloudAmount > 0) add(CLOUDS, 5, 40, (j) => ({ frequency: 2.4 * exp2(j), stretchY: 1.7, amplitude: 0.8 * exp2(-0.75 * j), warp, warpStrength: 1.5 }));
  return octaves;
}

function toneTable(stage: Stage, look: PlanetLook): Table {
  const table = stage.table('planet tones', TONE_ROWS * 4);
  for (let row = 0; row < TONE_ROWS; row++) {
    const t = Math.min(4.9999, (row / 256) * 5);
    const stop = Math.floor(t);
    table.data.set(mixRgb(look.tones[stop] ?? GREY, look.tones[stop + 1] ?? GREY, t - stop), row * 4);
  }
  return table;
}

const GREY: Rgb = [0.2, 0.2, 0.2];

function ringOf(stage: Stage, kind: string, id: number): Ring | null {
  const asked = stage.amount('ring');
  const ringed =
    asked > 0.3 ? kind !== 'asteroid' && unit(id, 7) < 0.55 + 0.4 * asked : kind === 'gas' && unit(id, 7) < 0.3;
  if (!ringed) return null;
  const inner = 1.28 + 0.15 * unit(id, 13);
  const outer = 2 + 0.35 * unit(id, 14);
  return { inner, outer, opening: 0.16 + 0.32 * unit(id, 15), angleRad: (unit(id, 16) - 0.5) * 0.9 };
}

/** Colour and density by distance from the inner edge: fine grooves and one wide gap. */
function ringColours(
  stage: Stage,
  ring: Ring | null,
  rows: number,
  airHueDeg: number,
  colour: Colour,
  id: number,
): Table {
  const table = stage.table('planet ring', (RING_ROWS.large + 2) * 4);
  if (ring === null) return table;
  const light = lch(0.8, 0.05, airHueDeg - 170 + 60 * (unit(id, 21) - 0.5));
  const dark = lch(0.62, 0.07, mixHueDeg(60, colour.hueDeg, stage.scene.colours.length > 0 ? 0.75 : 0.5));
  for (let row = 0; row < rows + 2; row++) {
    const t = row / rows;
    const grooves = 0.3 * lineNoise(t * 9, id) + 0.22 * lineNoise(t * 27, id + 1) + 0.14 * lineNoise(t * 70, id + 2);
    const toGap = Math.abs(t - 0.62);
    const gap = toGap < 0.045 ? (toGap / 0.045) * 0.5 : 1;
    const density = clamp((0.55 + grooves) * gap, 0, 1) * smoothstep(0, 0.06, t) * smoothstep(1, 0.9, t);
    table.data.set([...mixRgb(light, dark, lerp(0.5, 1, lineNoise(t * 6, id + 5))), density], row * 4);
  }
  return table;
}
