import { pow } from '@epoch/graph-runtime/exact-math';
import type { KernelCall } from '../raster/team.ts';
import { clamp, smoothstep } from './dmath.ts';
import { measurePlane } from './measure.ts';
import { type Channels, type Plane, pick } from './planes.ts';
import { buildPyramid, halveCall } from './pyramid.ts';
import { runRows } from './rows.ts';
import { levelAt, type Stage } from './stage.ts';

/**
 * The img2img mix: moves the input towards the painted target, band by band.
 *
 * Fine bands move first, coarse ones last, as a diffusion model at low strength redraws texture before composition. In
 * solid things the coarse bands move nearly as fast as the fine ones, so that their edges stay crisp.
 */

/** Exponent of the strength by band, from the 2-px band to the residual of the coarsest level. */
const BAND_EXPONENTS = [0.5, 0.85, 1.35, 1.9, 2.35, 2.65] as const;
/** Within solid things no band moves slower than this one at the solid strength. */
const SOLID_BAND = 3;
/** How far a band's energy may be raised, by level; and how far lowered. */
const MOST_GAIN = [1.6, 1.4, 1.2, 1.2, 1.2] as const;
const LEAST_GAIN = 0.94;
/** Largest correction of a channel's mean in one frame. */
const MEAN_STEP = 0.01;
/** The level at which means are compared: coarse enough to be cheap, fine enough to be exact. */
const MEAN_LEVEL = 3;
const CHANNELS = [0, 1, 2] as const;
const RESIDUAL = 5;

/**
 * Mixes the input (`planes.init`, levels 0 and 1 filled) with the target (`planes.rgb` in OKLab) and returns the planes
 * of the result, which take the place of the input's.
 *
 * @param strength effective denoise, in (0, 1)
 */
export function mixTowardsTarget(stage: Stage, strength: number): Channels {
  const { planes, levels, team } = stage;
  buildPyramid(team, levels, planes.target, 0, RESIDUAL);
  for (let level = 0; level < RESIDUAL; level++) {
    runRows(team, levelAt(levels, level + 1).height, [
      halveCall(levels, pick(planes.mask, level), level, pick(planes.mask, level + 1)),
    ]);
  }
  const carried = letInputDrift(stage, strength);
  // Below level 0 the input is the drifted one; its finest band is left where it was, or the drift would blur it.
  const input = [...planes.init];
  input[1] = carried;
  buildPyramid(team, levels, input, 1, RESIDUAL);

  mixCoarsest(stage, input, strength);
  for (let level = RESIDUAL - 1; level >= 0; level--) {
    const coarseInput = level === 0 ? planes.init[1] : pick(input, level + 1);
    mixLevel(stage, level, pick(input, level), coarseInput, strength);
    if (level === MEAN_LEVEL) holdMean(stage, strength);
  }
  return planes.result[0];
}

/** Share of the target in a band. */
export function bandWeight(band: number, strength: number): number {
  return pow(strength, BAND_EXPONENTS[band] ?? 1) * smoothstep(0, 0.06, strength);
}

function solidWeight(band: number, strength: number): number {
  const solid = clamp(strength * 1.15 + 0.12 * smoothstep(0.12, 0.3, strength), 0, 1);
  return Math.max(bandWeight(band, strength), bandWeight(Math.min(band, SOLID_BAND), solid));
}

/**
 * Carries the half-size input a little along the world's own flow, into scratch planes of level 1. This is the slow
 * dreamy drift that goes on where the camera stands still.
 */
function letInputDrift(stage: Stage, strength: number): Channels {
  const { planes, levels, amount } = stage;
  const half = planes.init[1];
  const flowing = ['neb', 'fil', 'swirl', 'cloud', 'fire'].some((name) => amount(name) > 0);
  const [toL = 0, toA = 0, toB = 0] = planes.scratch[1];
  if (!flowing) return half;
  const calm = 1 - 0.5 * clamp(amount('calm'), -1, 1);
  const pixels = (0.5 + 1.6 * strength) * (1 + Math.max(0, amount('swirl'))) * calm * smoothstep(0, 0.15, strength);
  const drift = pixels * 2.2 * (stage.height / 432);
  const { width, height, stride } = levelAt(levels, 1);
  const flow: [Plane, Plane] = [planes.fields.warpX[1], planes.fields.warpY[1]];
  runRows(stage.team, height, [
    ['carryAlong', ...half, toL, toA, toB, width, height, stride, ...flow, drift, planes.mask[1]],
  ]);
  return [toL, toA, toB];
}

