import { expect, test } from 'vitest';
import { fakeServices } from '../testing/fake-services.ts';
import { play } from '../testing/play.ts';
import { node } from './keyframe-switch.node.ts';

test('[KS1] every value has keys and an output of its own name', () => {
  expect(Object.keys(node.outputs)).toEqual(Object.keys(node.params));
  for (const spec of Object.values(node.params)) expect(spec.keyframes).toBe(true);
});

test('[KS2] gives the values of the frame', async () => {
  const params = { prompt: 'moss', negative: 'fog', denoise: 0.5, seed: 9, steps: 30, cfg: 4 };
  expect(await play(node, fakeServices().services, [{ params }])).toEqual([params]);
});
