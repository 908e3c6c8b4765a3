import { makeRaster } from '@epoch/graph-runtime/model';
import { afterAll, expect, test } from 'vitest';
import { createPixels } from './pixels.ts';
import type { Rgba } from './requests.ts';
import { samplePicture } from './solo-bench.ts';

const pixels = createPixels({ workers: 1 });
afterAll(() => pixels.close());

const flat = (width: number, height: number, colour: Rgba) =>
  makeRaster(
    width,
    height,
    Uint8Array.from({ length: width * height * 4 }, (_, i) => colour[i % 4] ?? 0),
  );

const pixelAt = (image: { width: number; data: Uint8Array }, x: number, y: number) => [
  ...image.data.subarray(4 * (y * image.width + x), 4 * (y * image.width + x) + 4),
];

test('[RO1] a premultiplied layer lies over an opaque frame: s + d (1 - a)', async () => {
  const ground = samplePicture(37, 11);
  const data = Uint8Array.from({ length: 9 * 5 * 4 }, (_, i) => (i % 4 === 3 ? (i * 7) % 256 : 0));
  for (let i = 0; i < data.length; i += 4) data.fill(((data[i + 3] ?? 0) * 3) >> 2, i, i + 3);
  const result = await pixels.over(ground, [{ x: 6, y: 3, width: 9, height: 5, data }]);
  for (let y = 0; y < 11; y++) {
    for (let x = 0; x < 37; x++) {
      const under = pixelAt(ground, x, y);
      const inside = x >= 6 && x < 15 && y >= 3 && y < 8;
      const over = inside ? pixelAt({ width: 9, data }, x - 6, y - 3) : [0, 0, 0, 0];
      const alpha = (over[3] ?? 0) / 255;
      const wanted = under.map((value, c) => (c === 3 ? 255 : (over[c] ?? 0) + value * (1 - alpha)));
      for (const [c, value] of pixelAt(result, x, y).entries()) {
        expect(Math.abs(value - (wanted[c] ?? 0))).toBeLessThanOrEqual(0.51);
      }
    }
  }
});

test('[RO2] what hangs over the frame is cut off, and layers outside do nothing', async () => {
  const ground = flat(8, 6, [10, 20, 30, 255]);
  const data = new Uint8Array(5 * 5 * 4).fill(255);
  const result = await pixels.over(ground, [
    { x: -3, y: -3, width: 5, height: 5, data },
    { x: 6, y: 4, width: 5, height: 5, data },
  ]);
  const white = [...Array(48).keys()].filter((i) => result.data[4 * i] === 255);
  expect(white).toEqual([0, 1, 8, 9, 38, 39, 46, 47]);
  expect(await pixels.over(ground, [{ x: 8, y: 0, width: 5, height: 5, data }])).toBe(ground);
  expect(await pixels.over(ground, [])).toBe(ground);
});

test('[RO3] over a transparent ground the layer keeps its colour', async () => {
  const layer = Uint8Array.from([64, 32, 0, 128]);
  const result = await pixels.over(flat(1, 1, [0, 0, 0, 0]), [{ x: 0, y: 0, width: 1, height: 1, data: layer }]);
  expect([...result.data]).toEqual([128, 64, 0, 128]);
});

test('[RO4] later layers lie on top', async () => {
  const layer = (colour: Rgba) => ({ x: 0, y: 0, width: 1, height: 1, data: Uint8Array.from(colour) });
  const result = await pixels.over(flat(2, 1, [0, 0, 0, 255]), [layer([255, 0, 0, 255]), layer([0, 255, 0, 255])]);
  expect(pixelAt(result, 0, 0)).toEqual([0, 255, 0, 255]);
});
