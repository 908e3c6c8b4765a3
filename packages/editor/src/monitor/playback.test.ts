import { expect, test } from 'vitest';
import { advance } from './playback.ts';

const clock = { fps: 20, framesDone: 10, isReady: () => true };

test('[MO5] frames come at the film’s own rate, whatever the screen’s', () => {
  expect(advance({ frame: 3, sinceMs: 0 }, { ...clock, nowMs: 40 })).toEqual({ frame: 3, sinceMs: 0 });
  expect(advance({ frame: 3, sinceMs: 0 }, { ...clock, nowMs: 60 })).toEqual({ frame: 4, sinceMs: 50 });
});

test('[MO5] a slow screen skips frames and stays in time', () => {
  expect(advance({ frame: 3, sinceMs: 0 }, { ...clock, nowMs: 170 })).toEqual({ frame: 6, sinceMs: 150 });
});

test('[MO5] a picture that is not there holds the film, and is shown as soon as it is', () => {
  const held = advance({ frame: 3, sinceMs: 0 }, { ...clock, nowMs: 500, isReady: () => false });
  expect(held?.frame).toBe(3);
  if (held === null) return;
  expect(advance(held, { ...clock, nowMs: 500 })?.frame).toBe(4);
});

test('[MO5] after the last committed frame it ends', () => {
  expect(advance({ frame: 9, sinceMs: 0 }, { ...clock, nowMs: 60 })).toBeNull();
});
