import { describe, expect, test } from 'vitest';
import { caretLines, type ParseAnswer, parseSchedule } from '../index.ts';
import type { ScheduleFilm } from './clock.ts';
import { createSampler } from './sample.ts';

const film: ScheduleFilm = { count: 121, fps: 24, bpm: 120, seed: 7 };

function sampled(source: string, frames: readonly number[], of: ScheduleFilm = film) {
  const answer = parseSchedule(source);
  if (!answer.ok) throw new Error(`${answer.problem.message}\n${caretLines(source, answer.problem)}`);
  const sampler = createSampler(answer.schedule, of);
  return frames.map((frame) => sampler.at(frame));
}
const at = (source: string, frame = 0) => sampled(source, [frame])[0];
const refusal = (source: string) => {
  const answer: ParseAnswer = parseSchedule(source);
  if (answer.ok) throw new Error(`"${source}" was read.`);
  return answer.problem;
};

describe('keys', () => {
  test('[SL1] frames, seconds, beats, percent, relative frames and formulas place keys', () => {
    const places = (source: string) => {
      const answer = parseSchedule(source);
      return answer.ok ? createSampler(answer.schedule, film).keys.map(({ frame }) => frame) : [];
    };
    expect(places('0: 1, 12f: 2, 1s: 3, 4b: 4, 50%: 5, +6: 6')).toEqual([0, 12, 24, 48, 60, 66]);
    expect(places('"max_f-2": 1, max_f/2: 2, (100 - 90): 3')).toEqual([10, 60, 118]);
    expect(places('0.5s: 1, 2.5b: 2')).toEqual([12, 30]);
  });

  test('[SL2] easings lead from key to key; a formula blends into nothing', () => {
    expect(sampled('0: 0, 4: 1', [0, 1, 2, 3, 4, 9])).toEqual([0, 0.25, 0.5, 0.75, 1, 1]);
    expect(sampled('0: 0 hold, 4: 1', [0, 3, 4])).toEqual([0, 0, 1]);
    expect(sampled('0: 0 ease-in, 4: 1', [2])).toEqual([0.25]);
    expect(sampled('0: 0 smooth, 4: (1)', [1])).toEqual([0.15625]);
    expect(sampled('2: 5, 6: t*10, 8: -1', [0, 2, 4, 6, 7, 8])).toEqual([5, 5, 32.5, 60, 70, -1]);
  });

  test('[SL16] a curve bends by its control points', () => {
    expect(at('0: 0 bezier(0.5, 0, 0.5, 1), 10: 1', 5)).toBeCloseTo(0.5, 6);
    expect(at('0: 0 bezier(0, 1, 0, 1), 10: 1', 2)).toBeGreaterThan(0.7);
    expect(at('0: 0 bezier(0.5, -2, 0.5, 1), 10: 1', 2)).toBeLessThan(0);
  });
});

describe('formulas', () => {
  test('[SL3] operators bind as in Python', () => {
    const cases: readonly (readonly [string, number])[] = [
      ['1 + 2 * 3', 7],
      ['(1 + 2) * 3', 9],
      ['2 ** 3 ** 2', 512],
      ['-2 ** 2', -4],
      ['2 ** -1', 0.5],
      ['-7 % 3', 2],
      ['7 // 2', 3],
      ['1 - 2 - 3', -4],
      ['8 / 4 / 2', 1],
      ['1e-3 * 1000', 1],
      ['.5 + 1.', 1.5],
      ['3 > 2', 1],
      ['(3 > 2) & (1 > 2)', 0],
      ['(3 > 2) | (1 > 2)', 1],
      ['!(3 > 2)', 0],
      ['1 == 1', 1],
      ['1 != 1', 0],
    ];
    for (const [source, value] of cases) expect([source, at(source)]).toEqual([source, value]);
  });

  test('[SL3] names and functions of the clock', () => {
    expect(at('t + s', 5)).toBe(12);
    expect(at('max_f')).toBe(120);
    expect(at('seconds', 48)).toBe(2);
    expect(at('beats', 48)).toBe(4);
    expect(at('where(t > 10, min(1, 2, 3), max(4, 5))', 11)).toBe(1);
    expect(at('clamp(t, 2, 4) + lerp(0, 10, 0.5)', 9)).toBe(9);
    expect(at('tri(0.5)')).toBe(1);
    expect(at('square(0.75) + pulse(0.25) + saw(0)')).toBe(-1);
    expect(at('smoothstep(0, 10, t)', 5)).toBe(0.5);
  });

  test('[SL3] noise is smooth, random is not, and both repeat', () => {
    const noise = sampled('noise(t / 10, 3)', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).map(Number);
    for (let frame = 1; frame < noise.length; frame += 1) {
      expect(Math.abs((noise[frame] ?? 0) - (noise[frame - 1] ?? 0))).toBeLessThan(0.4);
    }
    expect(sampled('noise(t / 10, 3)', [4])).toEqual([noise[4]]);
    const spread = sampled(
      'random(t)',
      Array.from({ length: 500 }, (_, frame) => frame),
    ).map(Number);
    expect(Math.min(...spread)).toBeLessThan(0.05);
    expect(Math.max(...spread)).toBeGreaterThan(0.95);
    expect(new Set(spread).size).toBeGreaterThan(490);
    expect(at('random(3, 1)')).not.toBe(at('random(3, 2)'));
  });
});

