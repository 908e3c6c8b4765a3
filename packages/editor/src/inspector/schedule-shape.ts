import type { ParamScalar, ParamSpec } from '@epoch/graph-runtime/model';
import type { ScheduleFilm } from '@epoch/graph-runtime/schedule';
import { valueAt } from '@epoch/graph-runtime/schedule';

/** Drawing box of the small curve under a schedule. */
export const SHAPE = { width: 300, height: 44 } as const;
const SAMPLES = 200;
/** Frames drawn of a film without an end. */
const ENDLESS_FRAMES = 600;
const AIR = 5;

export interface ScheduleShape {
  readonly path: string;
  readonly low: number;
  readonly high: number;
  /** @unit frames */
  readonly length: number;
}

/** What a schedule makes of the film, as a small curve; null for texts. */
export function shapeOf(
  input: { readonly schedule: string },
  spec: ParamSpec,
  film: ScheduleFilm,
): ScheduleShape | null {
  const length = Math.max(1, (film.count ?? ENDLESS_FRAMES) - 1);
  const frames = Array.from({ length: SAMPLES + 1 }, (_, index) => Math.round((index / SAMPLES) * length));
  const values = frames.map((frame) => asNumber(valueAt(input, spec, frame, film)));
  const known = values.filter((value) => value !== null);
  if (known.length !== values.length) return null;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const y = (value: number) =>
    high === low ? SHAPE.height / 2 : SHAPE.height - AIR - ((value - low) / (high - low)) * (SHAPE.height - 2 * AIR);
  const points = known.map((value, index) => `${((index / SAMPLES) * SHAPE.width).toFixed(1)} ${y(value).toFixed(1)}`);
  return { path: `M${points.join('L')}`, low, high, length };
}

function asNumber(value: ParamScalar): number | null {
  return typeof value === 'string' ? null : Number(value);
}
