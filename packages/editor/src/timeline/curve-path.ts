import type { Keyframe, ParamSpec } from '@epoch/graph-runtime/model';
import { type ScheduleFilm, valueAt } from '@epoch/graph-runtime/schedule';

/** Drawing box of a curve: x 0..1000 is the film, y 0..100 the lane from the top. */
export const CURVE_WIDTH = 1000;
export const CURVE_HEIGHT = 100;
/** Air above the highest and below the lowest key, so that diamonds are not cut, selected ones neither. */
const MARGIN = 24;
const SAMPLES_PER_EASE = 24;
/** Points of a drawn schedule. */
const SCHEDULE_SAMPLES = 600;
/** Part of the lane's height between the lowest and the highest key. */
export const CURVE_SHARE = (CURVE_HEIGHT - 2 * MARGIN) / CURVE_HEIGHT;

export interface CurveRange {
  readonly low: number;
  readonly high: number;
}

export function rangeOf(keys: readonly Keyframe[]): CurveRange {
  const values = keys.map((key) => Number(key.value));
  return { low: Math.min(...values), high: Math.max(...values) };
}

/** The values that the height of a lane stands for; where all keys are alike, a friendly part of the param's limits. */
export function spanOf({ low, high }: CurveRange, spec: ParamSpec): number {
  if (high - low > 1e-12) return high - low;
  const limits = 'min' in spec ? spec.max - spec.min : 1;
  return limits <= 1000 ? limits : Math.max(1, Math.abs(low));
}

/** Height of a value in the drawing box; a curve that never changes runs through the middle. */
export function heightOf(value: number, { low, high }: CurveRange): number {
  if (high - low < 1e-12) return CURVE_HEIGHT / 2;
  return CURVE_HEIGHT - MARGIN - ((value - low) / (high - low)) * (CURVE_HEIGHT - 2 * MARGIN);
}

/** SVG path of a number over the whole film: flat before the first and after the last key, eased between. */
export function curvePath(
  keys: readonly Keyframe[],
  spec: ParamSpec,
  lengthFrames: number,
  range: CurveRange = rangeOf(keys),
): string {
  const first = keys[0];
  if (first === undefined) return '';
  const point = (frame: number, value: number) =>
    `${round((frame / lengthFrames) * CURVE_WIDTH)} ${round(heightOf(value, range))}`;
  const parts = [`M${point(0, Number(first.value))}`, `L${point(first.frame, Number(first.value))}`];
  for (const [index, key] of keys.entries()) {
    const next = keys[index + 1];
    if (next === undefined) parts.push(`L${point(lengthFrames, Number(key.value))}`);
    else parts.push(...segment(key, next, keys, spec, point));
  }
  return parts.join('');
}

/** The part of a curve between two neighbours of its keys. */
export function segmentPath(
  keys: readonly Keyframe[],
  from: Keyframe,
  to: Keyframe,
  spec: ParamSpec,
  lengthFrames: number,
  range: CurveRange,
): string {
  const point = (frame: number, value: number) =>
    `${round((frame / lengthFrames) * CURVE_WIDTH)} ${round(heightOf(value, range))}`;
  return `M${point(from.frame, Number(from.value))}${segment(from, to, keys, spec, point).join('')}`;
}

function segment(
  from: Keyframe,
  to: Keyframe,
  keys: readonly Keyframe[],
  spec: ParamSpec,
  point: (frame: number, value: number) => string,
): readonly string[] {
  if (from.easing === 'hold') {
    return [`L${point(to.frame, Number(from.value))}`, `L${point(to.frame, Number(to.value))}`];
  }
  const steps = from.easing === 'linear' ? 1 : SAMPLES_PER_EASE;
  return Array.from({ length: steps }, (_, index) => {
    const frame = from.frame + ((to.frame - from.frame) * (index + 1)) / steps;
    return `L${point(frame, index + 1 === steps ? Number(to.value) : Number(valueAt({ keys }, spec, frame)))}`;
  });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** SVG path of what a schedule makes of the film, and the range it covers. null when no frame has a number. */
export function sampledPath(
  input: { readonly schedule: string },
  spec: ParamSpec,
  lengthFrames: number,
  film: ScheduleFilm,
): { readonly path: string; readonly range: CurveRange } | null {
  const count = Math.min(SCHEDULE_SAMPLES, Math.max(2, lengthFrames + 1));
  const frames = Array.from({ length: count }, (_, index) => Math.round((index / (count - 1)) * lengthFrames));
  const values = frames.map((frame) => Number(valueAt(input, spec, frame, film)));
  if (values.some((value) => !Number.isFinite(value))) return null;
  const range = { low: Math.min(...values), high: Math.max(...values) };
  const points = frames.map((frame, index) => {
    const x = round((frame / lengthFrames) * CURVE_WIDTH);
    return `${x} ${round(heightOf(values[index] ?? 0, range))}`;
  });
  return { path: `M${points.join('L')}`, range };
}
