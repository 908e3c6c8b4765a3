import { expect, test } from 'vitest';
import { advanceView } from '../dream/view.ts';
import { type World, worldFor } from './world-for-seed.ts';

/** Seeds of the worlds that a row of seeds leads through. */
function worldsOf(seeds: readonly number[]): number[] {
  let before: World | undefined;
  return seeds.map((seed) => {
    before = worldFor(before, seed);
    return before.view.seed;
  });
}

test('[WS1] the first seed is the world', () => {
  expect(worldsOf([7])).toEqual([7]);
});

test('[WS2] a seed that changes at every frame stays in the first world', () => {
  expect(worldsOf([7, 8, 9, 10])).toEqual([7, 7, 7, 7]);
  expect(worldsOf([7, 100, 3])).toEqual([7, 7, 7]);
});

test('[WS3] a seed that rested and then changes opens another world', () => {
  expect(worldsOf([7, 7, 8, 8, 9])).toEqual([7, 7, 8, 8, 9]);
});

test('[WS4] the camera stays where it is when the world changes', () => {
  const before = { view: advanceView(worldFor(undefined, 7).view, { zoom: 1.5, panX: 0.1 }), seed: 7, rested: true };
  expect(worldFor(before, 8).view).toEqual({ ...before.view, seed: 8 });
});
