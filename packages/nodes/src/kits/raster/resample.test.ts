import type { Raster } from '@epoch/graph-runtime/model';
import { expect, test } from 'vitest';
import { type ResampleJob, runResample } from './jobs/resample.job.ts';
import { psnrDb, referenceCrop } from './reference.ts';
import type { EdgeMode } from './requests.ts';
import { samplePicture, soloBench } from './solo-bench.ts';

type Request = Omit<ResampleJob, 'source' | 'out'> & { width: number; height: number };

function resampled(image: Raster, { width, height, ...job }: Request, bands = 1): Raster {
  const bench = soloBench(bands);
  const out = bench.room(width, height);
  runResample(bench, { ...job, source: bench.put(image), out });
  return bench.get(out);
}

/** The same in doubles. */
function exact(image: Raster, { width, height, columns, rows, filter, edge }: Request): Uint8Array {
  if (filter === 'box') throw new RangeError('Only previews average.');
  const box = { left: columns.from, top: rows.from, boxWidth: columns.length, boxHeight: rows.length };
  return referenceCrop(image, { ...box, width, height, filter, edge });
}

function zoomed(image: Raster, zoom: number, edge: EdgeMode): Request {
  const { width, height } = image;
  const columns = { from: (width - width / zoom) / 2, length: width / zoom };
  const rows = { from: (height - height / zoom) / 2, length: height / zoom };
  return { width, height, columns, rows, filter: 'lanczos3', edge };
}

test.each([1.0005, 1.02, 1.05])('[RS1] a zoom of %f is within 72 dB of exact Lanczos-3', (zoom) => {
  const image = samplePicture(150, 90);
  const request = zoomed(image, zoom, 'clamp');
  expect(psnrDb(resampled(image, request).data, exact(image, request))).toBeGreaterThan(72);
});

test.each<EdgeMode>(['clamp', 'mirror', 'wrap'])('[RS2] outside the picture is what edge mode %s says', (edge) => {
  const image = samplePicture(61, 47);
  const request = zoomed(image, 0.6, edge);
  expect(psnrDb(resampled(image, request).data, exact(image, request))).toBeGreaterThan(66);
});

test('[RS2] with edge mode transparent the border fades to nothing and keeps its colour', () => {
  const image = samplePicture(61, 47);
  const request = zoomed(image, 0.6, 'transparent');
  const result = resampled(image, request).data;
  expect([...result.subarray(0, 4)]).toEqual([0, 0, 0, 0]);
  const wanted = exact(image, request);
  for (let i = 0; i < result.length; i += 4) {
    expect(Math.abs((result[i + 3] ?? 0) - (wanted[i + 3] ?? 0))).toBeLessThan(2);
    // At a few levels of alpha a colour cannot be exact; it is what a viewer would see that counts. Where the kernel's
    // overshoot makes alpha full, colours overshoot with it, as they do inside a picture.
    const alpha = (wanted[i + 3] ?? 0) / 255;
    if (alpha === 1) continue;
    for (let c = 0; c < 3; c++) expect(Math.abs((result[i + c] ?? 0) - (wanted[i + c] ?? 0)) * alpha).toBeLessThan(2.5);
  }
});

test('[RS3] shrinking averages over the whole area', () => {
  const image = samplePicture(160, 120);
  const columns = { from: 3.25, length: 150.5 };
  const rows = { from: 0, length: 120 };
  const request = { width: 31, height: 9, columns, rows, filter: 'lanczos3', edge: 'clamp' } as const;
  expect(psnrDb(resampled(image, request).data, exact(image, request))).toBeGreaterThan(60);
});

test('[RS4] straight alpha is honoured: a transparent pixel lends no colour to its neighbours', () => {
  const image = samplePicture(64, 8);
  for (let x = 0; x < 64; x++)
    for (let y = 0; y < 8; y++) if (x >= 32) image.data.set([0, 255, 0, 0], 4 * (y * 64 + x));
  const columns = { from: 0.3, length: 63.1 };
  const rows = { from: 0, length: 8 };
  const request = { width: 64, height: 8, columns, rows, filter: 'bilinear', edge: 'clamp' } as const;
  const [left, middle] = [31, 32].map((x) => resampled(image, request).data.subarray(4 * x, 4 * x + 4));
  expect(middle?.[3]).toBeLessThan(255);
  const greenLeft = left?.[1] ?? 255;
  expect(Math.abs((middle?.[1] ?? 255) - greenLeft)).toBeLessThan(8);
});

test('[RS5] a flat picture stays flat under every filter and scale', () => {
  const image = samplePicture(40, 30);
  image.data.fill(77);
  for (let i = 3; i < image.data.length; i += 4) image.data[i] = 255;
  for (const filter of ['lanczos3', 'bicubic', 'bilinear', 'box'] as const) {
    for (const width of [7, 40, 111]) {
      const spans = { columns: { from: -2.3, length: 44.1 }, rows: { from: 0.4, length: 29 } };
      const { data } = resampled(image, { ...spans, width, height: 33, filter, edge: 'clamp' });
      expect(new Set(data)).toEqual(new Set([77, 255]));
    }
  }
});

test('[RS6] the result does not depend on how the rows are cut into bands', () => {
  const image = samplePicture(70, 53, 128);
  const request = zoomed(image, 0.93, 'mirror');
  const whole = resampled(image, request);
  for (const bands of [2, 5, 11]) expect(resampled(image, request, bands).data).toEqual(whole.data);
});

test('[RS7] wide pictures are worked on in tiles without a seam', () => {
  const image = samplePicture(1300, 12);
  const request = zoomed(image, 1.02, 'clamp');
  expect(psnrDb(resampled(image, request).data, exact(image, request))).toBeGreaterThan(72);
});

test('[RS8] shrinking to almost nothing works, up to a limit that is named', () => {
  const image = samplePicture(1600, 4);
  const spans = { columns: { from: 0, length: 1600 }, rows: { from: 0, length: 4 } };
  for (const filter of ['lanczos3', 'box'] as const) {
    const { data } = resampled(image, { ...spans, width: 1, height: 1, filter, edge: 'clamp' });
    expect(Math.abs((data[1] ?? 0) - 127)).toBeLessThan(3);
  }
  const tooFar = { ...spans, columns: { from: 0, length: 1601 } };
  expect(() => resampled(image, { ...tooFar, width: 1, height: 1, filter: 'box', edge: 'clamp' })).toThrow('1/1600');
});
