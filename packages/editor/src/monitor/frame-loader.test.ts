// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { createFrameLoader } from './frame-loader.ts';

/** Images that decode at once, and an account of how many were made. */
function fakeImages(fails: (url: string) => boolean = () => false) {
  const made: HTMLImageElement[] = [];
  const make = () => {
    const image = document.createElement('img');
    image.decode = () => (fails(image.src) ? Promise.reject(new Error('404')) : Promise.resolve());
    made.push(image);
    return image;
  };
  return { made, make };
}

test('[MO4] a frame asked for twice is loaded once', async () => {
  const { made, make } = fakeImages();
  const loader = createFrameLoader(make);
  expect(await loader.wait('/f/1')).toBe(true);
  expect(loader.ask('/f/1').ready).toBe(true);
  expect(made).toHaveLength(1);
});

test('[MO4] the frames used longest ago are forgotten, never the one just asked for again', async () => {
  const { made, make } = fakeImages();
  const loader = createFrameLoader(make);
  await loader.wait('/f/0');
  for (let frame = 1; frame < 48; frame += 1) loader.ask(`/f/${frame}`);
  loader.ask('/f/0');
  loader.ask('/f/48');
  const before = made.length;
  loader.ask('/f/0');
  expect(made.length).toBe(before);
  loader.ask('/f/1');
  expect(made.length).toBe(before + 1);
});

test('[MO4] a frame that could not be had is tried again when it is looked at, not while it is only asked for', async () => {
  let broken = true;
  const { made, make } = fakeImages(() => broken);
  const loader = createFrameLoader(make);
  expect(await loader.wait('/f/1')).toBe(false);
  expect(loader.ask('/f/1').failed).toBe(true);
  expect(made).toHaveLength(1);
  broken = false;
  expect(await loader.wait('/f/1')).toBe(true);
  expect(made).toHaveLength(2);
});
