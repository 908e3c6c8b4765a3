import { expect, test } from 'vitest';
import { secondsUntil } from './use-seconds-until.ts';

const now = Date.parse('2026-05-04T12:00:00.000Z');

test('[IS15] whole seconds are counted, the last one until it is over', () => {
  const moments = ['2026-05-04T12:00:08.000Z', '2026-05-04T12:00:07.001Z', '2026-05-04T12:00:00.001Z'];
  expect(moments.map((moment) => secondsUntil(moment, now))).toEqual([8, 8, 1]);
});

test('[IS15] a moment that is over, or none at all, is now', () => {
  expect(secondsUntil('2026-05-04T11:59:00.000Z', now)).toBe(0);
  expect(secondsUntil('soon', now)).toBe(0);
});
