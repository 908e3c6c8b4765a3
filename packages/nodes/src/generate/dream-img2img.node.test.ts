import { expect, test } from 'vitest';
import { advanceView, newView } from '../kits/dream/view.ts';
import { fakeServices } from '../testing/fake-services.ts';
import { play } from '../testing/play.ts';
import { chart } from '../testing/samples.ts';
import { node } from './dream-img2img.node.ts';

const image = chart(64, 36);
const motion = { zoom: 1.02, panX: 0.01, panY: 0, rotationDeg: 1, totalZoom: 1, totalPanX: 0, totalPanY: 0 };
const step = { zoom: 1.02, panX: 0.01, panY: 0, angleDeg: 1 };

test('[DI1] a wired motion moves the camera by exactly that step each frame, and nothing is registered', async () => {
  const { services, dreams } = fakeServices();
  const frame = { inputs: { image, motion }, params: { seed: 7 } };
  await play(node, services, [frame, frame]);
  const once = advanceView(newView(7), step);
  expect(dreams.map(({ view }) => view)).toEqual([once, advanceView(once, step)]);
  expect(dreams.map(({ previous }) => previous)).toEqual([null, null]);
});

test('[DI2] without motion the last picture goes along, so that the camera can be found, and the found one is kept', async () => {
  const { services, dreams } = fakeServices();
  const [first] = await play(node, services, [{ inputs: { image } }, { inputs: { image } }, { inputs: { image } }]);
  expect(dreams[0]?.previous).toBeNull();
  expect(dreams[1]?.previous).toBe(first?.image);
  expect(dreams[2]?.view).toEqual(advanceView(dreams[1]?.view ?? newView(0), { zoom: 1.01 }));
});

test('[DI3] without a picture it draws from the prompt alone, at the size of the film, and says so in its settings', async () => {
  const { services, dreams } = fakeServices();
  const [first] = await play(node, services, [{ params: { denoise: 0.3, prompt: 'moss' } }]);
  expect(dreams).toMatchObject([{ init: null, previous: null, width: 64, height: 36, denoise: 1, prompt: 'moss' }]);
  expect(first?.settings).toMatchObject({
    engine: 'dream',
    prompt: 'moss',
    denoise: 1,
    seed: 48213,
    steps: 20,
    cfg: 7,
  });
});

test('[DI4] denoise 0 passes the picture on untouched; the camera goes on', async () => {
  const { services, dreams } = fakeServices();
  const still = { inputs: { image, motion }, params: { denoise: 0 } };
  const [first] = await play(node, services, [still, { inputs: { image, motion } }]);
  expect(first?.image).toBe(image);
  expect(dreams).toHaveLength(1);
  expect(dreams[0]?.view).toEqual(advanceView(advanceView(newView(48213), step), step));
});

test('[DI5] the picture is brought to the size of the film, or to the size set', async () => {
  const { services, dreams } = fakeServices();
  await play(node, services, [{ inputs: { image: chart(30, 30) } }]);
  await play(node, services, [{ inputs: { image }, params: { width: 128, height: 20 } }]);
  expect(dreams.map(({ init }) => [init?.width, init?.height])).toEqual([
    [64, 36],
    [128, 64],
  ]);
});

test('[DI6] a last picture of another size is not laid over the new one', async () => {
  const { services, dreams } = fakeServices();
  await play(node, services, [{ inputs: { image } }, { inputs: { image }, params: { width: 100, height: 80 } }]);
  expect(dreams[1]?.previous).toBeNull();
});

test('[DI7] a seed that rested and changes opens another world at the same place', async () => {
  const { services, dreams } = fakeServices();
  const frame = (seed: number) => ({ inputs: { image, motion }, params: { seed } });
  await play(node, services, [frame(7), frame(7), frame(8)]);
  expect(dreams.map(({ view }) => view?.seed)).toEqual([7, 7, 8]);
  expect(dreams[2]?.view?.timeFrames).toBe(3);
});
