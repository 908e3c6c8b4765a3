import { expect, test } from 'vitest';
import { createFilmClock, createMemoryDecisions, type UsualTime } from './film-clock.ts';

function clockAt() {
  let atMs = 0;
  const clock = createFilmClock(createMemoryDecisions(), () => atMs);
  let asked = 0;
  return {
    clock,
    /** The frame begins, and takes so long. */
    frame(frame: number, kind: string, durationMs: number) {
      clock.begins('pacer', frame, kind);
      atMs += durationMs;
    },
    usual(kind: string): number | null {
      let found: number | null = null;
      const look = (usual: UsualTime) => {
        found = usual(kind);
        return 0;
      };
      asked += 1;
      clock.decide('other', asked, (usual) => look(usual));
      clock.decide('pacer', -asked, look);
      return found;
    },
  };
}

test('[CK1] the time from one frame to the next, by kind: the middle of the last five', () => {
  const { frame, usual } = clockAt();
  expect(usual('drawn')).toBeNull();
  const drawnMs = [9000, 500, 520, 480, 510, 505, 40_000];
  for (const [at, ms] of drawnMs.entries()) {
    frame(2 * at, 'drawn', ms);
    frame(2 * at + 1, 'moved', 20 + at);
  }
  frame(14, 'drawn', 1);
  expect(usual('drawn')).toBe(510);
  expect(usual('moved')).toBe(24);
  expect(usual('other')).toBeNull();
});

test('[CK1] of two in the middle the lower one counts: a first frame that loads a model does no harm', () => {
  const { frame, usual } = clockAt();
  frame(0, 'drawn', 12_000);
  frame(1, 'drawn', 400);
  expect(usual('drawn')).toBe(12_000);
  frame(2, 'drawn', 400);
  expect(usual('drawn')).toBe(400);
});

test('[CK2] time in which the film stands, and frames that are begun again, count for nothing', () => {
  const { clock, frame, usual } = clockAt();
  frame(0, 'drawn', 100);
  frame(1, 'drawn', 60_000);
  clock.standsStill();
  frame(2, 'drawn', 700_000);
  frame(2, 'drawn', 100);
  frame(3, 'drawn', 100);
  frame(9, 'drawn', 100);
  frame(10, 'drawn', 100);
  expect(usual('drawn')).toBe(100);
});

test('[CK3] what was decided at a frame is what it is, and the clock is asked once', () => {
  const decisions = createMemoryDecisions();
  const first = createFilmClock(decisions, () => 0);
  expect(first.decide('a', 4, () => 7)).toBe(7);
  const never = () => {
    throw new Error('asked again');
  };
  expect(createFilmClock(decisions, () => 99).decide('a', 4, never)).toBe(7);
  expect([first.decide('a', 5, () => 8), first.decide('b', 4, () => 9)]).toEqual([8, 9]);
});
