import { expect, test } from 'vitest';
import { fakeServices } from '../testing/fake-services.ts';
import { play } from '../testing/play.ts';
import { node } from './cadence.node.ts';

test('[CN1] the denoise at every n-th frame from frame 0 on, and 0 in between', async () => {
  const frame = { params: { cadence: 3, denoise: 0.4 } };
  const frames = await play(node, fakeServices().services, Array(7).fill(frame));
  expect(frames.map(({ denoise }) => denoise)).toEqual([0.4, 0, 0, 0.4, 0, 0, 0.4]);
  expect(frames.map(({ redraw }) => redraw)).toEqual([true, false, false, true, false, false, true]);
  expect(frames[1]?.cadence).toBe(3);
});
