/** JSON as Python writes and reads it: integers of any size, and the bare words NaN, Infinity and -Infinity. */
export type Json = null | boolean | number | bigint | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const TOKEN =
  /[ \t\r\n]*(?:([{}[\],:])|("(?:[^"\\]+|\\.)*")|(-?Infinity|NaN|true|false|null)|(-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?))/y;
const WORDS: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** @throws SyntaxError for anything that Python's reader refuses, an empty text and a byte order mark included */
export function parseJson(text: string): Json {
  let at = 0;

  function next(): RegExpExecArray {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text);
    if (token === null) throw new SyntaxError(`No JSON at character ${at}.`);
    at = TOKEN.lastIndex;
    return token;
  }

  function value(token: RegExpExecArray): Json {
    const [, sign, quoted, word, digits, fraction, exponent] = token;
    if (quoted !== undefined) return JSON.parse(quoted);
    if (word !== undefined) return WORDS.get(word) ?? null;
    if (digits !== undefined) {
      const number = Number(digits);
      const whole = fraction === undefined && exponent === undefined;
      return whole && !Number.isSafeInteger(number) ? BigInt(digits) : number;
    }
    if (sign === '{') return object();
    if (sign === '[') return list();
    throw new SyntaxError(`No value at character ${at}.`);
  }

  function list(): Json[] {
    const items: Json[] = [];
    for (let token = next(); ; token = next()) {
      if (token[1] === ']' && items.length === 0) return items;
      items.push(value(token));
      const [, end] = next();
      if (end === ']') return items;
      if (end !== ',') throw new SyntaxError(`A list goes on at character ${at}.`);
    }
  }

  function object(): JsonObject {
    const entries: [string, Json][] = [];
    for (let token = next(); ; token = next()) {
      if (token[1] === '}' && entries.length === 0) return {};
      const [, , key] = token;
      if (key === undefined || next()[1] !== ':') throw new SyntaxError(`A key is missing at character ${at}.`);
      entries.push([JSON.parse(key), value(next())]);
      const [, end] = next();
      if (end === '}') return Object.fromEntries(entries);
      if (end !== ',') throw new SyntaxError(`An object goes on at character ${at}.`);
    }
  }

  const result = value(next());
  if (/[^ \t\r\n]/.test(text.slice(at))) throw new SyntaxError(`More text at character ${at}.`);
  return result;
}

/** With blanks after `,` and `:` as Python writes them; letters beyond ASCII as \u escapes. */
export function writeJson(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value).replace(/[\u007f-\uffff]/g, escaped);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isNaN(value) ? 'NaN' : String(value);
  if (Array.isArray(value)) return `[${value.map(writeJson).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{${entries.map(([key, item]) => `${writeJson(key)}: ${writeJson(item)}`).join(', ')}}`;
}

function escaped(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
