import { expect, test } from 'vitest';
import { pixelAt } from '../testing/fake-pixels.ts';
import { fakeServices } from '../testing/fake-services.ts';
import { play } from '../testing/play.ts';
import { chart } from '../testing/samples.ts';
import { node } from './teleport.node.ts';

const passing = chart(64, 36, 0);
const planet = chart(64, 36, 200);
const cue = (dissolveFrames: number) => ({ kind: 'teleport' as const, image: planet, dissolveFrames });
const blues = (frames: readonly { image: unknown }[]) => frames.map(({ image }) => pixelAt(image, 5, 5)[2]);

test('[TP1] nothing happens without a cue', async () => {
  const [frame] = await play(node, fakeServices().services, [{ inputs: { image: passing } }]);
  expect(frame).toEqual({ image: passing, active: false });
});

test('[TP2] a cue puts its picture in the place of the one that passes, for that frame', async () => {
  const inputs = { image: passing };
  const frames = await play(node, fakeServices().services, [{ inputs }, { inputs, cue: cue(0) }, { inputs }]);
  expect(blues(frames)).toEqual([0, 200, 0]);
  expect(frames.map(({ active }) => active)).toEqual([false, true, false]);
});

test('[TP3] a dissolve of k frames shows i/k of the picture at its i-th frame', async () => {
  const inputs = { image: passing };
  const frames = await play(node, fakeServices().services, [
    { inputs, cue: cue(4) },
    { inputs },
    { inputs },
    { inputs },
    { inputs },
  ]);
  expect(blues(frames)).toEqual([50, 100, 150, 200, 0]);
  expect(frames.map(({ active }) => active)).toEqual([true, true, true, true, false]);
});

test('[TP4] a new cue wins over a dissolve under way', async () => {
  const inputs = { image: passing };
  const frames = await play(node, fakeServices().services, [
    { inputs, cue: cue(4) },
    { inputs, cue: cue(0) },
    { inputs },
  ]);
  expect(blues(frames)).toEqual([50, 200, 0]);
});

test('[TP5] the picture is fitted to the one that passes, or to the film when nothing is wired', async () => {
  const image = chart(20, 20, 200);
  const [small] = await play(node, fakeServices().services, [
    { inputs: { image: chart(30, 10) }, cue: { ...cue(0), image } },
  ]);
  expect([small?.image.width, small?.image.height]).toEqual([30, 10]);
  const [film, black] = await play(node, fakeServices().services, [{ cue: { ...cue(0), image } }, {}]);
  expect([film?.image.width, film?.image.height]).toEqual([64, 36]);
  expect(pixelAt(black?.image, 9, 9)).toEqual([0, 0, 0, 255]);
});

test.each(['cover', 'contain', 'stretch'])('[TP7] the picture is brought to size as "fit" says: %s', async (fit) => {
  const { services, pixelCalls } = fakeServices({ 'planet.png': chart(20, 20, 200) });
  const byCue = { params: { fit }, cue: { ...cue(0), image: chart(20, 20, 200) } };
  const byFrame = { params: { fit, asset: 'planet.png', atFrame: 1 } };
  await play(node, services, [byCue, byFrame]);
  expect(pixelCalls.filter(({ name }) => name === 'fit').map(({ request }) => request)).toEqual([
    { width: 64, height: 36, mode: fit },
    { width: 64, height: 36, mode: fit },
  ]);
});

test('[TP8] a cue with a fit of its own wins over the one of the node', async () => {
  const { services, pixelCalls } = fakeServices();
  const image = chart(20, 20, 200);
  await play(node, services, [{ params: { fit: 'cover' }, cue: { ...cue(0), image, fit: 'contain' } }]);
  expect(pixelCalls.find(({ name }) => name === 'fit')?.request).toEqual({ width: 64, height: 36, mode: 'contain' });
});

test('[TP6] an asset jumps in at its frame, once', async () => {
  const params = { asset: 'planet.png', atFrame: 1 };
  const frames = await play(node, fakeServices({ 'planet.png': planet }).services, [
    { inputs: { image: passing }, params },
    { inputs: { image: passing }, params },
    { inputs: { image: passing }, params },
  ]);
  expect(blues(frames)).toEqual([0, 200, 0]);
});
