import { expect, test } from 'vitest';
import { fakeServices } from '../testing/fake-services.ts';
import { playOnce } from '../testing/play.ts';
import { chart } from '../testing/samples.ts';
import { node } from './feedback-delay.node.ts';

test('[FB1] it is declared as a delay, so the runtime carries it and cuts the loop at next', () => {
  expect(node.delay).toEqual({ initial: 'initial', next: 'next', out: 'out', frames: 'frames' });
  expect(node.params.frames.min).toBe(1);
});

test('[FB2] the length of the delay can neither be wired nor keyed: the loop is cut before any value is known', () => {
  expect(node.params.frames).toMatchObject({ wire: false, keyframes: false });
});

test('[FB3] run alone it answers as at frame 0: with what arrives at initial', async () => {
  const [initial, next] = [chart(8, 8, 1), chart(8, 8, 2)];
  const { outputs } = await playOnce(node, fakeServices().services, { inputs: { initial, next } });
  expect(outputs.out).toBe(initial);
});
