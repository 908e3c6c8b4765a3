import { expect, test } from 'vitest';
import { movedBy } from '../productions/cue-words.ts';
import { cueKeyOf, FIRST_DRAFT, proposedFrame, requestOf } from './teleport-draft.ts';
import { zoneAt } from './use-picture-drop.ts';

const picture = { kind: 'asset', name: 'sea.webp', url: '/api/assets/sea.webp' } as const;

test('[DR2] a frame that the film has passed meanwhile means the next one', () => {
  const draft = { ...FIRST_DRAFT, picture, when: 'frame' as const, frame: 120 };
  expect(requestOf(draft, 't', 100)).toEqual({ node: 't', dissolveFrames: 0, asset: 'sea.webp', frame: 120 });
  expect(requestOf(draft, 't', 130)).not.toHaveProperty('frame');
  expect(requestOf({ ...draft, picture: null }, 't', 100)).toBeNull();
});

test('[DR2] the frame that is proposed lies two seconds ahead, on a round number', () => {
  expect(proposedFrame(143, 24)).toBe(200);
});

test('[DR2] a key is one letter or digit, the last that was typed', () => {
  expect(['l', 'ab', '7', '?', ''].map(cueKeyOf)).toEqual(['L', 'B', '7', null, null]);
});

test('[DR3] the upper two thirds of the monitor act at once', () => {
  expect([zoneAt(0.9, 0.1), zoneAt(0.1, 0.6), zoneAt(0.1, 0.9), zoneAt(0.9, 0.9)]).toEqual([
    'now',
    'now',
    'choose',
    'hold',
  ]);
});

test('[DR6] a cue is moved by places and stays inside the queue', () => {
  const ids = ['a', 'b', 'c'];
  expect(movedBy(ids, 'a', 2)).toEqual(['b', 'c', 'a']);
  expect(movedBy(ids, 'c', -1)).toEqual(['a', 'c', 'b']);
  expect(movedBy(ids, 'a', -1)).toBe(ids);
});
