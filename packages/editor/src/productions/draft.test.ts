import { expect, test } from 'vitest';
import { changedSettings, evenSide, filmSeconds } from './draft.ts';

const own = { width: 768, height: 432, fps: 24, frames: 600, seed: null };

test('[PR2] a new production sends only what differs from the graph', () => {
  expect(changedSettings(own, own)).toEqual({});
  expect(changedSettings({ ...own, frames: null, seed: 5 }, own)).toEqual({ frames: null, seed: 5 });
});

test('[PR3] sides are even and inside what encoders take', () => {
  expect([evenSide(433.2), evenSide(3), evenSide(9999)]).toEqual([434, 64, 4096]);
});

test('[PR3] an endless film has no length', () => {
  expect([filmSeconds(own), filmSeconds({ ...own, frames: null })]).toEqual([25, null]);
});
