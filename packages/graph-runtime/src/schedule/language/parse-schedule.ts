import { type Cursor, createCursor, isSign, words } from './cursor.ts';
import { readExpression } from './expression.ts';
import { type ScheduleProblem, ScheduleSyntaxError } from './problem.ts';
import { readKey } from './read-key.ts';
import type { ParsedSchedule, ScheduleKey } from './schedule-key.ts';
import { tokenize } from './tokens.ts';

export type ParseAnswer =
  | { readonly ok: true; readonly schedule: ParsedSchedule }
  | { readonly ok: false; readonly problem: ScheduleProblem };

/** @unit characters */
export const SCHEDULE_LIMIT = 40_000;
const KEY_LIMIT = 10_000;

/**
 * Reads a schedule: one formula for all frames (`0.4 + 0.1*sin(t/10)`), or keys `position: value easing` with commas
 * between them. Braces and quoted frames of Deforum and FizzNodes are taken as they are. Never throws.
 */
export function parseSchedule(source: string): ParseAnswer {
  try {
    return { ok: true, schedule: read(source) };
  } catch (error) {
    if (!(error instanceof ScheduleSyntaxError)) throw error;
    const { message, at, length, instead } = error;
    const fixed = instead === null ? null : source.slice(0, at) + instead + source.slice(at + length);
    return { ok: false, problem: { message, at: Math.min(at, source.length), length, fixed } };
  }
}

function read(source: string): ParsedSchedule {
  if (source.length > SCHEDULE_LIMIT) {
    const words = `A schedule has at most ${SCHEDULE_LIMIT} characters; this one has ${source.length}.`;
    throw new ScheduleSyntaxError(words, { at: SCHEDULE_LIMIT });
  }
  const tokens = tokenize(source);
  const cursor = createCursor(source, tokens);
  if (cursor.peek().kind === 'end') {
    throw new ScheduleSyntaxError(
      'This schedule is empty. Write a value, a formula, or keys such as 0: 0.4, 60: 0.65.',
      { at: 0 },
    );
  }
  const isKeyed = tokens.some((token) => isSign(token, ':'));
  if (!isKeyed) return { source, formula: wholeFormula(cursor), keys: [] };
  const braced = cursor.take('{');
  const keys = readKeys(cursor, braced);
  if (braced) cursor.expect('}', 'The brace at the beginning is never closed.');
  if (cursor.peek().kind !== 'end') {
    throw new ScheduleSyntaxError(`Behind the last key stands ${words(cursor.peek())}. Between keys stands a comma.`, {
      ...cursor.peek(),
      instead: braced ? '' : null,
    });
  }
  return { source, formula: null, keys };
}

function wholeFormula(cursor: Cursor) {
  const formula = readExpression(cursor);
  const rest = cursor.peek();
  if (rest.kind === 'end') return formula;
  throw new ScheduleSyntaxError(
    `The formula is over, and ${words(rest)} follows. Is an operator missing, or a colon?`,
    rest,
  );
}

function readKeys(cursor: Cursor, braced: boolean): readonly ScheduleKey[] {
  const keys: ScheduleKey[] = [];
  const isOver = () => cursor.peek().kind === 'end' || (braced && isSign(cursor.peek(), '}'));
  do {
    const stray = cursor.peek();
    if (isSign(stray, ',')) {
      throw new ScheduleSyntaxError('There is a comma too many: no key stands before it.', { ...stray, instead: '' });
    }
    keys.push(readKey(cursor));
    if (keys.length > KEY_LIMIT) throw new ScheduleSyntaxError(`A schedule has at most ${KEY_LIMIT} keys.`, stray);
    if (isOver()) break;
    const next = cursor.peek();
    if (!cursor.take(',')) throw notSeparated(cursor, next.at);
    // A comma behind the last key is forgiven, as FizzNodes does.
  } while (!isOver());
  return keys;
}

function notSeparated(cursor: Cursor, at: number): ScheduleSyntaxError {
  const next = cursor.peek();
  const startsKey = next.kind === 'number' || next.kind === 'text';
  if (!startsKey)
    return new ScheduleSyntaxError(`This key is over, and ${words(next)} follows. Between keys stands a comma.`, next);
  const instead = `, ${cursor.source.slice(next.at, next.at + next.length)}`;
  return new ScheduleSyntaxError('A comma is missing before this key.', { at, length: next.length, instead });
}
