import { cosSin, exp2 } from '@epoch/graph-runtime/exact-math';
import type { KernelCall } from '../raster/team.ts';
import { clamp, lerp, smoothstep } from './dmath.ts';
import { type FieldPlanes, type Plane, pick } from './planes.ts';
import { latticeOver, levelAt, type Stage } from './stage.ts';
import { cellOf, depthOf, octaveState, seedOf, stackWindow } from './view.ts';

/** Hash salts of the fields. */
export const FIELD = { firstWarp: 11, secondWarp: 13, gas: 21, hue: 31, filament: 41 } as const;
/** How much weaker each finer octave is, as an exponent of 2 per octave. */
const ROUGHNESS = { density: 0.92, cloud: 0.8, dust: 0.7, filament: 0.55 } as const;
/** The finest octave's cells are at least this large when it is born. @unit px */
const SMALLEST_CELL_PX = 2.4;
const FINEST_OCTAVE = 9;
/** Speed at which gradients turn. @unit radians per frame */
const TURN_RATE = 0.018;
/** Speed at which flames rise at full strength. @unit picture heights per frame */
const RISE_RATE = 0.02;

/** Which octaves of the gas are worked out at which size: up to `quarter`, up to `half`, and up to `last` at full size. */
export interface Split {
  readonly quarter: number;
  readonly half: number;
  readonly last: number;
  readonly dustLast: number;
  readonly filamentLast: number;
}

/** What the exposure of the coarse density does to the finer octaves: they share its gain, but follow the input less. */
export interface Exposure {
  readonly gain: number;
  readonly follow: number;
}

/** The octaves of the other fields, all at quarter size. */
export const STACK = {
  firstWarp: { first: 0, last: 3 },
  hue: { first: 0, last: 2 },
  secondWarp: { first: 1, last: 4 },
} as const;

interface OctaveShape {
  readonly warped: boolean;
  /** Displacement planes of the same level, where they are not the fields' own. */
  readonly through?: readonly [Plane, Plane];
  readonly ridged?: boolean;
  readonly stretchV?: number;
  readonly risePerFrame?: number;
}

export function splitOf(stage: Stage): Split {
  let finest = 2;
  while (finest < FINEST_OCTAVE && stage.height * exp2(-(finest + 1)) >= SMALLEST_CELL_PX) finest++;
  const high = stage.quality === 'high';
  const quarter = Math.max(1, finest - 3);
  return {
    quarter,
    half: Math.max(quarter, high ? finest - 2 : finest - 1),
    last: high ? finest + 1 : finest,
    dustLast: finest - 1,
    filamentLast: high ? finest : finest - 1,
  };
}

/** How much the gas is weather rather than nebula: 1 for a plain sky, 0 in space, fire and dreams. */
function cloudiness({ amount }: Stage): number {
  const gas = Math.max(0, amount('neb')) + Math.max(0, amount('fire')) + Math.max(0, amount('swirl'));
  return clamp(Math.max(amount('cloud'), amount('sky')) - gas, 0, 1);
}

/** Displacement per cell: more for swirling scenes, less for calm ones; clouds keep their heaps. */
export function warpReach(stage: Stage): number {
  const swirl = 1 + 0.9 * Math.max(0, stage.amount('swirl')) - 0.4 * clamp(stage.amount('calm'), -1, 1);
  return 0.3 * swirl * (1 - 0.55 * cloudiness(stage));
}

/** Displacement of one octave: in proportion to its cell. @unit picture heights */
export function warpShift(
  stage: Stage,
  i: number,
  reach: number,
  { first, last }: { first: number; last: number },
): number {
  return reach * cellOf(stage.view, i) * stackWindow(stage.view, i, first, last, levelAt(stage.levels, 2).height);
}

function amplitudeOf(stage: Stage, i: number, roughness: number, first: number, last: number): number {
  return exp2(-roughness * depthOf(stage.view, i)) * stackWindow(stage.view, i, first, last, stage.height);
}

/**
 * Amplitude of one octave of the density. Octaves finer than those at quarter size are a little stronger than the noise's
 * own law, for crispness; they take this on gradually, so that nothing jumps when an octave comes to be evaluated at
 * another size.
 */
function densityAmplitude(stage: Stage, i: number, split: Split, { gain, follow }: Exposure): number {
  const fine = smoothstep(split.quarter, split.quarter + 0.9, depthOf(stage.view, i));
  const boost = lerp(follow, 1.25 * (1 + stage.amount('detail')), fine);
  return amplitudeOf(stage, i, densityRoughness(stage), 0, split.last) * gain * boost;
}

