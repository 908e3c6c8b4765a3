import { makeRaster, type Raster } from '@epoch/graph-runtime/model';
import { afterAll, describe, expect, test } from 'vitest';
import { gaussianTaps, runColourShift, runDifference, runGrain, runSharpen } from './jobs/health.job.ts';
import { LINEAR_LIGHT } from './jobs/light.ts';
import { createPixels } from './pixels.ts';
import type { ColourShift, GrainRequest } from './requests.ts';
import { samplePicture, soloBench } from './solo-bench.ts';

const pixels = createPixels({ workers: 2 });
afterAll(() => pixels.close());

const keep = { factor: 1, add: 0 };
const STILL: ColourShift = { lightness: keep, a: keep, b: keep, ditherSeed: 0 };

/** A picture with each of 64 x 64 x 64 colours once: 512 x 512. */
function allColours(): Raster {
  const data = new Uint8Array(512 * 512 * 4);
  for (let i = 0; i < 512 * 512; i += 1) {
    data.set([(i & 63) * 4 + (i >> 16), ((i >> 6) & 63) * 4 + 1, ((i >> 12) & 63) * 4 + 2, i & 255], 4 * i);
  }
  return makeRaster(512, 512, data);
}

const toLevel = (light: number) => {
  const held = Math.min(1, Math.max(0, light));
  return 255 * (held <= 0.0031308 ? 12.92 * held : 1.055 * held ** (1 / 2.4) - 0.055);
};

/** The formula of OKLab in doubles. */
function shifted([red, green, blue]: readonly number[], { lightness, a, b }: ColourShift): readonly number[] {
  const [r = 0, g = 0, bl = 0] = [red, green, blue].map((level) => LINEAR_LIGHT[level ?? 0] ?? 0);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * bl);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * bl);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * bl);
  const L = (0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s) * lightness.factor + lightness.add;
  const A = (1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s) * a.factor + a.add;
  const B = (0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s) * b.factor + b.add;
  const l3 = (L + 0.3963377774 * A + 0.2158037573 * B) ** 3;
  const m3 = (L - 0.1055613458 * A - 0.0638541728 * B) ** 3;
  const s3 = (L - 0.0894841775 * A - 1.291485548 * B) ** 3;
  return [
    toLevel(4.0767416621 * l3 - 3.3077115913 * m3 + 0.2309699292 * s3),
    toLevel(-1.2684380046 * l3 + 2.6097574011 * m3 - 0.3413193965 * s3),
    toLevel(-0.0041960863 * l3 - 0.7034186147 * m3 + 1.707614701 * s3),
  ];
}

describe('colour', () => {
  test('[HK1] a shift that changes nothing gives back every level', async () => {
    const image = allColours();
    expect(Buffer.compare((await pixels.colourShift(image, STILL)).data, image.data)).toBe(0);
  });

  test('[HK2] a shift is the formula of OKLab, to a level, and alpha stays', async () => {
    const image = samplePicture(61, 47, 0);
    const shift = {
      lightness: { factor: 0.9, add: 0.06 },
      a: { factor: 1.1, add: 0.02 },
      b: { factor: 0.8, add: -0.03 },
      ditherSeed: 0,
    };
    const { data } = await pixels.colourShift(image, shift);
    for (let i = 0; i < data.length; i += 4) {
      const expected = shifted([...image.data.subarray(i, i + 3)], shift);
      for (let c = 0; c < 3; c += 1)
        expect(Math.abs((data[i + c] ?? 0) - (expected[c] ?? 0))).toBeLessThanOrEqual(0.75);
      expect(data[i + 3]).toBe(image.data[i + 3]);
    }
  });

  test('[HK3] a shift of a tenth of a level arrives in the mean when it is dithered, and is lost when not', async () => {
    const grey = pixels.solid(256, 256, [128, 128, 128, 255]);
    const tenth = 0.1 / 255 / 1.09;
    const mean = async (ditherSeed: number) => {
      const { data } = await pixels.colourShift(grey, { ...STILL, lightness: { factor: 1, add: tenth }, ditherSeed });
      return data.reduce((sum, level, at) => sum + (at % 4 === 3 ? 0 : level), 0) / (3 * 256 * 256);
    };
    expect(await mean(0)).toBe(128);
    expect(await mean(5)).toBeGreaterThan(128.05);
    expect(await mean(5)).toBeLessThan(128.2);
  });
});

describe('sharpening', () => {
  const blurred = (image: Raster, radiusPx: number, x: number, y: number, c: number) => {
    const taps = gaussianTaps(radiusPx);
    const clamp = (at: number, side: number) => Math.min(side - 1, Math.max(0, at));
    let sum = 0;
    for (let dy = 1 - taps.length; dy < taps.length; dy += 1) {
      for (let dx = 1 - taps.length; dx < taps.length; dx += 1) {
        const at = 4 * (clamp(y + dy, image.height) * image.width + clamp(x + dx, image.width)) + c;
        sum += (taps[Math.abs(dx)] ?? 0) * (taps[Math.abs(dy)] ?? 0) * (image.data[at] ?? 0);
      }
    }
    return sum;
  };

  test('[HK4] it is image + amount * (image - blur), to a level', async () => {
    const image = samplePicture(31, 23);
    const { data } = await pixels.sharpen(image, { radiusPx: 1, amount: 0.6, thresholdLevels: 0 });
    for (let i = 0; i < 31 * 23; i += 1) {
      for (let c = 0; c < 3; c += 1) {
        const level = image.data[4 * i + c] ?? 0;
        const exact = level + 0.6 * (level - blurred(image, 1, i % 31, Math.floor(i / 31), c));
        expect(Math.abs((data[4 * i + c] ?? 0) - Math.min(255, Math.max(0, exact)))).toBeLessThanOrEqual(0.51);
      }
    }
  });

  test('[HK4] what differs less than the threshold stays; amount 0 is the picture itself', async () => {
    const image = samplePicture(31, 23);
    const same = await pixels.sharpen(image, { radiusPx: 2, amount: 1, thresholdLevels: 255 });
    expect(Buffer.compare(same.data, image.data)).toBe(0);
    expect(await pixels.sharpen(image, { radiusPx: 2, amount: 0, thresholdLevels: 0 })).toBe(image);
  });
});

