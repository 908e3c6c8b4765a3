import type { Diagnostic } from '@epoch/graph-runtime/model';
import { expect, test } from 'vitest';
import { handTimers } from '../testing/engine-film.ts';
import type { FilmState } from './film-state.ts';
import type { FilmStatus } from './film-types.ts';
import { createRetry } from './retry.ts';

const problem: Diagnostic = { severity: 'error', code: 'engine-away', message: 'Away.', retryAfterMs: 8000 };

test('[WA8] what is told late, while nothing is tried, ends no outage', () => {
  let status: FilmStatus = {
    ...{ state: 'running', message: null, problem: null },
    ...{ framesDone: 4, retryAt: null, framesPerSecond: null },
  };
  const state: FilmState = {
    status: () => status,
    set: (change) => {
      status = { ...status, retryAt: null, ...change };
    },
    frameDone: () => {},
  };
  const timers = handTimers();
  const seen: string[] = [];
  const retry = createRetry({
    ...{ state, after: timers.after, clockTime: () => 0 },
    tryAgain: () => void seen.push('tries'),
    recovered: () => void seen.push('recovered'),
  });
  retry.found(problem);
  retry.alive();
  expect([retry.isOn, status.state, timers.delays()]).toEqual([true, 'waiting', [8000]]);
  timers.ring();
  retry.alive();
  expect([retry.isOn, seen]).toEqual([false, ['tries', 'recovered']]);
});
