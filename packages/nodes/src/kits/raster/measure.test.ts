import { makeRaster, type Raster } from '@epoch/graph-runtime/model';
import { afterAll, expect, test } from 'vitest';
import { createPixels } from './pixels.ts';
import { samplePicture } from './solo-bench.ts';

const pixels = createPixels({ workers: 1 });
afterAll(() => pixels.close());

/** OKLab of one pixel, in doubles, as its author published it. */
function oklab(red: number, green: number, blue: number): [number, number, number] {
  const linear = (value: number) => {
    const level = value / 255;
    return level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4;
  };
  const [r, g, b] = [linear(red), linear(green), linear(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function exact({ width, height, data }: Raster) {
  const lab = Array.from({ length: width * height }, (_, i) =>
    oklab(data[4 * i] ?? 0, data[4 * i + 1] ?? 0, data[4 * i + 2] ?? 0),
  );
  const mean = (value: (pixel: [number, number, number]) => number) =>
    lab.reduce((sum, pixel) => sum + value(pixel), 0) / lab.length;
  const lightness = mean(([L]) => L);
  const at = (x: number, y: number) => lab[y * width + x]?.[0] ?? 0;
  let edges = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      edges += Math.abs(4 * at(x, y) - at(x - 1, y) - at(x + 1, y) - at(x, y - 1) - at(x, y + 1));
    }
  }
  return {
    lightness,
    a: mean(([, a]) => a),
    b: mean(([, , b]) => b),
    chroma: mean(([, a, b]) => Math.hypot(a, b)),
    contrast: Math.sqrt(mean(([L]) => (L - lightness) ** 2)),
    spreadA: Math.sqrt(mean(([, a]) => a ** 2) - mean(([, a]) => a) ** 2),
    spreadB: Math.sqrt(mean(([, , b]) => b ** 2) - mean(([, , b]) => b) ** 2),
    sharpness: edges / ((width - 2) * (height - 2)),
  };
}

test('[RQ1] the figures are those of OKLab', async () => {
  const image = samplePicture(53, 41);
  const found = await pixels.measure(image);
  for (const [name, value] of Object.entries(exact(image))) {
    expect(Object.entries(found).find(([key]) => key === name)?.[1]).toBeCloseTo(value, 5);
  }
});

test('[RQ2] black, white and one pixel have figures, too', async () => {
  expect(await pixels.measure(pixels.solid(9, 9, [0, 0, 0, 255]))).toMatchObject({ lightness: 0, contrast: 0 });
  const white = await pixels.measure(pixels.solid(9, 9, [255, 255, 255, 255]));
  expect(white.lightness).toBeCloseTo(1, 5);
  expect(white.sharpness).toBe(0);
  expect(await pixels.measure(makeRaster(1, 1, Uint8Array.of(9, 9, 9, 255)))).toMatchObject({ sharpness: 0 });
});
