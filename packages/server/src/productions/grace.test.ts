import { expect, test } from 'vitest';
import { handTimers } from '../testing/engine-film.ts';
import { createGrace } from './grace.ts';

test('[WA7] a node that told progress of a frame that is drawn works on nothing any more', () => {
  const timers = handTimers();
  const grace = createGrace(() => {}, timers.after);
  grace.told(3);
  grace.drawn(3);
  grace.begin(8000);
  expect(timers.delays()).toEqual([8000]);
  grace.told(4);
  expect(timers.delays()).toEqual([8000, 2000]);
  grace.end();
  expect(timers.delays()).toEqual([]);
});
