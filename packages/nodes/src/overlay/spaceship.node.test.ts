import { expect, test } from 'vitest';
import { fakeServices } from '../testing/fake-services.ts';
import { play } from '../testing/play.ts';
import { chart } from '../testing/samples.ts';
import { node } from './spaceship.node.ts';

const inputs = { image: chart(64, 36) };
const assets = { 'spaceship.png': chart(20, 8) };

test('[SP1] draws the sprite at its place of the flight, with the opacity asked for', async () => {
  const { services, pixelCalls } = fakeServices(assets);
  const params = { crossingFrames: 100, opacity: 0.5 };
  const [frame] = await play(node, services, [{ inputs, params, film: { index: 50 } }]);
  expect(pixelCalls).toMatchObject([{ name: 'sprites', request: [{ centreX: expect.closeTo(32, 6), opacity: 0.5 }] }]);
  expect(frame?.image).not.toBe(inputs.image);
});

test('[SP2] passes the picture on untouched while the ship is away or cannot be seen', async () => {
  const { services, pixelCalls } = fakeServices(assets);
  const [before] = await play(node, services, [{ inputs, params: { startFrame: 10 } }]);
  const [clear] = await play(node, services, [{ inputs, params: { opacity: 0 }, film: { index: 150 } }]);
  expect([before?.image, clear?.image]).toEqual([inputs.image, inputs.image]);
  expect(pixelCalls).toEqual([]);
});

test('[SP10] a ship of which only the nose is in the picture is drawn', async () => {
  const { services, pixelCalls } = fakeServices(assets);
  await play(node, services, [{ inputs, params: { crossingFrames: 100, startFrame: 0 }, film: { index: 3 } }]);
  const [{ request } = { request: [] }] = pixelCalls;
  expect(pixelCalls).toMatchObject([{ name: 'sprites', request: [{ angleDeg: expect.any(Number) }] }]);
  expect(request).toMatchObject([{ centreX: expect.toSatisfy((x: number) => x > inputs.image.width) }]);
});

test('[SP3] a sprite that is gone is named', async () => {
  const frame = { inputs, params: { sprite: 'gone.png' } };
  await expect(play(node, fakeServices(assets).services, [frame])).rejects.toMatchObject({ code: 'ASSET_NOT_FOUND' });
});
