import { afterAll, expect, test } from 'vitest';
import { chart } from '../../../testing/samples.ts';
import { createPixels } from '../../raster/pixels.ts';
import { pad, paddedSize, unpad } from './size.ts';

const pixels = createPixels({ workers: 1 });
afterAll(() => pixels.close());

test.each([
  [64, 64, 64, 64],
  [101, 67, 104, 72],
  [854, 480, 856, 480],
  [1920, 1080, 1920, 1080],
  [20, 1081, 64, 1088],
])('[SZ1] %s x %s becomes %s x %s: multiples of 8 and at least 64', (width, height, paddedWidth, paddedHeight) => {
  expect(paddedSize({ width, height })).toEqual({ width: paddedWidth, height: paddedHeight });
});

test.each([
  [101, 67],
  [64, 70],
  [20, 30],
])('[SZ2] padding and cropping back leaves every pixel of %s x %s as it was', async (width, height) => {
  const image = chart(width, height);
  const padded = await pad(pixels, image);
  expect(padded).toMatchObject(paddedSize(image));
  expect(Buffer.from((await unpad(pixels, padded, image)).data)).toEqual(Buffer.from(image.data));
});

test('[SZ3] the borders mirror the picture', async () => {
  const image = chart(65, 64);
  const padded = await pad(pixels, image);
  const red = (x: number) => padded.data[4 * x];
  // 72 - 65 = 7 px: three to the left, four to the right.
  expect([red(2), red(1), red(0)]).toEqual([red(3), red(4), red(5)]);
  expect([red(68), red(71)]).toEqual([red(67), red(64)]);
});

test('[SZ4] a picture of a fitting size is not touched', async () => {
  const image = chart(64, 72);
  expect(await pad(pixels, image)).toBe(image);
  expect(await unpad(pixels, image, image)).toBe(image);
});
