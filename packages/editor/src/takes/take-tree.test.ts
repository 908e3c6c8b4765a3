import { expect, test } from 'vitest';
import { productionOf } from '../productions/production-fixture.ts';
import { firstPair, framesInCommon, originalOf, takeLines } from './take-tree.ts';

const take = (id: string, parent: string, fromFrame: number, day: number) =>
  productionOf({ id, take: { parent, fromFrame }, createdAt: `2026-05-0${day}T10:00:00Z` });

/** root, from 40: a; from 80: b; of a, from 60: c. */
const family = {
  root: productionOf({ id: 'root', createdAt: '2026-05-01T10:00:00Z' }),
  b: take('b', 'root', 80, 3),
  a: take('a', 'root', 40, 2),
  c: take('c', 'a', 60, 4),
  other: productionOf({ id: 'other' }),
};

test('[DR8] the tree of a film is its original, each take behind what it came from, by the frame it parts', () => {
  const lines = takeLines(family, 'c').map(({ production, depth, sharedFrames }) => [
    production.id,
    depth,
    sharedFrames,
  ]);
  expect(lines).toEqual([
    ['root', 0, 0],
    ['a', 1, 40],
    ['c', 2, 60],
    ['b', 1, 80],
  ]);
  expect(takeLines(family, 'other')).toHaveLength(1);
});

test('[DR8] a take whose film is gone, or that goes back to itself, is its own original', () => {
  const { root: _, ...left } = family;
  expect(originalOf(left, 'c')).toBe('a');
  const ring = { x: take('x', 'y', 1, 1), y: take('y', 'x', 1, 2) };
  expect(takeLines(ring, 'x').map(({ production }) => production.id)).toHaveLength(2);
});

test('[DR9] two films have in common what neither has drawn anew since they parted', () => {
  expect(framesInCommon(family, 'root', 'a')).toBe(40);
  expect(framesInCommon(family, 'c', 'root')).toBe(40);
  expect(framesInCommon(family, 'c', 'a')).toBe(60);
  expect(framesInCommon(family, 'c', 'b')).toBe(40);
  expect(framesInCommon(family, 'a', 'other')).toBe(0);
  // It left its parent before that had a frame of its own.
  const early = { ...family, d: take('d', 'a', 20, 5) };
  expect([framesInCommon(early, 'd', 'root'), framesInCommon(early, 'd', 'b')]).toEqual([20, 20]);
});

test('[DR9] a take is first compared with what it came from, an original with its latest take', () => {
  expect(firstPair(family, 'c')).toEqual(['a', 'c']);
  expect(firstPair(family, 'root')).toEqual(['root', 'c']);
  expect(firstPair(family, 'other')).toBeNull();
});
