import { expect, test } from 'vitest';
import { blended, inverted } from './blend.ts';
import type { Picture } from './values.ts';

const flat = (level: number, rest?: number): Picture => ({
  ...{ width: 8, height: 8, rgb: new Uint8Array(192).fill(level) },
  ...(rest === undefined ? {} : { rest: new Uint8Array(192).fill(rest) }),
});
const levelOf = ({ rgb, rest }: Picture) => (rgb[0] ?? 0) + (rest?.[0] ?? 0) / 256;

test('[IB1] a negative keeps what is between two levels', () => {
  expect(levelOf(inverted(flat(100)))).toBe(155);
  expect(levelOf(inverted(flat(100, 64)))).toBe(154.75);
  expect(levelOf(inverted(inverted(flat(7, 200))))).toBe(levelOf(flat(7, 200)));
});

// One picture of 102 (0.4), one of 51 (0.2), half of each.
test.each([
  ['normal', 76.5],
  ['multiply', 51 + 255 * 0.04],
  ['screen', 51 + 255 * 0.26],
  ['overlay', 51 + 255 * 0.08],
  ['soft_light', 51 + 127.5 * (0.4 - 0.6 * 0.4 * 0.6)],
  ['difference', 76.5],
])('[IB2] %s blends to %s', (mode, level) => {
  expect(levelOf(blended(flat(102), flat(51), 0.5, mode))).toBeCloseTo(level, 1);
});

test('[IB3] the result is clipped, and the second picture takes the size of the first', () => {
  const wide = { width: 16, height: 4, rgb: new Uint8Array(192).fill(255) };
  const dark = blended(flat(0), wide, 1, 'difference');
  expect([levelOf(dark), dark.width, dark.height]).toEqual([0, 8, 8]);
  expect(levelOf(blended(flat(200), wide, 1, 'normal'))).toBe(255);
});
