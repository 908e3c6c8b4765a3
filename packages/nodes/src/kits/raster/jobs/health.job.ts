import { exp } from '@epoch/graph-runtime/exact-math';
import type { ColourShift, GrainRequest, SharpenRequest } from '../requests.ts';
import type { Workbench } from '../workbench.ts';
import { LINEAR_LIGHT, SRGB_CURVE } from './light.ts';
import { addRows } from './measure.job.ts';
import { type PixelsAt, place } from './pixels-at.ts';

export interface ColourShiftJob {
  readonly image: PixelsAt;
  readonly out: PixelsAt;
  readonly shift: ColourShift;
}

export function runColourShift(bench: Workbench, { image, out, shift }: ColourShiftJob): void {
  const { lightness, a, b, ditherSeed } = shift;
  const plan = Float32Array.of(...[lightness, a, b].flatMap(({ factor, add }) => [factor, add]));
  const tables = [place(bench, LINEAR_LIGHT), place(bench, SRGB_CURVE), place(bench, plan)];
  const call = [image.pointer, out.pointer, out.width, ...tables, ditherSeed] as const;
  bench.team.rows(out.height, [['colourShiftRows', ...call]]);
}

export interface SharpenJob {
  readonly image: PixelsAt;
  readonly out: PixelsAt;
  readonly request: SharpenRequest;
}

export function runSharpen(bench: Workbench, { image, out, request }: SharpenJob): void {
  const { width, height } = out;
  const weights = gaussianTaps(request.radiusPx);
  const [taps, radius] = [place(bench, weights), weights.length - 1];
  const plane = bench.take(16 * width * height);
  bench.team.rows(height, [['blurAlongRows', image.pointer, plane, width, taps, radius]]);
  const { amount, thresholdLevels } = request;
  const call = [image.pointer, plane, out.pointer, width, height, taps, radius, amount, thresholdLevels] as const;
  bench.team.rows(height, [['unsharpRows', ...call]]);
}

/** Weights of a Gaussian whose deviation is the radius, from the centre outwards; together with their mirror image 1. */
export function gaussianTaps(radiusPx: number): Float32Array {
  const reach = Math.max(1, Math.ceil(2.5 * radiusPx));
  const heights = Array.from({ length: reach + 1 }, (_, far) => exp(-(far * far) / (2 * radiusPx * radiusPx)));
  const total = heights.reduce((sum, height, far) => sum + height * (far === 0 ? 1 : 2), 0);
  return Float32Array.from(heights, (height) => height / total);
}

export interface GrainJob {
  readonly image: PixelsAt;
  readonly out: PixelsAt;
  readonly request: GrainRequest;
}

export function runGrain(bench: Workbench, { image, out, request }: GrainJob): void {
  const { kind, amountLevels, seed, cellPx, octaves, coloured } = request;
  const shape = [kind === 'gaussian' ? 0 : 1, amountLevels, seed | 0, cellPx, octaves, coloured ? 1 : 0] as const;
  bench.team.rows(out.height, [['grainRows', image.pointer, out.pointer, out.width, ...shape]]);
}

export interface DifferenceJob {
  readonly a: PixelsAt;
  readonly b: PixelsAt;
}

/** Mean |a - b| over red, green and blue, 0..1. */
export function runDifference(bench: Workbench, { a, b }: DifferenceJob): number {
  const sums = bench.take(8 * a.height);
  bench.team.rows(a.height, [['differenceRows', a.pointer, b.pointer, a.width, sums]]);
  const [total = 0] = addRows(bench, sums, a.height, 1);
  return total / (3 * 255 * a.width * a.height);
}
