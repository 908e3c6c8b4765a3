import { makeRaster, type Raster } from '@epoch/graph-runtime/model';
import { expect, test } from 'vitest';
import { runResample } from './jobs/resample.job.ts';
import { runTurn } from './jobs/turn.job.ts';
import { soloBench } from './solo-bench.ts';

const SIZE = 384;
const FRAMES = 300;
/** Deviation of the dot. @unit px */
const SIGMA = 4;
/** Where the dot is in the untouched picture, from the middle. */
const FROM = { x: -121.7, y: 88.3 };

/** A soft bright dot on black. */
function dot(): Raster {
  const data = new Uint8Array(SIZE * SIZE * 4).fill(255);
  for (let i = 0; i < SIZE * SIZE; i++) {
    const [x, y] = [(i % SIZE) + 0.5 - SIZE / 2 - FROM.x, Math.floor(i / SIZE) + 0.5 - SIZE / 2 - FROM.y];
    const level = Math.round(230 * Math.exp(-(x * x + y * y) / (2 * SIGMA * SIGMA)));
    data.fill(level, 4 * i, 4 * i + 3);
  }
  return makeRaster(SIZE, SIZE, data);
}

/** Where the dot is, from the middle: the centre of brightness under a window of its own shape that follows it. @unit px */
function place({ data }: Raster, near: { x: number; y: number }, sigma: number): { x: number; y: number } {
  let { x, y } = near;
  for (let round = 0; round < 12; round++) {
    const [column, row] = [Math.round(x + SIZE / 2), Math.round(y + SIZE / 2)];
    let [sumX, sumY, total] = [0, 0, 0];
    for (let j = row - 16; j < row + 16; j++) {
      for (let i = column - 16; i < column + 16; i++) {
        const [px, py] = [i + 0.5 - SIZE / 2, j + 0.5 - SIZE / 2];
        const window = Math.exp(-((px - x) ** 2 + (py - y) ** 2) / (2 * sigma * sigma));
        const weight = window * (data[4 * (j * SIZE + i)] ?? 0);
        sumX += weight * px;
        sumY += weight * py;
        total += weight;
      }
    }
    // The window pulls half of what it is off: going twice as far lands on the spot.
    [x, y] = [x + 2 * (sumX / total - x), y + 2 * (sumY / total - y)];
  }
  return { x, y };
}

/** A film of the dot: how far it is from its ideal path, and its smallest step along it. @unit px */
function film(rotationDeg: number, zoomed: (zoom: number) => number = (zoom) => zoom) {
  const image = dot();
  let [squares, leastStep, before] = [0, Number.POSITIVE_INFINITY, 0];
  for (let frame = 0; frame < FRAMES; frame++) {
    const share = frame / (FRAMES - 1);
    const zoom = 1 + 0.05 * share;
    const angle = (rotationDeg * share * Math.PI) / 180;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const ideal = { x: zoom * (cos * FROM.x - sin * FROM.y), y: zoom * (sin * FROM.x + cos * FROM.y) };
    const found = place(seenAt(image, zoomed(zoom), cos, sin, rotationDeg), ideal, SIGMA * zoom);
    squares += (found.x - ideal.x) ** 2 + (found.y - ideal.y) ** 2;
    // A zoom moves the dot straight away from the middle.
    const distance = Math.hypot(found.x, found.y);
    if (frame > 0) leastStep = Math.min(leastStep, distance - before);
    before = distance;
  }
  return { rms: Math.sqrt(squares / FRAMES), leastStep };
}

function seenAt(image: Raster, zoom: number, cos: number, sin: number, rotationDeg: number): Raster {
  const bench = soloBench();
  const out = bench.room(SIZE, SIZE);
  const source = bench.put(image);
  const span = { from: (SIZE - SIZE / zoom) / 2, length: SIZE / zoom };
  if (rotationDeg === 0)
    runResample(bench, { source, out, columns: span, rows: span, filter: 'lanczos3', edge: 'mirror' });
  else {
    const [x, middle] = [(0.5 - SIZE / 2) / zoom, SIZE / 2 - 0.5];
    const map = {
      u: (cos + sin) * x + middle,
      v: (cos - sin) * x + middle,
      ux: cos / zoom,
      vx: -sin / zoom,
      uy: sin / zoom,
      vy: cos / zoom,
    };
    runTurn(bench, { source, out, ...map, filter: 'lanczos3', edge: 'mirror' });
  }
  return bench.get(out);
}

test.each([0, 3, 8])(
  '[RS10] over a zoom of 300 frames, turning by %f degrees, a dot strays 0.013 px from its path and never goes back',
  (rotationDeg) => {
    const { rms, leastStep } = film(rotationDeg);
    expect(rms).toBeLessThan(0.013);
    expect(leastStep).toBeGreaterThan(0);
  },
);

test('[RS10] a crop in whole pixels would be found out', () => {
  const wholePixels = (zoom: number) => SIZE / Math.round(SIZE / zoom);
  expect(film(0, wholePixels).rms).toBeGreaterThan(0.1);
});
