import { ScheduleSyntaxError } from './problem.ts';

export type TokenKind = 'number' | 'name' | 'text' | 'sign' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** The characters as they stand; of a text, what is between the quotes with escapes resolved. */
  readonly text: string;
  /** Where it stands in the source. @unit UTF-16 units from 0 */
  readonly at: number;
  readonly length: number;
}

/** Longest first, so that `**` is not read as two signs. */
const SIGNS = ['**', '//', '<=', '>=', '==', '!=', '&&', '||'] as const;
const SINGLE_SIGNS = '+-*/%(),:<>!&|{}[]=';
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const SPACE = /[\s\uFEFF]+/y;
const QUOTES: Readonly<Record<string, string>> = { '"': '"', "'": "'", '\u201C': '\u201D', '\u2018': '\u2019' };
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/**
 * Cuts a schedule's text into tokens; the last is always `end`.
 *
 * @throws ScheduleSyntaxError at a character that a schedule has no use for, or at a quote that is never closed
 */
export function tokenize(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const token = readToken(source, at);
    if (token.kind !== 'end') tokens.push(token);
    at = token.at + token.length;
  }
  tokens.push({ kind: 'end', text: '', at: source.length, length: 0 });
  return tokens;
}

/** One token; a stretch of white space comes back as an `end` that the caller drops. */
function readToken(source: string, at: number): Token {
  const space = match(SPACE, source, at);
  if (space !== null) return { kind: 'end', text: space, at, length: space.length };
  const number = match(NUMBER, source, at);
  if (number !== null) return { kind: 'number', text: number, at, length: number.length };
  const name = match(NAME, source, at);
  if (name !== null) return { kind: 'name', text: name, at, length: name.length };
  const character = source[at] ?? '';
  if (Object.hasOwn(QUOTES, character)) return readText(source, at, QUOTES[character] ?? '"');
  const sign =
    SIGNS.find((known) => source.startsWith(known, at)) ?? (SINGLE_SIGNS.includes(character) ? character : null);
  if (sign !== null) return { kind: 'sign', text: sign, at, length: sign.length };
  throw unknownCharacter(source, at);
}

function readText(source: string, at: number, close: string): Token {
  let text = '';
  for (let to = at + 1; to < source.length; to += 1) {
    const character = source[to] ?? '';
    if (character === close) return { kind: 'text', text, at, length: to + 1 - at };
    if (character === '\\' && to + 1 < source.length) {
      to += 1;
      const escaped = source[to] ?? '';
      text += ESCAPES[escaped] ?? escaped;
    } else text += character;
  }
  throw new ScheduleSyntaxError('This quote is never closed. Put the same quote at the end of the text.', { at });
}

function unknownCharacter(source: string, at: number): ScheduleSyntaxError {
  const character = String.fromCodePoint(source.codePointAt(at) ?? 0);
  const meant: Readonly<Record<string, string>> = {
    ';': ',',
    '^': '**',
    '\u2212': '-',
    '\u00D7': '*',
    '\u00F7': '/',
    '\uFF1A': ':',
    '\uFF0C': ',',
  };
  const instead = meant[character] ?? null;
  const cure =
    character === '.'
      ? 'Numbers are written 0.5, and nothing has members here.'
      : instead === null
        ? 'Take it out.'
        : `Write ${instead} instead.`;
  return new ScheduleSyntaxError(`${JSON.stringify(character)} has no meaning in a schedule. ${cure}`, {
    ...{ at, length: character.length, instead },
  });
}

function match(pattern: RegExp, source: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0] ?? null;
}