function mixCoarsest(stage: Stage, input: readonly Channels[], strength: number): void {
  const { planes, levels, team } = stage;
  const { width, height, stride } = levelAt(levels, RESIDUAL);
  const open = bandWeight(RESIDUAL, strength);
  const solid = solidWeight(RESIDUAL, strength);
  const [result, init, target] = [planes.result[RESIDUAL], pick(input, RESIDUAL), planes.target[RESIDUAL]];
  const calls = CHANNELS.map((c): KernelCall => {
    return ['mixResidual', result[c], init[c], target[c], width, stride, planes.mask[RESIDUAL], open, solid];
  });
  runRows(team, height, calls);
}

function mixLevel(stage: Stage, level: number, init: Channels, coarseInit: Channels, strength: number): void {
  const { planes, levels, team } = stage;
  const { width, height, stride } = levelAt(levels, level);
  const coarse = levelAt(levels, level + 1);
  const size = [coarse.width, coarse.height, coarse.stride] as const;
  const [target, coarseTarget] = [pick(planes.target, level), pick(planes.target, level + 1)];
  const [result, coarseResult] = [pick(planes.result, level), pick(planes.result, level + 1)];
  const gains = bandGains(stage, level, init, coarseInit, strength);
  const open = bandWeight(level, strength);
  const solid = solidWeight(level, strength);
  const calls = CHANNELS.map(
    (c): KernelCall => [
      'mixBand',
      result[c],
      init[c],
      target[c],
      width,
      stride,
      coarseResult[c],
      coarseInit[c],
      coarseTarget[c],
      ...size,
      pick(planes.mask, level),
      open,
      solid,
      gains[c] ?? 1,
    ],
  );
  runRows(team, height, calls);
}

/**
 * How much to raise or lower the mixed band of each channel, so that its energy moves towards the target's faster than
 * its shape does.
 *
 * Mixing two bands that have nothing to do with each other loses energy, resampling eats the finest band, and under zoom
 * detail slides into coarser bands without gaining the amplitude those bands should have. Left alone, the picture turns
 * grey and soft within a hundred frames.
 */
function bandGains(stage: Stage, level: number, init: Channels, coarseInit: Channels, strength: number): number[] {
  const { planes, levels, team } = stage;
  const { width, height, stride } = levelAt(levels, level);
  const coarse = levelAt(levels, level + 1);
  const target = pick(planes.target, level);
  const coarseTarget = pick(planes.target, level + 1);
  const rowStep = level === 0 ? 4 : level === 1 ? 2 : 1;
  const sums = CHANNELS.map((c) => stage.table(`band energy ${c}`, levelAt(levels, 0).height * 6));
  const calls = CHANNELS.map(
    (c): KernelCall => [
      'bandEnergy',
      init[c],
      target[c],
      width,
      stride,
      coarseInit[c],
      coarseTarget[c],
      coarse.width,
      coarse.height,
      coarse.stride,
      rowStep,
      pick(sums, c).pointer,
    ],
  );
  runRows(team, height, calls);
  const weight = bandWeight(level, strength);
  const pull = clamp(Math.max(1.8 * weight, 0.22 * smoothstep(0, 0.12, strength)), 0, 1);
  return sums.map(({ data, pointer }) => {
    const rows = new Float64Array(data.buffer, pointer, height * 3);
    return energyGain(rows, rowStep, weight, pull, MOST_GAIN[level] ?? 1.2);
  });
}

function energyGain(rows: Float64Array, rowStep: number, weight: number, pull: number, most: number): number {
  let init = 0;
  let target = 0;
  let product = 0;
  for (let at = 0; at < rows.length; at += 3 * rowStep) {
    init += rows[at] ?? 0;
    target += rows[at + 1] ?? 0;
    product += rows[at + 2] ?? 0;
  }
  const mixed = (1 - weight) * (1 - weight) * init + weight * weight * target + 2 * weight * (1 - weight) * product;
  if (mixed < 1e-9) return 1;
  const wanted = Math.sqrt(init) + (Math.sqrt(target) - Math.sqrt(init)) * pull;
  return clamp(wanted / Math.sqrt(mixed), LEAST_GAIN, most);
}

/** Moves each channel's mean a little towards the target's, on a coarse level from where it reaches all finer ones. */
function holdMean(stage: Stage, strength: number): void {
  const { planes, levels, team } = stage;
  const { width, height, stride } = levelAt(levels, MEAN_LEVEL);
  const calls = CHANNELS.map((channel): KernelCall => {
    const result = planes.result[MEAN_LEVEL][channel];
    const target = planes.target[MEAN_LEVEL][channel];
    const gap = measurePlane(stage, target, MEAN_LEVEL).mean - measurePlane(stage, result, MEAN_LEVEL).mean;
    return ['adjust', result, result, width, stride, 1, clamp(gap * 0.25 * strength, -MEAN_STEP, MEAN_STEP), -8, 8];
  });
  runRows(team, height, calls);
}
