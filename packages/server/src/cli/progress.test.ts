import { expect, test } from 'vitest';
import { fakeTerminal } from '../testing/fake-terminal.ts';
import { clock, createProgress, liveLine, plainLine } from './progress.ts';

test('[CL12] times are told as people do', () => {
  expect([0, 9.4, 75, 3600, 3675].map(clock)).toEqual(['0:00', '0:09', '1:15', '1:00:00', '1:01:15']);
});

test('[CL12] a plain line has frame, pace and time left', () => {
  expect(plainLine({ done: 30, total: 120, framesPerSecond: 12.5 })).toBe(
    'frame 30 of 120, 12.5 frames per second, 0:07 left',
  );
  expect(plainLine({ done: 1, total: null, framesPerSecond: null })).toBe('frame 1');
});

test('[CL12] a live line has a bar and never breaks', () => {
  const state = { done: 60, total: 120, framesPerSecond: 12 };
  expect(liveLine(state, 100)).toBe(`frame 60/120 ${'━'.repeat(14)}${'─'.repeat(14)} 50%  12.0 fps  0:05 left`);
  for (const columns of [1, 20, 40])
    expect(liveLine(state, columns).length).toBeLessThanOrEqual(Math.max(10, columns - 1));
});

test('[CL12] lines come now and then, and always for the last frame', () => {
  let nowMs = 0;
  const terminal = fakeTerminal();
  const progress = createProgress(terminal, 100, () => nowMs);
  for (let done = 1; done <= 100; done += 1) {
    progress.frameDone(done);
    nowMs += 50;
  }
  progress.end();
  expect(terminal.errLines).toHaveLength(4);
  expect(terminal.errLines.at(-1)).toBe('frame 100 of 100, 20.0 frames per second, 0:00 left');

  const live = fakeTerminal(true);
  const bar = createProgress(live, 4, () => nowMs);
  for (let done = 1; done <= 4; done += 1) bar.frameDone(done);
  bar.end();
  expect(live.errLines).toEqual([]);
  expect(live.liveLines.at(-1)).toBe('');
  expect(live.liveLines.at(-2)).toContain('100%');
});
