import type { ScheduleFilm } from './language/clock.ts';
import { parseSchedule } from './language/parse-schedule.ts';
import type { ScheduleWarning } from './language/resolve.ts';
import type { ParsedSchedule, ScheduleKey } from './language/schedule-key.ts';

/**
 * Schedules of Deforum are read as they are. Where Deforum itself would fail, or give another value, a warning says so:
 * such a film will not look here as it did there.
 *
 * @source deforum/sd-webui-deforum animation_key_frames.py: it splits at every comma and colon, takes for a number only
 *   sign, digits and fraction, and cuts fractions of frames off
 */
export function deforumWarnings(schedule: ParsedSchedule, film: ScheduleFilm): readonly ScheduleWarning[] {
  if (!looksLikeDeforum(schedule)) return [];
  const { source, keys } = schedule;
  return keys.flatMap((key) => {
    const differences = [commaInValue(source, key), numberItDoesNotKnow(source, key), cutFrame(key, film)];
    return differences.flatMap((message) => (message === null ? [] : [{ message, at: key.at, length: key.length }]));
  });
}

/** Deforum puts every value in brackets: 0:(0.4), 60:(0.65). */
export function looksLikeDeforum({ source, keys }: ParsedSchedule): boolean {
  return keys.length > 0 && keys.every(({ value }) => value.kind === 'number' && source[value.expression.at] === '(');
}

function textOf(source: string, { value }: ScheduleKey): string {
  return value.kind === 'number'
    ? source.slice(value.expression.at, value.expression.at + value.expression.length)
    : '';
}

function commaInValue(source: string, key: ScheduleKey): string | null {
  if (!textOf(source, key).includes(',')) return null;
  return 'Deforum splits at every comma, so it cannot read this function. Here it works as written.';
}

function numberItDoesNotKnow(source: string, key: ScheduleKey): string | null {
  const { value } = key;
  if (value.kind !== 'number' || value.expression.literal === null) return null;
  if (/^[+-]?[0-9]*[.]?[0-9]+$/.test(textOf(source, key).replace(/[()\s]/g, ''))) return null;
  return 'Deforum takes this for a formula and jumps to it; here it is a number, and values go to it smoothly.';
}

function cutFrame({ position, unit }: ScheduleKey, film: ScheduleFilm): string | null {
  const frame = position.evaluate({ ...film, frame: 0 });
  if (unit !== 'frames' || !Number.isFinite(frame) || Math.trunc(frame) === Math.round(frame)) return null;
  return `Deforum cuts ${frame} down to frame ${Math.trunc(frame)}; here it is rounded to ${Math.round(frame)}.`;
}

/** Prompts of Deforum or FizzNodes taken apart: what each key wants, and what it keeps away from (`--neg`). */
export interface ImportedPrompts {
  readonly prompt: string;
  /** null when no key has a `--neg`. */
  readonly negative: string | null;
}

/** @returns schedules in our own writing; null when the text holds no prompts by frames */
export function importPrompts(text: string): ImportedPrompts | null {
  const answer = parseSchedule(text);
  if (!answer.ok || answer.schedule.keys.length === 0) return null;
  const halves = answer.schedule.keys.map((key) => {
    if (key.value.kind !== 'text') return null;
    const [wanted = '', ...unwanted] = key.value.source.split(/\s*--neg\s*/);
    return { position: positionText(text, key), wanted: wanted.trim(), unwanted: unwanted.join(', ').trim() };
  });
  const rows = halves.filter((half) => half !== null);
  if (rows.length !== halves.length) return null;
  const written = (pick: (row: (typeof rows)[number]) => string) =>
    rows.map((row) => `${row.position}: ${JSON.stringify(pick(row))}`).join(',\n');
  const negative = rows.some(({ unwanted }) => unwanted !== '') ? written(({ unwanted }) => unwanted) : null;
  return { prompt: written(({ wanted }) => wanted), negative };
}

function positionText(source: string, { position, unit }: ScheduleKey): string {
  const text = source
    .slice(position.at, position.at + position.length)
    .replace(/^["'\u201C\u2018]|["'\u201D\u2019]$/g, '');
  return unit === 'relative' ? `+${text}` : text;
}