describe('texts', () => {
  test('[SL6] texts swap at their key', () => {
    expect(sampled('0: "moss", 10: "ocean"', [0, 9, 10])).toEqual(['moss', 'moss', 'ocean']);
    expect(at(String.raw`0: "a \"great\" one"`)).toBe('a "great" one');
  });

  test('[SL6] fade weighs the old text down and the new one up', () => {
    const source = '0: "moss", 10: "ocean" fade 3';
    expect(sampled(source, [9, 10, 11, 12, 13])).toEqual([
      'moss',
      '(moss:0.75) (ocean:0.25)',
      '(moss:0.50) (ocean:0.50)',
      '(moss:0.25) (ocean:0.75)',
      'ocean',
    ]);
    expect(sampled('0: "", 10: "ocean" fade 1', [10])).toEqual(['(ocean:0.50)']);
  });

  test('[SL6] formulas between back-ticks are written into a text, and a t in a word stays a t', () => {
    expect(sampled('0: "art (moss:`t/10`) tree"', [0, 12])).toEqual(['art (moss:0) tree', 'art (moss:1.2) tree']);
    expect(at('0: "(moss:`sqrt(t)`)"', 16)).toBe('(moss:4)');
  });
});

describe('refusals', () => {
  test('[SL7] each says what is wrong and where', () => {
    const cases: readonly (readonly [string, number, RegExp, string | null])[] = [
      ['0: 1,, 60: 2', 5, /comma too many/, '0: 1, 60: 2'],
      ['0: 1 60: 2', 5, /comma is missing/, '0: 1 , 60: 2'],
      ['0: sim(t)', 3, /no function "sim".*sin\(x\)/, '0: sin(t)'],
      ['0: 0.4 + max_g', 9, /"max_g".*max_f/, '0: 0.4 + max_f'],
      ['0: (0.4', 7, /not closed/, null],
      ['0: "moss', 3, /quote is never closed/, null],
      ['0:', 2, /no value/, null],
      ['0: 1 smoth, 9: 2', 5, /no way from key to key.*smooth/, '0: 1 smooth, 9: 2'],
      ['0: 2^3', 4, /"\^" has no meaning.*\*\*/, '0: 2**3'],
      ['0: 1; 5: 2', 4, /Write , instead/, '0: 1, 5: 2'],
      ['t.constructor', 1, /nothing has members/, null],
      ['where(1, 2)', 0, /where\(condition, yes, no\).*2 arguments/, null],
      ['0: sin', 3, /It is a function: write sin\(x\)/, null],
      ['', 0, /empty/, null],
      ['   ', 0, /empty/, null],
      ['1 2', 2, /operator missing/, null],
      ['0: "a" fade', 11, /number of frames/, null],
      ['0: 1 fade 4', 5, /Only texts fade/, null],
      ['0: 1 bezier(2, 0, 1, 1), 4: 2', 11, /between 0 and 1/, null],
      ['{"0": "a"', 9, /brace/, null],
    ];
    for (const [source, place, words, fixed] of cases) {
      const problem = refusal(source);
      expect([source, problem.at, problem.fixed]).toEqual([source, place, fixed]);
      expect(problem.message).toMatch(words);
      if (fixed !== null) expect(parseSchedule(fixed).ok).toBe(true);
    }
  });

  test('[SL7] a comma behind the last key is forgiven', () => {
    expect(sampled('0: 1, 4: 2,', [4])).toEqual([2]);
    expect(sampled('{"0": "a", "4": "b",}', [4])).toEqual(['b']);
  });

  test('[SL8] the caret stands under the place, also in the middle of a long or second line', () => {
    expect(caretLines('0: 1,, 60: 2', { at: 5, length: 1 })).toBe('0: 1,, 60: 2\n     ^');
    expect(caretLines('0: 1,\n9: sim(t)', { at: 9, length: 3 })).toBe('9: sim(t)\n   ^^^');
    const long = `${'1+'.repeat(300)}oops`;
    const [line = '', caret = ''] = caretLines(long, refusal(long)).split('\n');
    expect(line.length).toBeLessThanOrEqual(80);
    expect(line.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1)).toBe('oops');
    expect(caretLines('', { at: 0, length: 1 })).toBe('\n^');
  });
});
