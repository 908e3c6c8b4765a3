import { EASINGS } from '../../model/index.ts';
import { type Cursor, createCursor, isSign, words } from './cursor.ts';
import { type Expression, readExpression } from './expression.ts';
import { nearestName, ScheduleSyntaxError } from './problem.ts';
import { readTextParts } from './read-text.ts';
import type { Curve, KeyValue, PositionUnit, ScheduleKey } from './schedule-key.ts';
import { type Token, tokenize } from './tokens.ts';

const UNITS: Readonly<Record<string, PositionUnit>> = { f: 'frames', s: 'seconds', b: 'beats', '%': 'percent' };
/** Longest cross-fade. @unit frames */
const FADE_LIMIT = 10_000;

/** Reads `position : value easing`. Numbers go linearly to the next key unless they say otherwise, as in Deforum. */
export function readKey(cursor: Cursor): ScheduleKey {
  const start = cursor.peek().at;
  const { position, unit } = readPosition(cursor);
  cursor.expect(':', 'Between the frame of a key and its value stands a colon.');
  const value = readValue(cursor);
  const manner = readManner(cursor, value);
  return { position, unit, value, ...manner, at: start, length: Math.max(1, cursor.peek().at - start) };
}

function readPosition(cursor: Cursor): { readonly position: Expression; readonly unit: PositionUnit } {
  const [first, second] = [cursor.peek(), cursor.peek(1)];
  if (first.kind === 'text') return { position: quotedPosition(cursor.next()), unit: 'frames' };
  if (isSign(first, '+')) {
    cursor.next();
    return { position: readExpression(cursor), unit: 'relative' };
  }
  const unit = first.kind === 'number' && second.at === first.at + first.length ? UNITS[second.text] : undefined;
  if (unit !== undefined && isSign(cursor.peek(2), ':')) {
    cursor.next();
    cursor.next();
    const value = Number(first.text);
    return {
      position: { evaluate: () => value, literal: value, at: first.at, length: first.length + second.length },
      unit,
    };
  }
  return { position: readExpression(cursor), unit: 'frames' };
}

/** Deforum writes formulas for frames in quotes: "max_f-2":(1). */
function quotedPosition(token: Token): Expression {
  try {
    const inner = createCursor(token.text, tokenize(token.text));
    const position = readExpression(inner);
    if (inner.peek().kind !== 'end') throw new ScheduleSyntaxError(`Here stands ${words(inner.peek())}.`, inner.peek());
    return { ...position, at: token.at, length: token.length };
  } catch (error) {
    if (!(error instanceof ScheduleSyntaxError)) throw error;
    const words = `In the frame of this key: ${error.message}`;
    throw new ScheduleSyntaxError(words, { at: token.at + 1 + error.at, length: error.length });
  }
}

function readValue(cursor: Cursor): KeyValue {
  const token = cursor.peek();
  if (token.kind === 'text') {
    cursor.next();
    return { kind: 'text', parts: readTextParts(token), source: token.text };
  }
  if (isSign(token, ',') || token.kind === 'end') {
    throw new ScheduleSyntaxError(
      `This key has no value. Write it behind the colon. Here stands ${words(token)}.`,
      token,
    );
  }
  return { kind: 'number', expression: readExpression(cursor) };
}

type Manner = Pick<ScheduleKey, 'easing' | 'curve' | 'fadeFrames'>;

function readManner(cursor: Cursor, value: KeyValue): Manner {
  const plain: Manner = { easing: value.kind === 'text' ? 'hold' : 'linear', curve: null, fadeFrames: 0 };
  const token = cursor.peek();
  if (token.kind !== 'name') return plain;
  const name = hyphenated(cursor);
  if (name === 'fade') return { ...plain, fadeFrames: readFade(cursor, token, value) };
  if (name === 'bezier') return { ...plain, easing: 'bezier', curve: readCurve(cursor) };
  const easing = EASINGS.find((known) => known === name);
  if (easing !== undefined) return { ...plain, easing };
  const known: readonly string[] = [...EASINGS, 'fade'];
  const instead = nearestName(name, known);
  const hint = instead === null ? `Known are ${known.join(', ')}.` : `Did you mean ${instead}?`;
  throw new ScheduleSyntaxError(`"${name.slice(0, 40)}" is no way from key to key. ${hint}`, {
    at: token.at,
    length: name.length,
    instead,
  });
}

/** Names of easings have hyphens in them, which formulas read as minus. */
function hyphenated(cursor: Cursor): string {
  let name = cursor.next().text;
  while (isSign(cursor.peek(), '-') && cursor.peek(1).kind === 'name') {
    cursor.next();
    name += `-${cursor.next().text}`;
  }
  return name;
}

function readFade(cursor: Cursor, token: Token, value: KeyValue): number {
  if (value.kind !== 'text') {
    throw new ScheduleSyntaxError('Only texts fade. Numbers go to the next key by an easing, such as smooth.', token);
  }
  const length = cursor.next();
  const frames = length.kind === 'number' ? Number(length.text) : Number.NaN;
  if (Number.isInteger(frames) && frames >= 0 && frames <= FADE_LIMIT) return frames;
  throw new ScheduleSyntaxError(`Behind "fade" stands a number of frames, 0 to ${FADE_LIMIT}.`, length);
}

function readCurve(cursor: Cursor): Curve {
  const why = 'A curve is written bezier(x1, y1, x2, y2).';
  const open = cursor.expect('(', why);
  const [x1, y1, x2, y2] = [
    controlOf(cursor, ','),
    controlOf(cursor, ','),
    controlOf(cursor, ','),
    controlOf(cursor, ')'),
  ];
  const fits = x1 >= 0 && x1 <= 1 && x2 >= 0 && x2 <= 1;
  if (!fits) throw new ScheduleSyntaxError(`${why} x1 and x2 lie between 0 and 1, so that time never runs back.`, open);
  return [x1, y1, x2, y2];
}

function controlOf(cursor: Cursor, then: ',' | ')'): number {
  const expression = readExpression(cursor);
  cursor.expect(then, 'A curve is written bezier(x1, y1, x2, y2).');
  if (expression.literal !== null && Math.abs(expression.literal) <= 10) return expression.literal;
  throw new ScheduleSyntaxError('The points of a curve are plain numbers between -10 and 10.', expression);
}
