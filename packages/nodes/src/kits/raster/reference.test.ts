import type { Raster } from '@epoch/graph-runtime/model';
import { expect, test } from 'vitest';
import { runResample } from './jobs/resample.job.ts';
import { runTurn, type TurnJob } from './jobs/turn.job.ts';
import { psnrDb, referenceCrop, referenceTurn } from './reference.ts';
import type { CropRequest, EdgeMode, Filter } from './requests.ts';
import { samplePicture, soloBench } from './solo-bench.ts';

const FILTERS: readonly Filter[] = ['lanczos3', 'bicubic', 'bilinear'];
const EDGES: readonly EdgeMode[] = ['clamp', 'mirror', 'wrap', 'transparent'];
const [WIDTH, HEIGHT] = [70, 52];
const ALL = FILTERS.flatMap((filter) => EDGES.map((edge) => ({ filter, edge })));

/** Both pictures premultiplied: at a few levels of alpha a colour cannot be exact, and what counts is what is seen. */
function seenPsnrDb(a: Uint8Array, b: Uint8Array): number {
  return psnrDb(premultiplied(a), premultiplied(b));
}

function premultiplied(data: Uint8Array): Uint8Array {
  return data.map((value, i) => (i % 4 === 3 ? value : Math.round((value * (data[i | 3] ?? 0)) / 255)));
}

function cropped(image: Raster, request: Required<CropRequest>): Uint8Array {
  const bench = soloBench();
  const out = bench.room(request.width, request.height);
  const columns = { from: request.left, length: request.boxWidth };
  const rows = { from: request.top, length: request.boxHeight };
  runResample(bench, { source: bench.put(image), out, columns, rows, filter: request.filter, edge: request.edge });
  return bench.get(out).data;
}

/** The box of a zoom about a place off the middle. */
function zoomed(zoom: number, filter: Filter, edge: EdgeMode): Required<CropRequest> {
  const [boxWidth, boxHeight] = [WIDTH / zoom, HEIGHT / zoom];
  return {
    left: 0.3 * (WIDTH - boxWidth),
    top: 0.6 * (HEIGHT - boxHeight),
    boxWidth,
    boxHeight,
    width: WIDTH,
    height: HEIGHT,
    filter,
    edge,
  };
}

function turnedBy(rotationDeg: number, zoom: number, filter: Filter, edge: EdgeMode): Omit<TurnJob, 'source' | 'out'> {
  const angle = (rotationDeg * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle) / zoom, Math.sin(angle) / zoom];
  const [x, y] = [0.5 - WIDTH / 2, 0.5 - HEIGHT / 2];
  const [u, v] = [cos * x + sin * y + WIDTH / 2 - 0.5, cos * y - sin * x + HEIGHT / 2 - 0.5];
  return { u, v, ux: cos, vx: -sin, uy: sin, vy: cos, filter, edge };
}

function turned(image: Raster, job: Omit<TurnJob, 'source' | 'out'>, bands = 1): Uint8Array {
  const bench = soloBench(bands);
  const out = bench.room(WIDTH, HEIGHT);
  runTurn(bench, { ...job, source: bench.put(image), out });
  return bench.get(out).data;
}

const opaque = samplePicture(WIDTH, HEIGHT);
const veiled = samplePicture(WIDTH, HEIGHT, 128);

test.each(ALL)(
  '[RS9] enlarged with $filter and $edge, a picture is the textbook one: 64 dB, veiled 55 dB',
  ({ filter, edge }) => {
    for (const zoom of [1.0005, 1.05, 1.7]) {
      const request = zoomed(zoom, filter, edge);
      expect(seenPsnrDb(cropped(opaque, request), referenceCrop(opaque, request))).toBeGreaterThan(64);
      // Veiled pictures are premultiplied in 8 bits on the way.
      expect(seenPsnrDb(cropped(veiled, request), referenceCrop(veiled, request))).toBeGreaterThan(55);
    }
  },
);

test.each(ALL)('[RS9] shrunk with $filter and $edge, it is too: 63 dB, veiled 55 dB', ({ filter, edge }) => {
  for (const zoom of [0.93, 0.4]) {
    const request = zoomed(zoom, filter, edge);
    expect(seenPsnrDb(cropped(opaque, request), referenceCrop(opaque, request))).toBeGreaterThan(63);
    expect(seenPsnrDb(cropped(veiled, request), referenceCrop(veiled, request))).toBeGreaterThan(55);
  }
});

test.each(ALL)('[RC6] turned far with $filter and $edge, it is too: 65 dB, veiled 54 dB', ({ filter, edge }) => {
  for (const rotationDeg of [25, 90, -140]) {
    const map = turnedBy(rotationDeg, 1.05, filter, edge);
    expect(seenPsnrDb(turned(opaque, map), referenceTurn(opaque, map))).toBeGreaterThan(65);
    expect(seenPsnrDb(turned(veiled, map), referenceTurn(veiled, map))).toBeGreaterThan(54);
  }
});

test.each(ALL)(
  '[RC6] turned a little with $filter and $edge, it is the textbook of two passes: 65 dB, veiled 54 dB',
  ({ filter, edge }) => {
    for (const rotationDeg of [0.01, -0.5, 3.5, -3.9]) {
      const map = turnedBy(rotationDeg, 1.05, filter, edge);
      expect(seenPsnrDb(turned(opaque, map), referenceTurn(opaque, map, true))).toBeGreaterThan(65);
      expect(seenPsnrDb(turned(veiled, map), referenceTurn(veiled, map, true))).toBeGreaterThan(54);
      // And hardly anything else than the textbook of one.
      expect(seenPsnrDb(turned(opaque, map), referenceTurn(opaque, map))).toBeGreaterThan(60);
    }
  },
);

test.each([0.7, -3, 30])('[RC7] a picture turned by %f degrees does not depend on bands', (rotationDeg) => {
  for (const image of [opaque, veiled]) {
    const map = turnedBy(rotationDeg, 1.02, 'lanczos3', 'mirror');
    const whole = turned(image, map);
    for (const bands of [2, 5, 13]) expect(turned(image, map, bands)).toEqual(whole);
  }
});

test('[RC7] a wide picture turned a little is worked on in tiles without a seam', () => {
  const image = samplePicture(1100, 8);
  const map = { ...turnedBy(0, 1, 'lanczos3', 'clamp'), u: 3.2, v: -1.4, vx: -0.004, uy: 0.004 };
  const bench = soloBench();
  const out = bench.room(1100, 8);
  runTurn(bench, { ...map, source: bench.put(image), out });
  expect(psnrDb(bench.get(out).data, referenceTurn(image, map, true))).toBeGreaterThan(70);
});
