import { makeRaster } from '@epoch/graph-runtime/model';
import { expect, test } from 'vitest';
import { fakeServices } from '../testing/fake-services.ts';
import { playOnce } from '../testing/play.ts';
import { chart } from '../testing/samples.ts';
import { soloHealth } from '../testing/solo-health.ts';
import { node } from './anti-blur.node.ts';

const { services } = fakeServices();

test('[AB2] detail weaker than the threshold stays as it is', async () => {
  const flat = chart(64, 36).data.fill(128);
  const grain = { kind: 'gaussian', amountLevels: 2, seed: 1, cellPx: 1, octaves: 1, coloured: true } as const;
  const image = await soloHealth.grain(makeRaster(64, 36, flat), grain);
  const sharpened = async (threshold: number) => {
    const { outputs } = await playOnce(node, services, { inputs: { image }, params: { amount: 1, threshold } });
    return (outputs.image as typeof image).data;
  };
  expect(await sharpened(30)).toEqual(image.data);
  expect(await sharpened(0)).not.toEqual(image.data);
});

test('[AB1] a blurred picture gets sharper, below 0 softer, and 0 hands it on', async () => {
  const image = await soloHealth.sharpen(
    await soloHealth.grain(chart(64, 36), {
      kind: 'gaussian',
      amountLevels: 20,
      seed: 1,
      cellPx: 1,
      octaves: 1,
      coloured: true,
    }),
    { amount: -0.8, radiusPx: 1, thresholdLevels: 0 },
  );
  const sharpness = async (amount: number) => {
    const { outputs } = await playOnce(node, services, { inputs: { image }, params: { amount } });
    return (await soloHealth.measure(outputs.image as typeof image)).sharpness;
  };
  const before = (await soloHealth.measure(image)).sharpness;
  expect(await sharpness(0.5)).toBeGreaterThan(before * 1.2);
  expect(await sharpness(-0.5)).toBeLessThan(before * 0.9);
  expect((await playOnce(node, services, { inputs: { image }, params: { amount: 0 } })).outputs.image).toBe(image);
});
