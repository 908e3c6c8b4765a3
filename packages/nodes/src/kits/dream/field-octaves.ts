import type { KernelCall } from '../raster/team.ts';
import { clamp, dcos, dexp2, dsin, smoothstep } from './dmath.ts';
import type { FieldPlanes, Plane } from './planes.ts';
import { latticeOver, levelAt, type Stage } from './stage.ts';
import { cellOf, depthOf, octaveState, octaveWindow, seedOf } from './view.ts';

/** Hash salts of the fields. */
export const FIELD = { firstWarp: 11, secondWarp: 13, gas: 21, hue: 31, filament: 41 } as const;
/** How much weaker each finer octave is, as an exponent of 2 per octave. */
const ROUGHNESS = { density: 0.92, dust: 0.7, filament: 0.55 } as const;
/** The finest octave's cells are at least this large when it is born. @unit px */
const SMALLEST_CELL_PX = 2.4;
const FINEST_OCTAVE = 9;
/** Speed at which gradients turn. @unit radians per frame */
const TURN_RATE = 0.018;
/** Speed at which flames rise at full strength. @unit picture heights per frame */
const RISE_RATE = 0.02;

/** Which octaves are worked out at which size. */
export interface Split {
  readonly finest: number;
  readonly quarter: number;
  readonly half: number;
}

interface OctaveShape {
  readonly warped: boolean;
  readonly ridged?: boolean;
  readonly stretchV?: number;
  readonly risePerFrame?: number;
}

export function splitOf(stage: Stage): Split {
  let finest = 2;
  while (finest < FINEST_OCTAVE && stage.height * dexp2(-(finest + 1)) >= SMALLEST_CELL_PX) finest++;
  return { finest, quarter: finest - 3, half: finest - 1 };
}

/** Displacement per cell: more for swirling scenes, less for calm ones. */
export function warpReach(stage: Stage): number {
  return 0.3 * (1 + 0.9 * Math.max(0, stage.amount('swirl')) - 0.4 * clamp(stage.amount('calm'), -1, 1));
}

export function warpShift(stage: Stage, i: number, reach: number): number {
  return reach * cellOf(stage.view, i) * smoothstep(-1, 0.6, depthOf(stage.view, i));
}

function amplitudeOf(stage: Stage, i: number, roughness: number): number {
  return dexp2(-roughness * depthOf(stage.view, i)) * octaveWindow(stage.view, i, stage.height);
}

export function fineAmplitude(stage: Stage, i: number): number {
  return amplitudeOf(stage, i, ROUGHNESS.density) * 1.25 * (1 + stage.amount('detail'));
}

/** Density and dust of one octave, which share a lattice. */
export function gasCall(
  stage: Stage,
  level: number,
  i: number,
  planes: readonly [Plane, Plane],
  accumulate: boolean,
): KernelCall {
  const density = level === 2 ? amplitudeOf(stage, i, ROUGHNESS.density) : fineAmplitude(stage, i);
  const dust = i === 0 ? 0 : 0.85 * amplitudeOf(stage, i, ROUGHNESS.dust);
  return pairCall(stage, level, i, FIELD.gas, planes, [density, dust], accumulate, gasShape(stage));
}

export function filamentCall(stage: Stage, level: number, i: number, accumulate: boolean): KernelCall {
  const amplitude = 0.62 * amplitudeOf(stage, i, ROUGHNESS.filament);
  const shape = { ...gasShape(stage), ridged: true };
  return octaveCall(stage, level, i, FIELD.filament, stage.planes.fields.filament, amplitude, accumulate, shape);
}

export function gasShape(stage: Stage): OctaveShape {
  return {
    warped: true,
    stretchV: 1 - 0.45 * clamp(stage.amount('aniso'), 0, 1),
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
  return ['noiseOctave', planes[level] ?? 0, width, stride, accumulate ? 1 : 0, ...lattice, amplitude, ridged, ...warp];
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
      dcos(turnRad),
      dsin(turnRad),
    ],
    shape.warped ? [fields.warpX[level] ?? 0, fields.warpY[level] ?? 0, at.cellsPerHeight] : [0, 0, 0],
  ];
}
