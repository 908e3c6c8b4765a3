import {
  isConstant,
  isScheduled,
  type Keyframe,
  nearestAllowed,
  type ParamInput,
  type ParamScalar,
  type ParamSpec,
} from '../model/index.ts';
import { curveAt, ease } from './easing.ts';
import type { ScheduleFilm } from './language/clock.ts';
import { parseSchedule } from './language/parse-schedule.ts';
import { createSampler, fadeTexts, type ScheduleSampler } from './language/sample.ts';
import { lastKeyUpTo } from './last-key.ts';

/** Where the film is not known: endless, 24 frames and 120 beats a minute. */
const ANY_FILM: ScheduleFilm = { count: null, fps: 24, bpm: 120, seed: 0 };

/**
 * The value of a param at a frame: its constant, its keys or schedule sampled, or the default of its spec when it is not
 * set. Before the first key the first holds, after the last the last. Numbers go from key to key by the easing of the
 * first of the two; texts swap or cross-fade; everything else jumps at each key. An integer is rounded. What a schedule
 * makes of a frame is held within the param's limits; where it has no value (1 / 0) the default stands in.
 *
 * @unit `frame`: frames, from 0
 */
export function valueAt(
  input: ParamInput | undefined,
  spec: ParamSpec,
  frame: number,
  film: ScheduleFilm = ANY_FILM,
): ParamScalar {
  if (input === undefined) return spec.default;
  if (isConstant(input)) return rounded(input, spec);
  if (isScheduled(input)) return scheduledAt(input, spec, frame, film);
  const value = keysAt(input.keys, frame);
  return value === undefined ? spec.default : rounded(held(value, spec), spec);
}

function rounded(value: ParamScalar, spec: ParamSpec): ParamScalar {
  return spec.kind === 'integer' && typeof value === 'number' ? Math.round(value) : value;
}

/** Easings that overshoot do not carry a value over its limits. */
function held(value: ParamScalar, spec: ParamSpec): ParamScalar {
  if (typeof value !== 'number' || (spec.kind !== 'number' && spec.kind !== 'integer')) return value;
  return Math.min(spec.max, Math.max(spec.min, value));
}

/** Samplers of schedules as they stand in documents, which never change: read once, however many frames ask. */
const known = new WeakMap<object, { readonly film: ScheduleFilm; readonly sampler: ScheduleSampler | null }>();

/** The sampler of a schedule; null when its text cannot be read. */
export function samplerOf(input: { readonly schedule: string }, film: ScheduleFilm): ScheduleSampler | null {
  const last = known.get(input);
  if (last !== undefined && sameFilm(last.film, film)) return last.sampler;
  const answer = parseSchedule(input.schedule);
  const { count, fps, bpm, seed } = film;
  const kept = { count, fps, bpm, seed };
  const sampler = answer.ok ? createSampler(answer.schedule, kept) : null;
  known.set(input, { film: kept, sampler });
  return sampler;
}

function sameFilm(a: ScheduleFilm, b: ScheduleFilm): boolean {
  return a.count === b.count && a.fps === b.fps && a.bpm === b.bpm && a.seed === b.seed;
}

function scheduledAt(
  input: { readonly schedule: string },
  spec: ParamSpec,
  frame: number,
  film: ScheduleFilm,
): ParamScalar {
  const value = samplerOf(input, film)?.at(frame);
  if (value === undefined || (typeof value === 'number' && Number.isNaN(value))) return spec.default;
  const fitting =
    spec.kind === 'boolean' ? value !== 0 && value !== '' : spec.kind === 'integer' ? rounded(value, spec) : value;
  const answer = nearestAllowed(
    spec,
    typeof fitting === 'number' && !Number.isFinite(fitting) ? Math.sign(fitting) * Number.MAX_VALUE : fitting,
  );
  return answer.allowed ? fitting : answer.nearest;
}

/** @shape `keys`: rising frames */
function keysAt(keys: readonly Keyframe[], frame: number): ParamScalar | undefined {
  const at = lastKeyUpTo(keys, frame);
  const here = keys[at] ?? keys[0];
  if (at < 0 || here === undefined) return here?.value;
  if (typeof here.value === 'string') return fadedAt(keys[at - 1], here, here.value, frame);
  const next = keys[at + 1];
  if (next === undefined || typeof here.value !== 'number' || typeof next.value !== 'number') return here.value;
  const part = (frame - here.frame) / (next.frame - here.frame);
  const { easing, curve } = here;
  return (
    here.value +
    (next.value - here.value) * (easing === 'bezier' && curve !== undefined ? curveAt(curve, part) : ease(easing, part))
  );
}

function fadedAt(before: Keyframe | undefined, here: Keyframe, text: string, frame: number): string {
  const { fadeFrames = 0 } = here;
  const since = frame - here.frame;
  if (typeof before?.value !== 'string' || since >= fadeFrames) return text;
  return fadeTexts(before.value, text, (since + 1) / (fadeFrames + 1));
}
