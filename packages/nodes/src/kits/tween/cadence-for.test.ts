import { expect, test } from 'vitest';
import { cadenceFor, type RateFacts } from './cadence-for.ts';

const facts: RateFacts = { rate: 24, drawnMs: 400, movedMs: 10, now: 1, least: 1, most: 50 };
const cadence = (change: Partial<RateFacts>) => cadenceFor({ ...facts, ...change }).cadence;

/** Frames a second when one frame of so many is drawn. */
const rateAt = (frames: number, drawnMs: number, movedMs: number) =>
  (1000 * frames) / (drawnMs + (frames - 1) * movedMs);

test('[CR1] the smallest cadence that makes the film at the rate', () => {
  for (const drawnMs of [10, 41, 43, 100, 400, 1300]) {
    for (const movedMs of [0, 5, 20]) {
      const chosen = cadence({ drawnMs, movedMs, most: 1000 });
      expect(rateAt(chosen, drawnMs, movedMs)).toBeGreaterThanOrEqual(24);
      if (chosen > 1) expect(rateAt(chosen - 1, drawnMs, movedMs)).toBeLessThan(24);
    }
  }
  expect(cadence({ rate: 2, drawnMs: 1900, movedMs: 40 })).toBe(5);
  expect(cadence({ drawnMs: 5, least: 3 })).toBe(3);
});

test('[CR2] it grows at once, and shrinks only when there is room', () => {
  expect(cadence({ now: 4, drawnMs: 400 })).toBe(13);
  // 13 hold 24 a second, 14 hold a tenth more.
  expect([12, 13, 14, 15, 30].map((now) => cadence({ now }))).toEqual([13, 13, 14, 14, 14]);
});

test('[CR3] a rate that cannot be held gives the most; while nothing is known, what holds goes on', () => {
  expect(cadenceFor({ ...facts, most: 12 })).toEqual({ cadence: 12, needed: 13 });
  expect(cadenceFor({ ...facts, movedMs: 60, most: 9 })).toEqual({ cadence: 9, needed: Number.POSITIVE_INFINITY });
  expect(cadenceFor({ ...facts, drawnMs: null, now: 7 })).toEqual({ cadence: 7, needed: null });
  expect(cadence({ drawnMs: null, now: 7, most: 5 })).toBe(5);
  expect(cadence({ movedMs: null })).toBe(cadence({ movedMs: 0 }));
  expect(cadence({ least: 8, most: 3, drawnMs: 5 })).toBe(8);
});
