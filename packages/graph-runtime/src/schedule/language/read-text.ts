import { createCursor, words } from './cursor.ts';
import { readExpression } from './expression.ts';
import { ScheduleSyntaxError } from './problem.ts';
import type { TextPart } from './schedule-key.ts';
import { type Token, tokenize } from './tokens.ts';

/** Most formulas in one text. */
const PART_LIMIT = 64;

/**
 * Cuts a text at its back-ticks: what is between two of them is a formula, as in Deforum's weights
 * `(moss:`0.5+0.5*sin(t/30)`)`. Unlike there a `t` in a word stays a t.
 */
export function readTextParts(token: Token): readonly TextPart[] {
  const pieces = token.text.split('`');
  if (pieces.length === 1) return pieces;
  if (pieces.length % 2 === 0) {
    throw new ScheduleSyntaxError('A formula in this text is never closed: back-ticks stand in pairs.', token);
  }
  if (pieces.length > 2 * PART_LIMIT + 1) {
    throw new ScheduleSyntaxError(`This text has more than ${PART_LIMIT} formulas in it.`, token);
  }
  let at = token.at + 1;
  return pieces.map((piece, index) => {
    const part = index % 2 === 0 ? piece : formulaIn(piece, at);
    at += piece.length + 1;
    return part;
  });
}

function formulaIn(piece: string, at: number): TextPart {
  try {
    const cursor = createCursor(piece, tokenize(piece));
    const expression = readExpression(cursor);
    const rest = cursor.peek();
    if (rest.kind !== 'end') throw new ScheduleSyntaxError(`An operator is missing: here stands ${words(rest)}.`, rest);
    return { ...expression, at, length: Math.max(1, piece.length) };
  } catch (error) {
    if (!(error instanceof ScheduleSyntaxError)) throw error;
    throw new ScheduleSyntaxError(`In the formula of this text: ${error.message}`, {
      at: at + error.at,
      length: error.length,
    });
  }
}
