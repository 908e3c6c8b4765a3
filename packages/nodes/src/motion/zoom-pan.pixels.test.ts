import { isRaster, type Raster } from '@epoch/graph-runtime/model';
import { afterAll, expect, test } from 'vitest';
import { createPixels } from '../kits/raster/pixels.ts';
import { centroid, dotAt, type Place, withPixels } from '../testing/dots.ts';
import { playOnce } from '../testing/play.ts';
import { node } from './zoom-pan.node.ts';

const pixels = createPixels({ workers: 1 });
afterAll(() => pixels.close());
const services = withPixels(pixels);

const [WIDTH, HEIGHT] = [192, 108];

/** Plain mathematics: where a step, about a centre, takes a place. */
function moved({ x, y }: Place, zoom: number, panX: number, panY: number, turnDeg: number, centre: Place): Place {
  const angle = (turnDeg * Math.PI) / 180;
  const [fromX, fromY] = [x - centre.x, y - centre.y];
  return {
    x: centre.x + zoom * (Math.cos(angle) * fromX - Math.sin(angle) * fromY) - panX * HEIGHT,
    y: centre.y + zoom * (Math.sin(angle) * fromX + Math.cos(angle) * fromY) - panY * HEIGHT,
  };
}

type Params = Record<string, number | string>;

/** Plays frames of a film that long; in a loop each one gets what the one before gave. */
async function seen(image: Raster, params: Params, frames: number, inLoop: boolean): Promise<Raster[]> {
  const all: Raster[] = [];
  let memory: unknown;
  let passing = image;
  for (let index = 0; index < frames; index++) {
    const film = { index, count: frames, width: WIDTH, height: HEIGHT };
    const answer = await playOnce(node, services, { inputs: { image: passing }, params, film }, memory);
    memory = answer.memory;
    if (!isRaster(answer.outputs.image)) throw new Error('No picture.');
    if (inLoop) passing = answer.outputs.image;
    all.push(answer.outputs.image);
  }
  return all;
}

/** All bytes as one text, which compares quickly. */
function bytesOf({ data }: Raster): string {
  return Buffer.from(data).toString('latin1');
}

function expectAt(image: Raster | undefined, place: Place, within: number): void {
  if (image === undefined) throw new Error('There is no such frame.');
  const found = centroid(image);
  expect(Math.hypot(found.x - place.x, found.y - place.y)).toBeLessThan(within);
}

const MIDDLE = { x: WIDTH / 2, y: HEIGHT / 2 };

test('[ZP6] per frame, in a loop: a dot goes where the matrix of each step says, about the centre that is set', async () => {
  const start = { x: 120.3, y: 48.7 };
  const params = { zoom: 1.02, panX: 0.006, panY: -0.004, rotationDeg: 1.3, centreX: 0.3, centreY: 0.7 };
  const frames = await seen(dotAt(WIDTH, HEIGHT, start), params, 9, true);
  let place = start;
  for (const [index, image] of frames.entries()) {
    if (index > 0) place = moved(place, 1.02, 0.006, -0.004, 1.3, { x: 0.3 * WIDTH, y: 0.7 * HEIGHT });
    // Rounding to levels, nine times over, moves the centre of brightness a little.
    expectAt(image, place, 0.12);
  }
});

test('[ZP7] over the run: every frame is the matrix of its place on the way, with any easing', async () => {
  const start = { x: 104.4, y: 61.1 };
  const params = { mode: 'over-run', endZoom: 1.6, endPanX: 0.1, startPanY: 0.05, turnDeg: 20 };
  const shares = {
    linear: (part: number) => part,
    'ease-in': (part: number) => part * part,
    // Control points on the thirds of the diagonal: a straight line.
    bezier: (part: number) => part,
    back: (part: number) => 1 + 2.70158 * (part - 1) ** 3 + 1.70158 * (part - 1) ** 2,
  };
  const straight = { curveX1: 1 / 3, curveY1: 1 / 3, curveX2: 2 / 3, curveY2: 2 / 3 };
  for (const [easing, shareAt] of Object.entries(shares)) {
    const frames = await seen(dotAt(WIDTH, HEIGHT, start), { ...params, ...straight, easing }, 7, false);
    for (const [index, image] of frames.entries()) {
      const share = shareAt(index / 6);
      expectAt(image, moved(start, 1.6 ** share, 0.1 * share, 0.05 * (1 - share), 20 * share, MIDDLE), 0.04);
    }
  }
});

test('[ZP8] from box to box: the first and the last frame show exactly the two boxes', async () => {
  const boxes = { boxAX: 0.1, boxAY: 0.2, boxAWidth: 0.5, boxBX: 0.45, boxBY: 0.3, boxBWidth: 0.4 };
  const inBoth = { x: 0.53 * WIDTH, y: 0.48 * HEIGHT };
  const image = dotAt(WIDTH, HEIGHT, inBoth);
  const frames = await seen(image, { ...boxes, mode: 'over-run', path: 'ken-burns' }, 5, false);
  const within = (left: number, top: number, width: number) => ({
    x: ((0.53 - left) / width) * WIDTH,
    y: ((0.48 - top) / width) * HEIGHT,
  });
  expectAt(frames[0], within(0.1, 0.2, 0.5), 0.04);
  expectAt(frames[4], within(0.45, 0.3, 0.4), 0.04);
});

test('[ZP9] held by hand: in a loop the picture strays and comes back, and is the same every time', async () => {
  const start = { x: 88.5, y: 58.5 };
  const params = { zoom: 1, handheld: 4, handheldSpeed: 3, handheldSeed: 9 };
  const frames = await seen(dotAt(WIDTH, HEIGHT, start), params, 24, true);
  const places = frames.map((image) => centroid(image));
  const strayed = places.map(({ x, y }) => Math.hypot(x - start.x, y - start.y));
  expect(strayed[0]).toBeLessThan(0.01);
  expect(Math.max(...strayed)).toBeGreaterThan(1);
  // Twice the amount each way, at most, and the turn about the middle, which is near.
  expect(Math.max(...strayed)).toBeLessThan(0.16 * HEIGHT);
  const again = await seen(dotAt(WIDTH, HEIGHT, start), params, 24, true);
  expect(again.map(bytesOf)).toEqual(frames.map(bytesOf));
  const other = await seen(dotAt(WIDTH, HEIGHT, start), { ...params, handheldSeed: 10 }, 6, true);
  expect(other.map(bytesOf)[5]).not.toBe(frames.map(bytesOf)[5]);
});

test('[ZP10] a hand that lets go brings the picture back to where it was', async () => {
  const image = dotAt(WIDTH, HEIGHT, { x: 100, y: 50 });
  const at = (index: number, handheld: number, passing: Raster, memory?: unknown) =>
    playOnce(node, services, { inputs: { image: passing }, params: { zoom: 1, handheld }, film: { index } }, memory);
  const first = await at(7, 8, image);
  if (!isRaster(first.outputs.image)) throw new Error('No picture.');
  expect(centroid(first.outputs.image)).not.toMatchObject({ x: expect.closeTo(100, 1), y: expect.closeTo(50, 1) });
  const second = await at(8, 0, first.outputs.image, first.memory);
  if (!isRaster(second.outputs.image)) throw new Error('No picture.');
  expectAt(second.outputs.image, { x: 100, y: 50 }, 0.05);
});
