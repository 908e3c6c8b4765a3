import { expect, test } from 'vitest';
import { asRing, delayLength, emitted, taken } from './delay-ring.ts';

/** What a delay emits for inputs 100, 101, 102 ... when its length at frame n is lengths[n]. */
function emissions(lengths: readonly number[]): unknown[] {
  let ring = asRing(undefined);
  return lengths.map((length, frame) => {
    const value = emitted(ring, length, 'initial');
    // Through JSON and back, as through a checkpoint.
    ring = asRing(JSON.parse(JSON.stringify(taken(ring, length, 100 + frame))));
    return value;
  });
}

test('[FD1] y[n] = x[n - d], and initial before that', () => {
  expect(emissions([1, 1, 1])).toEqual(['initial', 100, 101]);
  expect(emissions([3, 3, 3, 3, 3])).toEqual(['initial', 'initial', 'initial', 100, 101]);
});

test('[FD2] the ring holds no more than d values', () => {
  let ring = asRing(undefined);
  for (let frame = 0; frame < 50; frame += 1) ring = taken(ring, 4, frame);
  expect(ring).toEqual({ pushed: 50, values: [46, 47, 48, 49] });
});

test('[FD3] made shorter, a delay emits the newer value at once; made longer, the oldest it has', () => {
  expect(emissions([3, 3, 3, 3, 1, 1])).toEqual(['initial', 'initial', 'initial', 100, 103, 104]);
  expect(emissions([1, 1, 1, 3, 3, 3])).toEqual(['initial', 100, 101, 102, 102, 102]);
});

test('[FD4] a frame at which nothing arrived counts, and initial stands in for it', () => {
  const ring = taken(asRing(undefined), 1, undefined);
  expect(ring).toEqual({ pushed: 1, values: [null] });
  expect(emitted(ring, 1, 'initial')).toBe('initial');
});

test('[FD5] memory that is no ring counts as none; a length is a whole number of at least 1', () => {
  for (const memory of [
    undefined,
    null,
    7,
    'x',
    {},
    { pushed: 1 },
    { pushed: 'a', values: [] },
    { pushed: 1, values: 3 },
  ]) {
    expect(asRing(memory)).toEqual({ pushed: 0, values: [] });
  }
  expect([0, -2, Number.NaN, 'x', 2.6].map(delayLength)).toEqual([1, 1, 1, 1, 3]);
});
