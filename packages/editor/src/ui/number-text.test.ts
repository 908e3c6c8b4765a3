import { expect, test } from 'vitest';
import { fitNumber, formatNumber, readNumber, stepOf } from './number-text.ts';

const ratio = { min: 0, max: 1 };
const whole = { min: 1, max: 150, integer: true };

test('[ED52] a number is shown with as many decimals as its step needs', () => {
  expect(formatNumber(0.35, ratio)).toBe('0.35');
  expect(formatNumber(20, whole)).toBe('20');
  expect(formatNumber(1.008, { min: 0.5, max: 2, step: 0.001 })).toBe('1.008');
  expect(stepOf({ min: 0, max: 0 })).toBe(0.1);
});

test('[ED53] a dragged number stays on its step and inside its limits', () => {
  expect(fitNumber(0.30000000000000004, ratio)).toBe(0.3);
  expect(fitNumber(7, ratio)).toBe(1);
  expect(fitNumber(-3, whole)).toBe(1);
  expect(fitNumber(20.6, whole)).toBe(21);
});

test('[ED54] a typed number may have a comma, is kept inside the limits, and nonsense changes nothing', () => {
  expect(readNumber('0,125', ratio)).toBe(0.125);
  expect(readNumber(' 5 ', ratio)).toBe(1);
  expect(readNumber('', ratio)).toBeNull();
  expect(readNumber('abc', ratio)).toBeNull();
});
