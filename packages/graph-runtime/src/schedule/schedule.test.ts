import { describe, expect, test } from 'vitest';
import { EASINGS, type Easing, param } from '../model/index.ts';
import { ease, valueAt, withKey, withoutKey } from './index.ts';

const ratio = param.number({ default: 0.4, min: 0, max: 1, unit: 'ratio', doc: '' });
const steps = param.integer({ default: 20, min: 1, max: 150, unit: 'steps', doc: '' });
const prompt = param.text({ default: 'moss', maxLength: 200, doc: '' });
const key = <T extends number | string | boolean>(frame: number, value: T, easing: Easing = 'linear') => ({
  frame,
  value,
  easing,
});

describe('values', () => {
  test('[SC1] without a value the default holds, a constant on every frame', () => {
    expect(valueAt(undefined, ratio, 7)).toBe(0.4);
    expect(valueAt(0.9, ratio, 7)).toBe(0.9);
    expect(valueAt({ keys: [] }, ratio, 7)).toBe(0.4);
  });

  test('[SC2] before the first key the first holds, after the last the last', () => {
    const input = { keys: [key(10, 0.2), key(20, 0.8)] };
    expect([0, 9, 10, 20, 21, 1e6].map((frame) => valueAt(input, ratio, frame))).toEqual([
      0.2, 0.2, 0.2, 0.8, 0.8, 0.8,
    ]);
  });

  test('[SC3] the easing of the earlier key leads to the next', () => {
    const at = (easing: Easing, frame: number) =>
      valueAt({ keys: [key(0, 0, easing), key(4, 1, 'hold')] }, ratio, frame);
    expect([0, 1, 2, 3, 4].map((frame) => at('linear', frame))).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect([0, 1, 2, 3, 4].map((frame) => at('hold', frame))).toEqual([0, 0, 0, 0, 1]);
    expect([0, 1, 2, 3, 4].map((frame) => at('smooth', frame))).toEqual([0, 0.15625, 0.5, 0.84375, 1]);
    expect([0, 1, 2, 3, 4].map((frame) => at('ease-in', frame))).toEqual([0, 0.0625, 0.25, 0.5625, 1]);
    expect([0, 1, 2, 3, 4].map((frame) => at('ease-out', frame))).toEqual([0, 0.4375, 0.75, 0.9375, 1]);
  });

  test('[SC3] every easing begins at 0 and ends at 1; only back, elastic and bounce turn back', () => {
    for (const easing of EASINGS) {
      const way = Array.from({ length: 101 }, (_, at) => ease(easing, at / 100));
      expect([way[0], way[100]]).toEqual([0, 1]);
      if (['back', 'elastic', 'bounce'].includes(easing)) continue;
      for (let at = 1; at < way.length; at += 1) expect(way[at]).toBeGreaterThanOrEqual(way[at - 1] ?? 0);
    }
  });

  test('[SC4] whole numbers are rounded on the way', () => {
    const input = { keys: [key(0, 1), key(10, 2)] };
    expect([0, 4, 5, 10].map((frame) => valueAt(input, steps, frame))).toEqual([1, 1, 2, 2]);
    expect(valueAt(7.6, steps, 0)).toBe(8);
  });

  test('[SC5] texts, choices and yes or no jump at each key, whatever its easing', () => {
    const input = { keys: [key(0, 'moss', 'smooth'), key(10, 'ocean'), key(20, 'stars')] };
    expect([0, 9, 10, 19, 20].map((frame) => valueAt(input, prompt, frame))).toEqual([
      'moss',
      'moss',
      'ocean',
      'ocean',
      'stars',
    ]);
    const flag = param.boolean({ default: false, doc: '' });
    expect([4, 5].map((frame) => valueAt({ keys: [key(0, false), key(5, true)] }, flag, frame))).toEqual([false, true]);
  });

  test('[SC6] among thousands of keys the right pair is found', () => {
    const keys = Array.from({ length: 5_000 }, (_, at) => key(at * 3, at % 2));
    for (const frame of [0, 1, 2, 3, 7_499, 7_500, 7_501, 14_996, 14_997]) {
      const [before, part] = [Math.floor(frame / 3), (frame % 3) / 3];
      const expected = before >= 4_999 ? 1 : (before % 2) + (1 - 2 * (before % 2)) * part;
      expect(valueAt({ keys }, ratio, frame)).toBeCloseTo(expected, 12);
    }
  });
});

describe('keys', () => {
  test('[SC7] a key goes to its place in frame order and replaces one at the same frame', () => {
    let input = withKey(0.5, key(20, 0.2));
    input = withKey(input, key(5, 0.1));
    input = withKey(input, key(20, 0.9));
    expect(input).toEqual({ keys: [key(5, 0.1), key(20, 0.9)] });
  });

  test('[SC8] taking the last key away leaves its value as a constant', () => {
    const two = withKey(withKey(undefined, key(0, 0.3)), key(9, 0.6));
    const one = withoutKey(two, 0);
    expect(one).toEqual({ keys: [key(9, 0.6)] });
    expect(withoutKey(one, 9)).toBe(0.6);
    expect(withoutKey(0.7, 9)).toBe(0.7);
    expect(withoutKey(two, 4)).toEqual(two);
  });

  test('[SC9] neither changes what it was given', () => {
    const input = withKey(undefined, key(3, 0.3));
    const before = JSON.stringify(input);
    withKey(input, key(1, 0.1));
    withoutKey(input, 3);
    expect(JSON.stringify(input)).toBe(before);
  });
});
