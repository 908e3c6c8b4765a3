import { expect, test } from 'vitest';
import { fakePictures } from '../testing/fake-pictures.ts';
import { solidPng } from '../testing/solid-png.ts';
import { createThumbnails } from './pictures.ts';

test('[TH1] a thumbnail is made once per picture and width, also when many ask at once', async () => {
  let reads = 0;
  const thumbnails = createThumbnails(fakePictures(), async () => {
    reads += 1;
    return solidPng(32, 16, 7);
  });
  await Promise.all([thumbnails.of('a', 'a.png', 16), thumbnails.of('a', 'a.png', 16)]);
  await thumbnails.of('a', 'a.png', 16);
  expect(reads).toBe(1);
  await thumbnails.of('a', 'a.png', 24);
  expect(reads).toBe(2);
});

test('[TH2] a picture that could not be read is tried again', async () => {
  let broken = true;
  const thumbnails = createThumbnails(fakePictures(), async () => (broken ? Buffer.from('x') : solidPng(32, 16, 7)));
  await expect(thumbnails.of('a', 'a.png', 16)).rejects.toMatchObject({ code: 'IMAGE_INVALID' });
  broken = false;
  expect((await thumbnails.of('a', 'a.png', 16)).length).toBeGreaterThan(0);
});

test('[TH3] the oldest thumbnails are forgotten when there are too many, and only those', async () => {
  let reads = 0;
  const big = {
    ...fakePictures(),
    preview: async () => ({ width: 1, height: 1, bytes: new Uint8Array(10 * 1024 * 1024) }),
  };
  const thumbnails = createThumbnails(big, async () => {
    reads += 1;
    return solidPng(4, 4, 7);
  });
  for (const key of ['a', 'b', 'c']) await thumbnails.of(key, 'x.png', 16);
  await thumbnails.of('c', 'x.png', 16);
  await thumbnails.of('b', 'x.png', 16);
  expect(reads).toBe(3);
  await thumbnails.of('a', 'x.png', 16);
  expect(reads).toBe(4);
});
