import { makeRaster, type Raster } from '@epoch/graph-runtime/model';
import { afterAll, expect, test } from 'vitest';
import { createPixels } from './pixels.ts';
import type { Sprite } from './requests.ts';
import { sheetLevels } from './sprite-sheet.ts';

const pixels = createPixels({ workers: 1 });
afterAll(() => pixels.close());

/** A picture whose pixels are all the same. */
function plain(width: number, height: number, colour: readonly number[]): Raster {
  const data = Uint8Array.from({ length: width * height * 4 }, (_, i) => colour[i % 4] ?? 0);
  return makeRaster(width, height, data);
}

const black = plain(160, 120, [0, 0, 0, 255]);
const square = plain(40, 40, [255, 255, 255, 255]);
const upright = { angleDeg: 0, opacity: 1 };

const levelAt = ({ width, data }: Raster, x: number, y: number, channel = 0) =>
  data[4 * (y * width + x) + channel] ?? 0;
const over = (...all: Sprite[]) => pixels.sprites(black, all);

/** Centre of brightness, and how many pixels as bright as white it makes. */
function centre({ width, data }: Raster) {
  let [sum, sumX, sumY] = [0, 0, 0];
  for (let i = 0; i < data.length / 4; i++) {
    const level = data[4 * i] ?? 0;
    sum += level;
    sumX += level * ((i % width) + 0.5);
    sumY += level * (Math.floor(i / width) + 0.5);
  }
  return { x: sumX / sum, y: sumY / sum, area: sum / 255 };
}

test.each([0, 17, 90, -135])(
  '[RT1] turned by %i degrees it lies at its place to a fraction of a pixel',
  async (angleDeg) => {
    for (const [centreX, centreY] of [
      [100, 50],
      [100.25, 50.5],
      [43.75, 77.125],
    ] as const) {
      const found = centre(await over({ ...upright, image: square, centreX, centreY, widthPx: 24.5, angleDeg }));
      expect(found.x).toBeCloseTo(centreX, 1);
      expect(found.y).toBeCloseTo(centreY, 1);
      expect(found.area).toBeGreaterThan(0.97 * 24.5 * 24.5);
      expect(found.area).toBeLessThan(1.03 * 24.5 * 24.5);
    }
  },
);

test('[RT2] a positive angle turns clockwise', async () => {
  const image = plain(40, 4, [255, 255, 255, 255]);
  const turned = await over({ ...upright, image, centreX: 50, centreY: 50, widthPx: 40, angleDeg: 45 });
  expect(levelAt(turned, 60, 60)).toBeGreaterThan(200);
  expect(levelAt(turned, 60, 40)).toBe(0);
});

test('[RT3] far smaller than its picture it is averaged, not picked, whatever sides the picture has', async () => {
  for (const side of [256, 251]) {
    const stripes = new Uint8Array(side * side * 4);
    for (let i = 0; i < side * side; i++) stripes.fill((i % side) % 2 === 0 ? 255 : 0, 4 * i, 4 * i + 4);
    const small = await over({
      ...upright,
      image: makeRaster(side, side, stripes),
      centreX: 50,
      centreY: 50,
      widthPx: 16,
    });
    expect(Math.abs(levelAt(small, 50, 50) - 128)).toBeLessThan(8);
    expect(Math.abs(centre(small).x - 50)).toBeLessThan(0.1);
  }
  expect(sheetLevels(40, 17).map(({ row, columns, rows }) => [row, columns, rows])).toEqual([
    [0, 40, 17],
    [17, 20, 9],
    [26, 10, 5],
  ]);
});

test('[RT4] one that cannot be placed is refused', async () => {
  const place = { ...upright, image: square, centreX: 0, centreY: 0, widthPx: 10 };
  for (const wrong of [{ centreX: Number.NaN }, { widthPx: 0 }, { widthPx: 1e6 }, { opacity: -1 }]) {
    await expect(over({ ...place, ...wrong })).rejects.toThrow(RangeError);
  }
});

test('[RT5] opacity thins it, its alpha limits it, a transparent pixel lends no colour, and later ones lie on top', async () => {
  const place = { ...upright, centreX: 80, centreY: 60, widthPx: 40 };
  expect(levelAt(await over({ ...place, image: square, opacity: 0.5 }), 80, 60)).toBe(128);
  const half = plain(40, 40, [200, 100, 0, 128]);
  const seen = await over({ ...place, image: half });
  expect([0, 1, 2, 3].map((channel) => levelAt(seen, 80, 60, channel))).toEqual([100, 50, 0, 255]);
  const rim = new Uint8Array(square.data);
  for (let i = 0; i < 1600; i++) if (i % 40 < 20) rim.set([255, 0, 0, 0], 4 * i);
  const edge = await over({ ...place, image: makeRaster(40, 40, rim), widthPx: 39.5 });
  for (let x = 55; x < 105; x++) expect(levelAt(edge, x, 60, 0)).toBe(levelAt(edge, x, 60, 1));
  const both = await over({ ...place, image: square }, { ...place, image: plain(40, 40, [0, 0, 250, 255]) });
  expect([0, 2].map((channel) => levelAt(both, 80, 60, channel))).toEqual([0, 250]);
});

test('[RT6] what hangs over the frame is cut off, and what is outside or clear leaves the picture itself', async () => {
  const place = { ...upright, image: square, centreX: 0, centreY: 119.5, widthPx: 20 };
  const corner = await over(place);
  expect([levelAt(corner, 5, 115), levelAt(corner, 30, 115), levelAt(corner, 5, 100)]).toEqual([255, 0, 0]);
  expect(await over({ ...place, centreX: -40 }, { ...place, opacity: 0 })).toBe(black);
});

test('[RT7] a picture is prepared once, and any number of workers gives the same bytes', async () => {
  const large = plain(640, 400, [20, 40, 60, 255]);
  const image = plain(300, 120, [250, 240, 230, 200]);
  const place = { image, centreX: 310.3, centreY: 200.7, widthPx: 200, angleDeg: 12, opacity: 0.7 };
  const one = await pixels.sprites(large, [place]);
  const before = pixels.memory.usedBytes;
  const again = await pixels.sprites(large, [place]);
  expect(pixels.memory.usedBytes - before).toBeLessThan(again.data.length + 65536);
  expect(Buffer.from(again.data).equals(one.data)).toBe(true);
  const three = createPixels({ workers: 3 });
  try {
    expect(Buffer.from((await three.sprites(large, [place])).data).equals(one.data)).toBe(true);
  } finally {
    await three.close();
  }
});
