import { curveAt, ease } from '../easing.ts';
import { lastKeyUpTo } from '../last-key.ts';
import type { ScheduleClock, ScheduleFilm } from './clock.ts';
import { type PlacedKey, placeKeys, type ScheduleWarning } from './resolve.ts';
import type { ParsedSchedule, ScheduleKey, TextPart } from './schedule-key.ts';

/** A schedule set up for one film. */
export interface ScheduleSampler {
  /** The value at a frame. A number may be NaN or infinite where a formula has no value. */
  readonly at: (frame: number) => number | string | undefined;
  readonly keys: readonly PlacedKey[];
  readonly warnings: readonly ScheduleWarning[];
}

/**
 * Values of a schedule. Before the first key the first holds, after the last the last. A number that was written out
 * goes to the next key by its easing; a formula is worked out on each frame until the next key, and nothing blends into
 * it but the number before it (Deforum's rule). Texts swap, or cross-fade as weights: `(old:0.75) (new:0.25)`.
 */
export function createSampler(schedule: ParsedSchedule, film: ScheduleFilm): ScheduleSampler {
  const { keys, warnings } = placeKeys(schedule, film);
  const { formula } = schedule;
  const clockAt = (frame: number): ScheduleClock => ({ ...film, frame });
  if (formula !== null) return { at: (frame) => formula.evaluate(clockAt(frame)), keys, warnings };
  return {
    at(frame) {
      const index = lastKeyUpTo(keys, frame);
      const here = keys[Math.max(0, index)];
      if (here === undefined) return undefined;
      if (index < 0) return keyValue(here.key, clockAt(frame));
      return between(keys, index, here, clockAt(frame));
    },
    keys,
    warnings,
  };
}

function between(keys: readonly PlacedKey[], index: number, here: PlacedKey, clock: ScheduleClock): number | string {
  const { key } = here;
  if (key.value.kind === 'text') return fadedText(keys[index - 1], here, clock);
  const next = keys[index + 1];
  const value = key.value.expression.evaluate(clock);
  if (next === undefined || key.value.expression.literal === null || next.key.value.kind !== 'number') return value;
  const goal = next.key.value.expression.evaluate({ ...clock, frame: next.frame });
  const part = (clock.frame - here.frame) / (next.frame - here.frame);
  return value + (goal - value) * (key.curve === null ? ease(key.easing, part) : curveAt(key.curve, part));
}

function fadedText(before: PlacedKey | undefined, here: PlacedKey, clock: ScheduleClock): string {
  const now = textOf(here.key, clock);
  const { fadeFrames } = here.key;
  const since = clock.frame - here.frame;
  if (before === undefined || since >= fadeFrames) return now;
  return fadeTexts(textOf(before.key, clock), now, (since + 1) / (fadeFrames + 1));
}

/** Two prompts at once, each with its weight, as image engines read them. @unit part: 0 the old one, 1 the new one */
export function fadeTexts(before: string, now: string, part: number): string {
  if (before === now || part >= 1) return now;
  if (before === '' || part <= 0) return before === '' ? `(${now}:${weight(part)})` : before;
  if (now === '') return `(${before}:${weight(1 - part)})`;
  return `(${before}:${weight(1 - part)}) (${now}:${weight(part)})`;
}

function weight(share: number): string {
  return share.toFixed(2);
}

function keyValue(key: ScheduleKey, clock: ScheduleClock): number | string {
  return key.value.kind === 'text' ? textOf(key, clock) : key.value.expression.evaluate(clock);
}

function textOf({ value }: ScheduleKey, clock: ScheduleClock): string {
  if (value.kind === 'number') return numberText(value.expression.evaluate(clock));
  return value.parts.map((part) => partText(part, clock)).join('');
}

function partText(part: TextPart, clock: ScheduleClock): string {
  return typeof part === 'string' ? part : numberText(part.evaluate(clock));
}

function numberText(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toFixed(3))) : '0';
}
