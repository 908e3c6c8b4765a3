import { makeRaster } from '@epoch/graph-runtime/model';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakePictures } from '../testing/fake-pictures.ts';
import { solidPng } from '../testing/solid-png.ts';
import { createPreviewLane } from './preview-lane.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const pictures = fakePictures();
const drawnAt = (frame: number, raster = makeRaster(32, 32, new Uint8Array(4096).fill(frame))) => ({
  ...{ frame, stills: [], memory: new Map() },
  reports: new Map([['engine', { durationMs: 1, outputs: { image: raster } }]]),
});

/** A lane whose clock is the fake one; `seen` is what came: `g` and frame for glimpses, `p` and frame for pictures. */
function lane() {
  const seen: string[] = [];
  const headers: unknown[] = [];
  const made = createPreviewLane({
    production: 'film',
    wanted: () => new Map([['engine', new Set([64])]]),
    deliver(node, width, packet) {
      const header = JSON.parse(
        Buffer.from(packet)
          .subarray(4, 4 + Buffer.from(packet).readUInt32LE(0))
          .toString(),
      );
      headers.push(header);
      seen.push(`${node} ${width} ${header.glimpse === true ? 'g' : 'p'}${header.frame}`);
    },
    now: () => Date.now(),
  });
  return { lane: made, seen, headers };
}

const glimpse = await solidPng(24, 16, 90);
const settled = () => vi.advanceTimersByTimeAsync(1000);

test('[WS10] a glimpse goes to who watches, with its own size; the next picture takes its place', async () => {
  const { lane: film, seen, headers } = lane();
  film.glimpse('engine', 5, glimpse);
  film.glimpse('other', 5, glimpse);
  expect(seen).toEqual(['engine 64 g5']);
  const size = { width: 24, height: 16, sourceWidth: 24, sourceHeight: 16 };
  expect(headers).toEqual([{ production: 'film', node: 'engine', frame: 5, ...size, glimpse: true }]);
  expect(film.last('engine', 64)).toBeNull();
  film.drawn(drawnAt(5), pictures);
  await settled();
  expect(seen).toEqual(['engine 64 g5', 'engine 64 p5']);
  expect(film.last('engine', 64)).not.toBeNull();
});

test('[WS12] closed twice, a lane settles both times, also when its film goes on in between', async () => {
  const { lane: film } = lane();
  const heldBefore = pictures.pinned();
  const closings: Promise<void>[] = [];
  film.drawn(drawnAt(1), pictures);
  closings.push(film.close(), film.close());
  film.drawn(drawnAt(2), pictures);
  closings.push(film.close());
  await settled();
  await Promise.all(closings);
  expect(pictures.pinned()).toBe(heldBefore);
});

test('[WS10] about ten in a second, the newest of them; none after its picture', async () => {
  const { lane: film, seen } = lane();
  for (let at = 0; at < 50; at += 1) {
    film.glimpse('engine', at, glimpse);
    await vi.advanceTimersByTimeAsync(20);
  }
  expect(seen.length).toBeGreaterThanOrEqual(9);
  expect(seen.length).toBeLessThanOrEqual(11);
  await settled();
  expect(seen.at(-1)).toBe('engine 64 g49');
  film.glimpse('engine', 50, glimpse);
  film.glimpse('engine', 50, glimpse);
  film.drawn(drawnAt(50), pictures);
  await settled();
  expect(seen.slice(-2)).toEqual(['engine 64 g50', 'engine 64 p50']);
});

test('[WS10] the same picture again is shown again where a glimpse stood, and when the film stands still', async () => {
  const { lane: film, seen } = lane();
  const raster = makeRaster(32, 32, new Uint8Array(4096));
  film.drawn(drawnAt(1, raster), pictures);
  await settled();
  film.glimpse('engine', 2, glimpse);
  film.drawn(drawnAt(2, raster), pictures);
  await settled();
  film.glimpse('engine', 3, glimpse);
  film.settle();
  await settled();
  expect(seen.map((line) => line.split(' ')[2])).toEqual(['p1', 'g2', 'p1', 'g3', 'p1']);
});

test('[WS10] the picture of an earlier frame leaves the glimpses of a later one alone', async () => {
  const { lane: film, seen } = lane();
  film.glimpse('engine', 6, glimpse);
  film.glimpse('engine', 6, glimpse);
  film.drawn(drawnAt(5), pictures);
  await settled();
  expect(seen.filter((line) => line.endsWith('g6'))).toHaveLength(2);
});

test('[WS10] what is larger than a megabyte or no picture is not sent', () => {
  const { lane: film, seen } = lane();
  film.glimpse('engine', 1, Buffer.concat([glimpse, Buffer.alloc(1024 * 1024)]));
  film.glimpse('engine', 1, Buffer.from('<html>no picture, but quite long enough to be one</html>'));
  film.glimpse('engine', 1, new Uint8Array(3));
  expect(seen).toEqual([]);
});
