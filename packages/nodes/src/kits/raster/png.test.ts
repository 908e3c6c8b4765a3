import { deflateSync } from 'node:zlib';
import { makeRaster, type Raster } from '@epoch/graph-runtime/model';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { createPixels } from './pixels.ts';
import { textChunk } from './png.ts';
import { samplePicture } from './solo-bench.ts';

const pixels = createPixels({ workers: 1 });
afterAll(() => pixels.close());

/** Whether another decoder finds the same pixels in our file. */
async function readsBack(image: Raster): Promise<boolean> {
  const found = await sharp(await pixels.png(image))
    .ensureAlpha()
    .raw()
    .toBuffer();
  return found.equals(image.data);
}

const noise = (width: number, height: number): Raster => {
  let state = 1;
  const data = Uint8Array.from({ length: width * height * 4 }, (_, i) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return i % 4 === 3 ? 255 : state >>> 16;
  });
  return makeRaster(width, height, data);
};

test.each([
  [1, 1],
  [2, 3],
  [5, 1],
  [17, 33],
  [64, 48],
  [333, 201],
])('[RP1] another decoder reads %i x %i pixels back exactly', async (width, height) => {
  for (const image of [samplePicture(width, height), samplePicture(width, height, 128), noise(width, height)]) {
    expect(await readsBack(image)).toBe(true);
  }
});

test('[RP1] colours of all lengths of run come back', async () => {
  for (const run of [3, 4, 5, 10, 11, 12, 18, 19, 66, 67, 130, 131, 257, 258, 259, 260, 517]) {
    const data = new Uint8Array(700 * 4).fill(255);
    for (let x = 0; x < 700; x++) data.fill(Math.floor(x / run) % 2 === 0 ? 0 : (x * 11) % 256, 4 * x, 4 * x + 3);
    expect(await readsBack(makeRaster(700, 1, data))).toBe(true);
  }
});

test('[RP2] an opaque picture is written as RGB, another as RGBA', async () => {
  const channels = async (image: Raster) => (await sharp(await pixels.png(image)).metadata()).channels;
  expect(await channels(samplePicture(9, 9))).toBe(3);
  expect(await channels(samplePicture(9, 9, 128))).toBe(4);
});

test('[RP3] the same picture gives the same bytes', async () => {
  const image = samplePicture(60, 40);
  expect(await pixels.png(image)).toEqual(await pixels.png(makeRaster(60, 40, image.data.slice())));
});

test('[RP3] pictures of many blocks give the same bytes whoever compresses which, and come back', async () => {
  const team = createPixels({ workers: 2 });
  try {
    for (const image of [noise(640, 401), samplePicture(640, 401, 128)]) {
      expect(await team.png(image)).toEqual(await pixels.png(image));
      expect(await readsBack(image)).toBe(true);
    }
  } finally {
    await team.close();
  }
});

test('[RP4] text travels along, in Latin-1 or UTF-8', async () => {
  const file = await pixels.png(samplePicture(4, 4), { text: { Software: 'EpochStreamer', Comment: 'žluťoučký ☄' } });
  const { comments } = await sharp(file).metadata();
  expect(comments).toEqual([
    { keyword: 'Software', text: 'EpochStreamer' },
    { keyword: 'Comment', text: 'žluťoučký ☄' },
  ]);
  for (const keyword of ['', ' x', 'a  b', 'x'.repeat(80), '☄'])
    expect(() => textChunk(keyword, '')).toThrow(RangeError);
});

test.each([
  ['black', [0, 0, 0, 255]],
  ['flat', [30, 90, 200, 255]],
  ['empty', [0, 0, 0, 0]],
] as const)('[RP5] a %s frame is hardly larger than zlib makes it', async (_, colour) => {
  const [width, height] = [384, 216];
  const file = await pixels.png(pixels.solid(width, height, colour));
  const channels = colour[3] === 255 ? 3 : 4;
  const { data } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
  expect(data.length).toBe(width * height * channels);
  const rows = new Uint8Array(height * (1 + width * channels));
  if (colour[3] === 255 && colour[0] > 0) {
    for (let y = 0; y < height; y++) rows[y * (1 + width * channels)] = 4;
    rows.set(colour.slice(0, 3), 1);
  }
  expect(file.length).toBeLessThan(1.05 * deflateSync(rows, { level: 6 }).length + 64);
});

/** A dark frame with a few stars, a soft glow, or a drawn ramp: pictures that runs alone make little of. */
const CALM: Record<string, (x: number, y: number) => readonly [number, number, number]> = {
  'stars on black': (x, y) => ((x * 7919 + y * 104729) % 997 === 0 ? [210, 220, 255] : [0, 0, 0]),
  'a glow': (x, y) => {
    const level = Math.round(60 * Math.exp(-((x - 190) ** 2 + (y - 100) ** 2) / 9000));
    return [level, level >> 1, level];
  },
  'a ramp': (x, y) => [x >> 1, y, (x + y) >> 2],
};

test.each(Object.entries(CALM))('[RP6] %s is hardly larger than with adaptive filters and zlib', async (_, colour) => {
  const [width, height] = [384, 216];
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i++) data.set(colour(i % width, Math.floor(i / width)), 4 * i);
  const image = makeRaster(width, height, data);
  expect(await readsBack(image)).toBe(true);
  const theirs = await sharp(data, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .png({ compressionLevel: 6, adaptiveFiltering: true })
    .toBuffer();
  expect((await pixels.png(image)).length).toBeLessThan(1.05 * theirs.length);
});

test('[RP5] noise grows by next to nothing', async () => {
  const file = await pixels.png(noise(200, 200));
  expect(file.length).toBeLessThan(200 * 200 * 3 * 1.01);
});