const noise = (change: Partial<GrainRequest> = {}): GrainRequest => ({
  ...{ kind: 'gaussian', amountLevels: 6, seed: 9, cellPx: 16, octaves: 3, coloured: true },
  ...change,
});

async function grainOf(level: number, request: GrainRequest) {
  const plain = pixels.solid(256, 256, [level, level, level, 255]);
  const { data } = await pixels.grain(plain, request);
  const changes = [...data].flatMap((value, at) => (at % 4 === 3 ? [] : [value - level]));
  const mean = changes.reduce((sum, change) => sum + change, 0) / changes.length;
  const deviation = Math.sqrt(changes.reduce((sum, change) => sum + change * change, 0) / changes.length - mean * mean);
  return { changes, mean, deviation };
}

describe('noise', () => {
  test('[HK5] it has the deviation asked for, and no mean, also near black and white', async () => {
    for (const level of [128, 3, 252]) {
      const { mean, deviation } = await grainOf(level, noise());
      expect(Math.abs(mean)).toBeLessThan(0.05);
      if (level === 128) expect(deviation).toBeCloseTo(6, 0);
      if (level === 3) expect(deviation).toBeLessThan(3);
    }
    const wide = await grainOf(128, noise({ kind: 'perlin', cellPx: 8, octaves: 4 }));
    expect(Math.abs(wide.mean)).toBeLessThan(0.5);
    expect(wide.deviation).toBeGreaterThan(4);
    expect(wide.deviation).toBeLessThan(8);
  });

  test('[HK5] the same seed gives the same noise, another seed another; grey noise is grey', async () => {
    const one = await grainOf(128, noise());
    expect((await grainOf(128, noise())).changes).toEqual(one.changes);
    expect((await grainOf(128, noise({ seed: 10 }))).changes).not.toEqual(one.changes);
    const { changes } = await grainOf(128, noise({ coloured: false }));
    expect(changes.every((change, at) => change === changes[at - (at % 3)])).toBe(true);
  });

  test('[HK6] neighbours in Perlin noise are alike, far places are not', async () => {
    const { changes } = await grainOf(128, noise({ kind: 'perlin', coloured: false, octaves: 1, amountLevels: 20 }));
    const apart = (steps: number) => {
      let sum = 0;
      for (let at = 0; at + 3 * steps < changes.length; at += 3)
        sum += Math.abs((changes[at] ?? 0) - (changes[at + 3 * steps] ?? 0));
      return sum / (changes.length / 3);
    };
    expect(apart(1)).toBeLessThan(apart(40) / 4);
  });
});

test('[HK7] the difference is the mean over the colours', async () => {
  const [a, b] = [samplePicture(37, 20), samplePicture(37, 20, 0)];
  expect(await pixels.difference(a, b)).toBe(0);
  const grey = (level: number) => pixels.solid(37, 20, [level, level, level, 255]);
  expect(await pixels.difference(grey(0), grey(255))).toBe(1);
  expect(await pixels.difference(grey(100), grey(151))).toBeCloseTo(0.2, 12);
  expect(await pixels.difference(a, a)).toBe(0);
  await expect(pixels.difference(a, grey(1).width === 37 ? pixels.solid(3, 3, [0, 0, 0, 255]) : a)).rejects.toThrow(
    /same size/,
  );
});

test('[HK8] bands do not change a byte', () => {
  const image = samplePicture(67, 45);
  const made = (bands: number) => {
    const bench = soloBench(bands);
    const at = bench.put(image);
    const room = () => bench.room(67, 45);
    const [shiftedOut, sharp, grained] = [room(), room(), room()];
    const shift = { lightness: { factor: 0.9, add: 0.1 }, a: keep, b: keep, ditherSeed: 4 };
    runColourShift(bench, { image: at, out: shiftedOut, shift });
    runSharpen(bench, { image: at, out: sharp, request: { radiusPx: 1.5, amount: 0.4, thresholdLevels: 1 } });
    runGrain(bench, { image: at, out: grained, request: noise({ kind: 'perlin' }) });
    const apart = runDifference(bench, { a: sharp, b: grained });
    return [...[shiftedOut, sharp, grained].map((out) => Buffer.from(bench.get(out).data).toString('base64')), apart];
  };
  expect(made(5)).toEqual(made(1));
});

test('[HK9] amounts that make no sense are refused', async () => {
  const image = samplePicture(9, 9);
  await expect(pixels.sharpen(image, { radiusPx: 0, amount: 1, thresholdLevels: 0 })).rejects.toThrow(/radius/);
  await expect(pixels.grain(image, noise({ octaves: 9 }))).rejects.toThrow(/octaves/);
  await expect(pixels.grain(image, noise({ cellPx: 0 }))).rejects.toThrow(/cell/);
  await expect(pixels.colourShift(image, { ...STILL, a: { factor: Number.NaN, add: 0 } })).rejects.toThrow(/finite/);
});
