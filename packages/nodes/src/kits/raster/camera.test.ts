import { makeRaster, type Raster } from '@epoch/graph-runtime/model';
import { afterAll, expect, test } from 'vitest';
import { createPixels } from './pixels.ts';
import { samplePicture } from './solo-bench.ts';

const pixels = createPixels({ workers: 1 });
afterAll(() => pixels.close());

const still = { zoom: 1, panX: 0, panY: 0, rotationDeg: 0 };

/** A soft bright dot on black, at a place with fractions. */
function dot(size: number, centreX: number, centreY: number): Raster {
  const data = new Uint8Array(size * size * 4);
  for (let i = 0; i < size * size; i++) {
    const [x, y] = [(i % size) + 0.5, Math.floor(i / size) + 0.5];
    const level = 230 * Math.exp(-((x - centreX) ** 2 + (y - centreY) ** 2) / 32);
    data.set([level, level, level, 255], 4 * i);
  }
  return makeRaster(size, size, data);
}

/** Centre of brightness. @unit px */
function centroid({ width, data }: Raster): { x: number; y: number } {
  let [x, y, total] = [0, 0, 0];
  for (let i = 0; i < data.length / 4; i++) {
    const level = data[4 * i] ?? 0;
    total += level;
    x += level * ((i % width) + 0.5);
    y += level * (Math.floor(i / width) + 0.5);
  }
  return { x: x / total, y: y / total };
}

test('[RC1] a camera at rest hands the picture on', async () => {
  const image = samplePicture(20, 10);
  expect(await pixels.camera(image, still)).toBe(image);
  expect(await pixels.camera(image, { ...still, rotationDeg: 360 })).toBe(image);
});

test.each([
  { zoom: 1.3, panX: 0.05, panY: -0.08, rotationDeg: 0 },
  { zoom: 1.2, panX: -0.03, panY: 0.06, rotationDeg: 25 },
  { zoom: 0.7, panX: 0.1, panY: 0, rotationDeg: -40 },
  { zoom: 0.95, panX: 0, panY: 0.02, rotationDeg: 180 },
])('[RC2] a point X goes to zoom R X + pan: %o', async (step) => {
  const size = 96;
  const from = { x: 60.25, y: 41.5 };
  const result = await pixels.camera(dot(size, from.x, from.y), step, { edge: 'clamp' });
  const angle = (step.rotationDeg * Math.PI) / 180;
  const [dx, dy] = [from.x - size / 2, from.y - size / 2];
  const found = centroid(result);
  const x = step.zoom * (dx * Math.cos(angle) - dy * Math.sin(angle)) + step.panX * size + size / 2;
  const y = step.zoom * (dx * Math.sin(angle) + dy * Math.cos(angle)) + step.panY * size + size / 2;
  expect(found.x).toBeCloseTo(x, 1);
  expect(found.y).toBeCloseTo(y, 1);
});

test.each([0, 2, 33])(
  '[RC8] turned by %f degrees, zoomed and panned about a centre, a point goes to centre + zoom R (X - centre) + pan',
  async (rotationDeg) => {
    const size = 96;
    const [from, centre] = [
      { x: 60.25, y: 41.5 },
      { x: 0.15, y: -0.1 },
    ];
    const step = { zoom: 1.2, panX: 0.02, panY: -0.03, rotationDeg };
    const angle = (rotationDeg * Math.PI) / 180;
    const [dx, dy] = [from.x - size * (0.5 + centre.x), from.y - size * (0.5 + centre.y)];
    const x = size * (0.5 + centre.x + step.panX) + 1.2 * (dx * Math.cos(angle) - dy * Math.sin(angle));
    const y = size * (0.5 + centre.y + step.panY) + 1.2 * (dx * Math.sin(angle) + dy * Math.cos(angle));
    const found = centroid(await pixels.camera(dot(size, from.x, from.y), step, { edge: 'clamp', centre }));
    expect(found.x).toBeCloseTo(x, 1);
    expect(found.y).toBeCloseTo(y, 1);
  },
);

test('[RC8] a centre alone moves nothing', async () => {
  const image = samplePicture(20, 10);
  expect(await pixels.camera(image, still, { centre: { x: 0.3, y: 0.2 } })).toBe(image);
  await expect(pixels.camera(image, still, { centre: { x: Number.NaN, y: 0 } })).rejects.toThrow(RangeError);
});

test('[RC3] a turn by next to nothing looks like none', async () => {
  const image = samplePicture(80, 60);
  const plain = await pixels.camera(image, { ...still, zoom: 1.03 });
  const turned = await pixels.camera(image, { ...still, zoom: 1.03, rotationDeg: 1e-7 });
  let worst = 0;
  for (const [i, value] of plain.data.entries()) worst = Math.max(worst, Math.abs(value - (turned.data[i] ?? 0)));
  expect(worst).toBeLessThanOrEqual(2);
});

test('[RC4] a turned opaque picture stays opaque, except with edge mode transparent', async () => {
  const image = samplePicture(40, 40);
  const alphas = async (edge: 'mirror' | 'wrap' | 'transparent') => {
    const { data } = await pixels.camera(image, { ...still, rotationDeg: 45 }, { edge });
    return data.filter((_, i) => i % 4 === 3);
  };
  expect(Math.min(...(await alphas('mirror')))).toBe(255);
  expect(Math.min(...(await alphas('wrap')))).toBe(255);
  const seeThrough = await alphas('transparent');
  expect([seeThrough[0], seeThrough[20 * 40 + 20]]).toEqual([0, 255]);
});

test('[RC5] numbers that make no camera are refused', async () => {
  const image = samplePicture(8, 8);
  await expect(pixels.camera(image, { ...still, zoom: 0 })).rejects.toThrow(RangeError);
  await expect(pixels.camera(image, { ...still, panX: Number.NaN })).rejects.toThrow(RangeError);
  for (const rotationDeg of [0, 5]) {
    await expect(pixels.camera(image, { ...still, rotationDeg, zoom: 1e-9 })).rejects.toThrow(RangeError);
    await expect(pixels.camera(image, { ...still, rotationDeg, panY: 1e12 })).rejects.toThrow(RangeError);
    const far = await pixels.camera(image, { zoom: 0.001, panX: -1000, panY: 1000, rotationDeg });
    expect(far.data.length).toBe(image.data.length);
  }
});

test('[RF1] cover fills, contain leaves bars, stretch does neither', async () => {
  const image = samplePicture(80, 40);
  const red = [200, 0, 0, 255] as const;
  const contained = await pixels.fit(image, { width: 40, height: 40, mode: 'contain', background: red });
  expect([...contained.data.subarray(0, 4)]).toEqual([...red]);
  expect([...contained.data.subarray(4 * (30 * 40), 4 * (30 * 40) + 4)]).toEqual([...red]);
  expect(contained.data.subarray(4 * (20 * 40), 4 * (20 * 40) + 4)).not.toEqual(Uint8Array.from(red));
  const covered = await pixels.fit(image, { width: 20, height: 20, mode: 'cover' });
  const middle = await pixels.crop(image, { left: 20, top: 0, boxWidth: 40, boxHeight: 40, width: 20, height: 20 });
  expect(covered.data).toEqual(middle.data);
  const stretched = await pixels.fit(image, { width: 31, height: 77, mode: 'stretch' });
  expect([stretched.width, stretched.height]).toEqual([31, 77]);
});

test('[RF2] a picture of the right size is handed on', async () => {
  const image = samplePicture(12, 9);
  expect(await pixels.fit(image, { width: 12, height: 9, mode: 'cover' })).toBe(image);
});