/** Clouds are rougher than nebulae. */
function densityRoughness(stage: Stage): number {
  return lerp(ROUGHNESS.density, ROUGHNESS.cloud, cloudiness(stage));
}

/** Variance that the density's octaves beyond the quarter size will add. @source noise has a standard deviation of 0.33 */
export function fineVariance(stage: Stage, split: Split): number {
  let sum = 0;
  for (let i = split.quarter + 1; i <= split.last; i++) {
    const spread = 0.33 * amplitudeOf(stage, i, densityRoughness(stage), 0, split.last);
    sum += spread * spread;
  }
  return sum;
}

/** Density and dust of one octave, which share a lattice; the finest octaves have density only. */
export function gasCall(stage: Stage, level: number, i: number, split: Split, exposure: Exposure): KernelCall {
  const { density, dust } = stage.planes.fields;
  const amplitude = densityAmplitude(stage, i, split, exposure);
  const accumulate = i > 0;
  if (i > split.dustLast)
    return octaveCall(stage, level, i, FIELD.gas, density, amplitude, accumulate, gasShape(stage));
  const dusty = i === 0 ? 0 : 0.85 * amplitudeOf(stage, i, ROUGHNESS.dust, 1, split.dustLast);
  const planes = [pick(density, level), pick(dust, level)] as const;
  return pairCall(stage, level, i, FIELD.gas, planes, [amplitude, dusty], accumulate, gasShape(stage));
}

export function filamentCall(stage: Stage, level: number, i: number, split: Split): KernelCall {
  const amplitude = 0.62 * amplitudeOf(stage, i, ROUGHNESS.filament, 1, split.filamentLast);
  const shape = { ...gasShape(stage), ridged: true };
  return octaveCall(stage, level, i, FIELD.filament, stage.planes.fields.filament, amplitude, i > 1, shape);
}

/** Clouds lie, flames stand, and pillars stand more. */
function gasShape(stage: Stage): OctaveShape {
  const standing = 1 - 0.45 * clamp(Math.max(stage.amount('aniso'), 0.4 * stage.amount('fire')), 0, 1);
  return {
    warped: true,
    stretchV: standing * (1 + 0.6 * cloudiness(stage)),
    risePerFrame: RISE_RATE * Math.max(0, stage.amount('fire')),
  };
}

export function octaveCall(
  stage: Stage,
  level: number,
  i: number,
  field: number,
  planes: readonly Plane[],
  amplitude: number,
  accumulate: boolean,
  shape: OctaveShape,
): KernelCall {
  const { width, stride } = levelAt(stage.levels, level);
  const [lattice, warp] = lookUp(stage, level, i, field, shape);
  const ridged = shape.ridged ? 1 : 0;
  return [
    'noiseOctave',
    pick(planes, level),
    width,
    stride,
    accumulate ? 1 : 0,
    ...lattice,
    amplitude,
    ridged,
    ...warp,
  ];
}

export function pairCall(
  stage: Stage,
  level: number,
  i: number,
  field: number,
  planes: readonly [Plane, Plane],
  amplitudes: readonly [number, number],
  accumulate: boolean,
  shape: OctaveShape,
): KernelCall {
  const { width, stride } = levelAt(stage.levels, level);
  const [lattice, warp] = lookUp(stage, level, i, field, shape);
  return ['noisePair', ...planes, width, stride, accumulate ? 1 : 0, ...lattice, ...amplitudes, ...warp];
}

/** Kernel arguments that say where the pixels lie in an octave's lattice: affine map, seed and turn; then the warp. */
function lookUp(
  stage: Stage,
  level: number,
  i: number,
  field: number,
  shape: OctaveShape,
): [lattice: number[], warp: number[]] {
  const { view } = stage;
  const { stretchV = 1, risePerFrame = 0 } = shape;
  const at = latticeOver(stage, level, i, 1, stretchV);
  const seed = seedOf(view, field, i);
  const v = at.v + risePerFrame * octaveState(view, i).risen;
  const rise = Math.floor(v);
  const turnRad =
    view.timeFrames * TURN_RATE * (seed & 1 ? 1 : -1) * (0.7 + (seed >>> 20) / 6000) + (seed & 4095) / 600;
  const fields: FieldPlanes = stage.planes.fields;
  const through = shape.through ?? ([pick(fields.warpX, level), pick(fields.warpY, level)] as const);
  return [
    [
      at.baseU,
      at.baseV + rise,
      at.u,
      v - rise,
      at.uPerColumn,
      at.vPerColumn,
      at.uPerRow,
      at.vPerRow,
      seed,
      ...cosSin(turnRad),
    ],
    shape.warped ? [...through, at.cellsPerHeight] : [0, 0, 0],
  ];
}
