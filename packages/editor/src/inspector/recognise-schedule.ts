import type { ParamSpec } from '@epoch/graph-runtime/model';
import { parseSchedule } from '@epoch/graph-runtime/schedule';

/** A pasted text that is no value of a param but says how it changes over the film. */
export interface RecognisedSchedule {
  readonly text: string;
  /** How many keys it has; 0 for a formula, null where it is meant as a schedule but cannot be read. */
  readonly keys: number | null;
  /** The param can change over time. */
  readonly usable: boolean;
}

/** `0:(`, `"0": (` or `{"0": "`: nobody writes a single value like this, so a fault in it is worth telling. */
const NUMBERS_BY_FRAME = /^[\s{]*["']?\d[^:]*:\s*\(/;
const TEXTS_BY_FRAME = /^\s*\{\s*["'\u201C]?\d[^:]*:\s*["'\u201C]/;
/** Longer texts are none. @unit characters */
const LONGEST = 40_000;

/** @returns null for everything that is an ordinary value: a number, words, words with a colon */
export function recogniseSchedule(text: string, spec: ParamSpec): RecognisedSchedule | null {
  const wantsText = spec.kind === 'text';
  if (!wantsText && spec.kind !== 'number' && spec.kind !== 'integer') return null;
  if (text.length > LONGEST || (!wantsText && isNumber(text))) return null;
  const usable = spec.keyframes === true;
  const answer = parseSchedule(text);
  if (!answer.ok) {
    const isMeant = (wantsText ? TEXTS_BY_FRAME : NUMBERS_BY_FRAME).test(text);
    return isMeant ? { text, keys: null, usable } : null;
  }
  const { keys, formula } = answer.schedule;
  if (formula !== null) return wantsText ? null : { text, keys: 0, usable };
  const fits = keys.every(({ value }) => (value.kind === 'text') === wantsText);
  return fits ? { text, keys: keys.length, usable } : null;
}

function isNumber(text: string): boolean {
  return text.trim() === '' || Number.isFinite(Number(text.trim().replace(',', '.')));
}
