import { expect, test } from 'vitest';
import { fakeServices } from '../testing/fake-services.ts';
import { play } from '../testing/play.ts';
import { chart } from '../testing/samples.ts';
import { node } from './still-image.node.ts';

const picture = chart(100, 100);
const { services, pixelCalls } = fakeServices({ 'moss.png': picture });

test('[SI1] the picture is brought to the size of the film, as asked', async () => {
  const [frame] = await play(node, services, [{ params: { asset: 'moss.png', fit: 'contain' } }]);
  expect(pixelCalls).toEqual([{ name: 'fit', request: { width: 64, height: 36, mode: 'contain' } }]);
  expect([frame?.image.width, frame?.image.height]).toEqual([64, 36]);
  await play(node, services, [{ params: { asset: 'moss.png' } }]);
  expect(pixelCalls.at(-1)).toMatchObject({ request: { mode: 'cover' } });
});

test('[SI2] or keeps its own size', async () => {
  const [frame] = await play(node, services, [{ params: { asset: 'moss.png', fit: 'own-size' } }]);
  expect(frame?.image).toBe(picture);
});

test('[SI3] no picture, or one that is gone, says what to do', async () => {
  await expect(play(node, services, [{ params: { asset: '' } }])).rejects.toThrow('Choose one in its Picture field.');
  await expect(play(node, services, [{ params: { asset: 'gone.png' } }])).rejects.toMatchObject({
    code: 'ASSET_NOT_FOUND',
  });
});
