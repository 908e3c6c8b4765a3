import type { Raster } from '@epoch/graph-runtime/model';
import { expect, test } from 'vitest';
import { fakeServices } from '../testing/fake-services.ts';
import { playOnce } from '../testing/play.ts';
import { chart } from '../testing/samples.ts';
import { node } from './noise-inject.node.ts';

const { services } = fakeServices();
const image = chart(64, 36);
async function bytes(params: Record<string, number | boolean | string>, index = 0) {
  const { outputs } = await playOnce(node, services, { inputs: { image }, params, film: { index } });
  return Buffer.from((outputs.image as Raster).data).toString('base64');
}

test('[NI1] noise is another in every frame, unless it stands still, and another for every seed', async () => {
  expect(await bytes({}, 1)).not.toBe(await bytes({}, 2));
  expect(await bytes({}, 1)).toBe(await bytes({}, 1));
  expect(await bytes({ still: true }, 1)).toBe(await bytes({ still: true }, 2));
  expect(await bytes({ seed: 1 })).not.toBe(await bytes({ seed: 2 }));
  expect(await bytes({ kind: 'gaussian' })).not.toBe(await bytes({ kind: 'perlin' }));
});

test('[NI2] without an amount the picture itself is handed on', async () => {
  const { outputs } = await playOnce(node, services, { inputs: { image }, params: { amount: 0 } });
  expect(outputs.image).toBe(image);
});
