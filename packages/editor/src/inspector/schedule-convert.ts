import type { Keyframe, ParamInput, ParamSpec } from '@epoch/graph-runtime/model';
import { isKeyframed, isScheduled } from '@epoch/graph-runtime/model';
import { parseSchedule, type ScheduleFilm, samplerOf, valueAt } from '@epoch/graph-runtime/schedule';

/**
 * Keys written out as a schedule that gives the same value on every frame. null where a text cannot say the same: a
 * back-tick in a schedule begins a formula.
 */
export function keysAsSchedule(keys: readonly Keyframe[]): string | null {
  if (keys.some(({ value }) => typeof value === 'string' && value.includes('`'))) return null;
  return keys.map(keyText).join(',\n');
}

function keyText({ frame, value, easing, curve, fadeFrames = 0 }: Keyframe): string {
  if (typeof value === 'string') return `${frame}: ${quoted(value)}${fadeFrames > 0 ? ` fade ${fadeFrames}` : ''}`;
  if (typeof value === 'boolean') return `${frame}: ${value ? 1 : 0} hold`;
  const manner = easing === 'bezier' ? `bezier(${(curve ?? [0.42, 0, 0.58, 1]).join(', ')})` : easing;
  return `${frame}: ${value} ${manner}`;
}

/** Quotes and the few escapes that a schedule knows. */
function quoted(text: string): string {
  const escaped = text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t');
  return `"${escaped}"`;
}

/** A schedule as keys that give the same value on every frame; null where it has formulas or cannot be read. */
export function scheduleAsKeys(
  input: { readonly schedule: string },
  spec: ParamSpec,
  film: ScheduleFilm,
): readonly Keyframe[] | null {
  const answer = parseSchedule(input.schedule);
  const sampler = samplerOf(input, film);
  if (!answer.ok || sampler === null || answer.schedule.formula !== null || sampler.keys.length === 0) return null;
  const plain = sampler.keys.every(({ key: { value } }) =>
    value.kind === 'text' ? value.parts.every((part) => typeof part === 'string') : value.expression.literal !== null,
  );
  if (!plain) return null;
  return sampler.keys.map(({ frame, key }) => ({
    frame,
    value: valueAt(input, spec, frame + key.fadeFrames, film),
    easing: key.easing,
    ...(key.curve === null ? {} : { curve: key.curve }),
    ...(key.fadeFrames === 0 ? {} : { fadeFrames: key.fadeFrames }),
  }));
}

/** A param written as a schedule, whatever it is now. */
export function asSchedule(input: ParamInput | undefined, spec: ParamSpec): string | null {
  if (isScheduled(input)) return input.schedule;
  if (isKeyframed(input)) return keysAsSchedule(input.keys);
  const value = input ?? spec.default;
  if (typeof value === 'string') return `0: ${quoted(value)}`;
  return String(Number(value));
}
