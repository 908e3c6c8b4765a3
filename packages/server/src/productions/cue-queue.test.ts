import { expect, test } from 'vitest';
import { cueFor, frameOf, reordered } from './cue-queue.ts';
import type { CueRow } from './journal-cues.ts';

function cue(id: string, order: number, change: Partial<CueRow> = {}): CueRow {
  const look = { dissolveFrames: 0, fit: null, key: null, image: `${id}.png` } as const;
  return { id, order, node: 'jump', frame: null, state: 'armed', ...look, ...change };
}

test('[CQ1] what a frame has taken it gets again, whatever was armed since', () => {
  const queue = [cue('new', 1, { frame: 4 }), cue('taken', 2, { frame: 4, state: 'done' })];
  expect(cueFor(queue, 4)?.id).toBe('taken');
});

test('[CQ2] a cue for the frame comes before those without one, which come in the order of the queue', () => {
  const queue = [cue('second', 2), cue('first', 1), cue('set', 3, { frame: 7 })];
  expect([cueFor(queue, 7)?.id, cueFor(queue, 6)?.id]).toEqual(['set', 'first']);
});

test('[CQ3] one per frame: a cue whose frame went to another comes at the next', () => {
  const queue = [cue('a', 1, { frame: 5 }), cue('b', 2, { frame: 5 })];
  expect(cueFor(queue, 5)?.id).toBe('a');
  expect(cueFor([cue('a', 1, { frame: 5, state: 'done' }), cue('b', 2, { frame: 5 })], 6)?.id).toBe('b');
  expect(frameOf(queue, cue('b', 2), 0)).toBe(6);
  const late = [cue('later', 1, { frame: 5 }), cue('earlier', 2, { frame: 3 })];
  expect(cueFor(late, 6)?.id).toBe('earlier');
});

test('[CQ4] a held cue is never taken, and has no frame', () => {
  const held = cue('held', 1, { state: 'held', frame: 3 });
  expect(cueFor([held], 3)).toBeNull();
  expect(frameOf([held], held, 0)).toBeNull();
});

test('[CQ5] the frame that will take a cue is told, with what stands before it in the queue of its node', () => {
  const cues = [
    cue('one', 1),
    cue('two', 2),
    cue('set', 3, { frame: 11 }),
    cue('late', 4, { frame: 1_000_000 }),
    cue('three', 5),
    cue('elsewhere', 6, { node: 'other' }),
    cue('old', 7, { frame: 2, state: 'done' }),
  ];
  const told = (id: string) => frameOf(cues, cues.find((each) => each.id === id) ?? expect.unreachable(), 10);
  expect(['one', 'two', 'set', 'three', 'late', 'elsewhere'].map(told)).toEqual([10, 12, 11, 13, 1_000_000, 10]);
});

test('[CQ6] put first in a given order, the others stay behind in theirs, and done ones where they are', () => {
  const cues = [cue('done', 4, { frame: 1, state: 'done' }), cue('a', 1), cue('b', 2), cue('c', 3, { state: 'held' })];
  expect(reordered(cues, ['c', 'b']).map(({ id, order }) => [id, order])).toEqual([
    ['c', 5],
    ['b', 6],
    ['a', 7],
  ]);
});
