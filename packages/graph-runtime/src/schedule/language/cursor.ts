import { ScheduleSyntaxError } from './problem.ts';
import type { Token } from './tokens.ts';

/** Where the parser stands in the tokens. */
export interface Cursor {
  readonly source: string;
  peek(ahead?: number): Token;
  next(): Token;
  /** Takes the sign when it comes next. */
  take(sign: string): boolean;
  /** @throws ScheduleSyntaxError saying what was expected */
  expect(sign: string, why: string): Token;
}

export function createCursor(source: string, tokens: readonly Token[]): Cursor {
  const end: Token = tokens.at(-1) ?? { kind: 'end', text: '', at: source.length, length: 0 };
  let position = 0;
  const peek = (ahead = 0) => tokens[position + ahead] ?? end;
  function next(): Token {
    const token = peek();
    if (position < tokens.length - 1) position += 1;
    return token;
  }
  return {
    source,
    peek,
    next,
    take(sign) {
      if (!isSign(peek(), sign)) return false;
      next();
      return true;
    },
    expect(sign, why) {
      const token = peek();
      if (isSign(token, sign)) return next();
      throw new ScheduleSyntaxError(`${why} Here stands ${words(token)}.`, token);
    },
  };
}

export function isSign(token: Token, sign: string): boolean {
  return token.kind === 'sign' && token.text === sign;
}

export function words(token: Token): string {
  if (token.kind === 'end') return 'the end of the schedule';
  return token.kind === 'text' ? 'a text in quotes' : `"${token.text.slice(0, 40)}"`;
}
