import { expect, test } from 'vitest';
import { healthOf, healthRows } from '../inspector/health-fixture.ts';
import { comparedFromNow, EARLY_ROWS, emptyTrace, joined, RECENT_ROWS, withRow } from './health-trace.ts';

const frames = (rows: readonly { readonly frame: number }[]) => rows.map(({ frame }) => frame);
const grown = (count: number) => healthRows(count).reduce(withRow, emptyTrace);

test('[LH1] a trace keeps the beginning, without its first frames, and the last frames', () => {
  const { early, recent } = grown(2000);
  expect(frames(early)).toEqual(Array.from({ length: EARLY_ROWS }, (_, at) => 16 + 2 * at));
  expect(recent).toHaveLength(RECENT_ROWS);
  expect(recent.at(-1)?.frame).toBe(1998);
});

test('[LH1] a film that was set back loses what lay after', () => {
  const back = withRow(grown(100), healthOf(30, { sharpness: 0.5 }));
  expect(frames(back.recent).slice(-2)).toEqual([28, 30]);
  expect(frames(back.early).slice(-2)).toEqual([28, 30]);
  expect(back.recent.at(-1)?.sharpness).toBe(0.5);
});

test('[LH1] what was read and what was told meanwhile join without a gap or a double', () => {
  const read = { early: healthRows(60).slice(8), recent: healthRows(100) };
  const { recent, early } = joined(read, 16, healthRows(110).slice(45));
  expect(frames(recent)).toEqual(frames(healthRows(110)));
  expect(early).toHaveLength(EARLY_ROWS);
});

test('[LH5] compared from now on, the beginning is the last frame and those after it', () => {
  const now = comparedFromNow(grown(100));
  expect(now.since).toBe(98);
  expect(frames(withRow(now, healthOf(100)).early)).toEqual([98, 100]);
  expect(comparedFromNow(emptyTrace)).toBe(emptyTrace);
});
