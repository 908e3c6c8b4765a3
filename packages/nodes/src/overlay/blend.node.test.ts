import { expect, test } from 'vitest';
import { fakeServices } from '../testing/fake-services.ts';
import { play } from '../testing/play.ts';
import { chart } from '../testing/samples.ts';
import { node } from './blend.node.ts';

const base = chart(64, 36, 0);

test('[BL1] the top is brought to the size of the base and blended as asked', async () => {
  const { services, pixelCalls } = fakeServices();
  const [frame] = await play(node, services, [
    { inputs: { base, top: chart(30, 30) }, params: { mode: 'screen', amount: 0.3, space: 'linear' } },
  ]);
  expect(pixelCalls).toEqual([
    { name: 'fit', request: { width: 64, height: 36, mode: 'cover' } },
    { name: 'blend', request: { mode: 'screen', amount: 0.3, space: 'linear' } },
  ]);
  expect([frame?.image.width, frame?.image.height]).toEqual([64, 36]);
});

test('[BL2] amount 0 passes the base on and touches no pixel', async () => {
  const { services, pixelCalls } = fakeServices();
  const [frame] = await play(node, services, [{ inputs: { base, top: chart(30, 30) }, params: { amount: 0 } }]);
  expect(frame?.image).toBe(base);
  expect(pixelCalls).toEqual([]);
});
