import { describe, expect, test } from 'vitest';
import { asNumber, field, readJson } from './json-read.ts';
import { canonicalJson, writeJson } from './json-write.ts';

describe('JSON of servers', () => {
  test('[CC1] bare NaN and Infinity fail only their own field', () => {
    const json = readJson('{"cfg": NaN, "a": [Infinity, -Infinity], "steps": 20}');
    expect(asNumber(field(json, 'cfg'))).toBeNull();
    expect(asNumber(field(json, 'steps'))).toBe(20);
    expect(field(json, 'a')).toEqual([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
  });

  test('[CC2] integers beyond 2^53 keep every digit, both ways', () => {
    const text = '{"seed":18446744073709551615,"small":9007199254740991,"odd":-9007199254740993,"x":1e19}';
    const json = readJson(text);
    expect(field(json, 'seed')).toBe(18446744073709551615n);
    expect(field(json, 'small')).toBe(9007199254740991);
    expect(field(json, 'odd')).toBe(-9007199254740993n);
    expect(field(json, 'x')).toBe(1e19);
    expect(writeJson(json)).toContain('"seed":18446744073709551615,"small":9007199254740991,"odd":-9007199254740993');
    expect(() => writeJson({ cfg: Number.NaN })).toThrow(RangeError);
  });

  test('[CC3] __proto__ reaches no object; depth and number of values have limits', () => {
    const json = readJson('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 2}}, "a": 1}');
    expect(Object.keys(Object(json))).toEqual(['constructor', 'a']);
    expect(field(json, 'polluted')).toBeUndefined();
    expect('polluted' in {}).toBe(false);
    expect(() => readJson('{"__proto__": 1}', { prototypeKeys: 'refuse' })).toThrow('__proto__');
    expect(() => readJson('['.repeat(100_000))).toThrow('levels');
    expect(() => readJson(`[${'1,'.repeat(50)}1]`, { maxValues: 20 })).toThrow('more than 20 values');
  });

  test('[CC4] what JSON.parse reads is read the same; what it refuses is refused with the place', () => {
    const good = [
      'null',
      ' [] ',
      '{}',
      '"a\\u00e9\\n\\"b"',
      '-0.5e-3',
      '[1,[2,{"a":[{}]}],"]"]',
      '{"a":{"b":"\\ud83d"}}',
      '\ufeff1',
    ];
    for (const text of good) expect(readJson(text)).toEqual(JSON.parse(text.replace('\ufeff', '')));
    const bad = [
      '',
      '{',
      '[1,]',
      '{"a":1,}',
      '01',
      '1 2',
      '"\\x"',
      '"',
      '{a:1}',
      "{'a':1}",
      'nul',
      '+1',
      '[1 2]',
      '"\n"',
      '.5',
    ];
    for (const text of bad) expect(() => readJson(text), text).toThrow(/character \d+/);
  });

  test('[CC5] the same value has the same canonical text, whatever the order of its keys', () => {
    const one = canonicalJson({ b: [1, { d: 2n, c: null }], a: 'x' });
    expect(one).toBe('{"a":"x","b":[1,{"c":null,"d":2}]}');
    expect(canonicalJson({ a: 'x', b: [1, { c: null, d: 2n }] })).toBe(one);
  });
});
