import { expect, test } from 'vitest';
import { type ColourStats, shiftTowards, statsAfter } from './colour-stats.ts';

const from: ColourStats = { lightness: 0.5, a: 0.02, b: -0.03, contrast: 0.1, spreadA: 0.01, spreadB: 0.02 };
const all = { strength: 1, spread: 1, ditherSeed: 1 };

test('[CA6] a full pull brings means and spreads to the goal; half a pull goes half the way', () => {
  const to = { lightness: 0.6, a: 0, b: 0.01, contrast: 0.15, spreadA: 0.012, spreadB: 0.015 };
  const whole = statsAfter(from, shiftTowards(from, to, all));
  const half = statsAfter(from, shiftTowards(from, to, { ...all, strength: 0.5, spread: 0.5 }));
  for (const name of ['lightness', 'a', 'b', 'contrast', 'spreadA', 'spreadB'] as const) {
    expect(whole[name], name).toBeCloseTo(to[name], 12);
    expect(half[name], name).toBeCloseTo((from[name] + to[name]) / 2, 12);
  }
});

test('[CA7] no spread is stretched or squeezed more than twofold, and what is flat is not stretched at all', () => {
  const wild = { ...from, contrast: 0.9, spreadA: 0.001, spreadB: 0.02 };
  const { lightness, a, b } = shiftTowards(from, wild, all);
  expect([lightness.factor, a.factor, b.factor]).toEqual([2, 0.5, 1]);
  const flat = { ...from, contrast: 0, spreadA: 0.00005 };
  const still = shiftTowards(flat, wild, all);
  expect([still.lightness.factor, still.a.factor]).toEqual([1, 1]);
});
