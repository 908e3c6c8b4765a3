import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { editor, setView } from './editor-store.ts';
import { holdNotice, notify, releaseNotice } from './notices.ts';

const shown = () => editor.getState().view.notices.map(({ sentence }) => sentence);
const lastId = () => editor.getState().view.notices.at(-1)?.id ?? '';

beforeEach(() => {
  vi.useFakeTimers();
  setView((view) => ({ ...view, notices: [] }));
});
afterEach(() => vi.useRealTimers());

test('[ED100] a sentence goes after its time; one that can be taken back stays longer', () => {
  notify('info', 'Saved.');
  notify('info', 'In the trash.', { label: 'Undo', run: () => undefined });
  vi.advanceTimersByTime(6_000);
  expect(shown()).toEqual(['In the trash.']);
  vi.advanceTimersByTime(6_000);
  expect(shown()).toEqual([]);
});

test('[ED101] a sentence under the pointer stays, and has its full time again afterwards', () => {
  notify('success', 'Done.');
  vi.advanceTimersByTime(3_900);
  holdNotice(lastId());
  vi.advanceTimersByTime(60_000);
  expect(shown()).toEqual(['Done.']);
  releaseNotice(lastId());
  vi.advanceTimersByTime(3_900);
  expect(shown()).toEqual(['Done.']);
  vi.advanceTimersByTime(200);
  expect(shown()).toEqual([]);
});

test('[ED100] the same sentence again takes the place of the one before, and only four stand there', () => {
  for (const sentence of ['a', 'b', 'a']) notify('info', sentence);
  expect(shown()).toEqual(['b', 'a']);
  for (const sentence of ['c', 'd', 'e']) notify('info', sentence);
  expect(shown()).toEqual(['a', 'c', 'd', 'e']);
});
