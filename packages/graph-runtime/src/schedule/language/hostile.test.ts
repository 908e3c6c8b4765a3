import { expect, test } from 'vitest';
import { seeded } from '../../testing/seeded.ts';
import { caretLines, parseSchedule } from '../index.ts';
import { FUNCTIONS } from './functions.ts';
import { createSampler } from './sample.ts';

const film = { count: 100, fps: 24, bpm: 120, seed: 1 };

/** Reads a text, and works a few frames of it out when it can be read; true when it was read. */
function tryOut(source: string): boolean {
  const answer = parseSchedule(source);
  if (!answer.ok) {
    expect(answer.problem.message.length).toBeGreaterThan(10);
    expect(answer.problem.at).toBeGreaterThanOrEqual(0);
    expect(answer.problem.at).toBeLessThanOrEqual(source.length);
    expect(caretLines(source, answer.problem)).toContain('^');
    return false;
  }
  const sampler = createSampler(answer.schedule, film);
  for (const frame of [0, 1, 50, 99]) expect(['number', 'string', 'undefined']).toContain(typeof sampler.at(frame));
  return true;
}

test('[SL9] names of members and prototypes are names that nobody knows', () => {
  const names = ['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty', 'prototype', 'this', 'process'];
  for (const name of names) {
    for (const source of [name, `${name}(1)`, `0: ${name}`, `t.${name}`, `t["${name}"]`, `0: 1 ${name}`]) {
      expect([source, parseSchedule(source).ok]).toEqual([source, false]);
    }
  }
  for (const source of [
    'process.exit()',
    'import("fs")',
    '`t`',
    String.raw`\u0063onstructor`,
    '\u0663',
    '\u202E0: 1',
  ]) {
    expect([source, parseSchedule(source).ok]).toEqual([source, false]);
  }
});

test('[SL9] long, deep and huge texts are refused or worked out at once', () => {
  expect(tryOut('('.repeat(1_000_000))).toBe(false);
  expect(tryOut('('.repeat(5000))).toBe(false);
  expect(tryOut(`${'-'.repeat(30_000)}1`)).toBe(false);
  expect(tryOut('1+'.repeat(19_000).concat('1'))).toBe(false);
  expect(tryOut('2**'.repeat(500).concat('2'))).toBe(false);
  expect(tryOut('9**9**9')).toBe(true);
  expect(tryOut('1/0')).toBe(true);
  expect(tryOut(`min(${'1,'.repeat(50)}1)`)).toBe(false);
  expect(tryOut(Array.from({ length: 4000 }, (_, key) => `${key}:1`).join(','))).toBe(true);
  expect(tryOut(`"${'`t`'.repeat(500)}"`)).toBe(false);
});

const PIECES = [
  ...[
    '0',
    '12',
    '3.5',
    '1e3',
    '"moss"',
    "'a'",
    't',
    's',
    'fps',
    'max_f',
    'sin',
    'where',
    'noise',
    'bezier',
    'fade',
    'hold',
  ],
  ...[
    'smooth',
    'ease',
    '-',
    'in',
    ':',
    ':',
    ',',
    ',',
    '(',
    ')',
    '{',
    '}',
    '+',
    '*',
    '**',
    '/',
    '%',
    '<',
    '==',
    '&',
    '|',
  ],
  ...[
    ' ',
    '\n',
    '\t',
    '"',
    "'",
    '`',
    '\\',
    '.',
    ';',
    '^',
    '[',
    '__proto__',
    '\u0000',
    '\uD800',
    '\u201C',
    '1s',
    '4b',
    '50%',
  ],
];

test('[SL10] 20,000 random texts are read or refused, and nothing is thrown', () => {
  const random = seeded(20_260_101);
  let read = 0;
  for (let round = 0; round < 20_000; round += 1) {
    const length = 1 + Math.floor(random() * 24);
    const letters = random() < 0.3;
    let source = '';
    for (let piece = 0; piece < length; piece += 1) {
      source += letters
        ? String.fromCharCode(32 + Math.floor(random() * 100))
        : (PIECES[Math.floor(random() * PIECES.length)] ?? '');
    }
    if (tryOut(source)) read += 1;
  }
  expect(read).toBeGreaterThan(100);
  expect(read).toBeLessThan(15_000);
});

test('[SL15] 100 generated good schedules give back their values, and 100 spoilt ones are refused', () => {
  const random = seeded(77);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const spoilers = [' ,,', ' :', ' (', ' )', ' @', ' "open', ' nosuch', ' 1 2:', ' $'];
  for (let round = 0; round < 100; round += 1) {
    const count = 1 + Math.floor(random() * 8);
    const keys = Array.from({ length: count }, (_, at) => ({
      frame: at * 7,
      value: Math.round(random() * 2000 - 1000) / 100,
    }));
    const written = keys.map(({ frame, value }) => {
      const place = pick([`${frame}`, `"${frame}"`, `(${frame})`, `${frame}f`, `${frame / 24}s`]);
      return `${place}${pick([':', ' : ', ': '])}${pick([`${value}`, `(${value})`])}${pick(['', ' smooth', ' hold', ' ease-in-out'])}`;
    });
    const source = pick([written.join(', '), written.join(',\n'), `{${written.join(',')}}`, `${written.join(',')},`]);
    const answer = parseSchedule(source);
    if (!answer.ok) throw new Error(`${source}\n${answer.problem.message}`);
    const sampler = createSampler(answer.schedule, film);
    expect([source, keys.map(({ frame }) => sampler.at(frame))]).toEqual([source, keys.map(({ value }) => value)]);
    const spoilt = source + pick(spoilers);
    expect([spoilt, parseSchedule(spoilt).ok]).toEqual([spoilt, false]);
  }
});

test('[SL10] every function answers with a number, whatever it is given', () => {
  const odd = [0, -1, 1e308, -1e308, Number.NaN, Number.POSITIVE_INFINITY, 0.5];
  for (const [name, { least, apply }] of FUNCTIONS) {
    for (const value of odd)
      expect([name, typeof apply(...new Array<number>(least).fill(value))]).toEqual([name, 'number']);
  }
});
