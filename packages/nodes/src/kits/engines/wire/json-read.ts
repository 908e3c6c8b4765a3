/** Plain JSON as it may come from a server or a workflow file. `NaN`, `Infinity` and integers above 2^53 keep their value. */
export type Json = string | number | bigint | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export interface JsonLimits {
  /** Levels of lists and objects inside each other. */
  readonly maxDepth?: number;
  /** Values of every kind together. */
  readonly maxValues?: number;
  /** `refuse` for files that a person brings in; `drop` (default) leaves the key `__proto__` out without a word. */
  readonly prototypeKeys?: 'drop' | 'refuse';
}

const MAX_DEPTH = 100;
const MAX_VALUES = 2_000_000;
/** What stands in a text as it is: everything but quote, backslash and control characters. */
const PLAIN = /[ !#-[\]-\uffff]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const WORDS: readonly (readonly [string, Json])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
];

/**
 * Reads JSON the way Python writes it: a bare NaN or Infinity is a number that no range check lets pass, so that only its
 * field fails; an integer beyond 2^53 becomes a bigint with every digit. The key `__proto__` never reaches an object.
 *
 * @throws SyntaxError with the position: no JSON, too deep, too much, or a refused key
 */
export function readJson(text: string, limits: JsonLimits = {}): Json {
  const { maxDepth = MAX_DEPTH, maxValues = MAX_VALUES, prototypeKeys = 'drop' } = limits;
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let values = 0;

  function fail(what: string): never {
    throw new SyntaxError(`${what} at character ${at}`);
  }

  function skipSpace(): void {
    for (;;) {
      const code = text.charCodeAt(at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      at++;
    }
  }

  function readText(): string {
    const start = at;
    let escaped = false;
    for (at++; ; at += 2) {
      PLAIN.lastIndex = at;
      PLAIN.test(text);
      at = PLAIN.lastIndex;
      const code = text.charCodeAt(at);
      if (Number.isNaN(code)) fail('a text has no end');
      if (code === 34) break;
      if (code !== 92) fail('a control character in a text');
      escaped = true;
    }
    at++;
    if (!escaped) return text.slice(start + 1, at - 1);
    try {
      return String(JSON.parse(text.slice(start, at)));
    } catch {
      return fail('a broken escape before here');
    }
  }

  function readNumber(): Json {
    NUMBER.lastIndex = at;
    const found = NUMBER.exec(text);
    if (found === null) return fail('no JSON value');
    at += found[0].length;
    const value = Number(found[0]);
    const whole = found[1] === undefined && found[2] === undefined;
    return whole && !Number.isSafeInteger(value) ? BigInt(found[0]) : value;
  }

  function readWord(): Json {
    for (const [word, value] of WORDS) {
      if (!text.startsWith(word, at)) continue;
      at += word.length;
      return value;
    }
    return readNumber();
  }

  function readList(depth: number): Json {
    const list: Json[] = [];
    at++;
    skipSpace();
    while (text[at] !== ']') {
      list.push(readValue(depth));
      skipSpace();
      if (text[at] === ',') at++;
      else if (text[at] !== ']') fail('expected a comma or ]');
      else break;
      skipSpace();
      if (text[at] === ']') fail('a comma without a value');
    }
    at++;
    return list;
  }

  function readObject(depth: number): Json {
    const object: Record<string, Json> = {};
    at++;
    skipSpace();
    while (text[at] !== '}') {
      if (text[at] !== '"') fail('expected a key');
      const key = readText();
      skipSpace();
      if (text[at] !== ':') fail('expected a colon');
      at++;
      const value = readValue(depth);
      if (key !== '__proto__') object[key] = value;
      else if (prototypeKeys === 'refuse') fail('the key __proto__ is not allowed before here');
      skipSpace();
      if (text[at] === ',') at++;
      else if (text[at] !== '}') fail('expected a comma or }');
      else break;
      skipSpace();
      if (text[at] === '}') fail('a comma without a key');
    }
    at++;
    return object;
  }

  function readValue(depth: number): Json {
    skipSpace();
    values++;
    if (values > maxValues) fail(`more than ${maxValues} values`);
    const first = text[at];
    if (first === '"') return readText();
    if (first !== '{' && first !== '[') return readWord();
    if (depth >= maxDepth) fail(`more than ${maxDepth} levels`);
    return first === '{' ? readObject(depth + 1) : readList(depth + 1);
  }

  const value = readValue(0);
  skipSpace();
  if (at < text.length) fail('something follows the JSON value');
  return value;
}

/** The value when it is an object, else null. */
export function asObject(value: Json | undefined): JsonObject | null {
  if (typeof value !== 'object' || value === null || isList(value)) return null;
  return value;
}

/** The value when it is a list, else an empty one. */
export function asList(value: Json | undefined): readonly Json[] {
  return isList(value) ? value : [];
}

/** The value when it is a text, else ''. */
export function asText(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** The value when it is a finite number, else null. */
export function asNumber(value: Json | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** One field of an object that may be no object; inherited names are no fields. */
export function field(value: Json | undefined, key: string): Json | undefined {
  const object = asObject(value);
  return object !== null && Object.hasOwn(object, key) ? object[key] : undefined;
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
