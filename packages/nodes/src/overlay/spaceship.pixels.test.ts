import { isRaster, makeRaster, type Raster } from '@epoch/graph-runtime/model';
import { afterAll, expect, test } from 'vitest';
import { createDrawing } from '../kits/drawing/drawing.ts';
import { createPixels } from '../kits/raster/pixels.ts';
import { centroid, withPixels } from '../testing/dots.ts';
import { playOnce } from '../testing/play.ts';
import { node } from './spaceship.node.ts';

const pixels = createPixels({ workers: 1 });
afterAll(() => pixels.close());

const [WIDTH, HEIGHT] = [320, 180];
const dark = makeRaster(
  WIDTH,
  HEIGHT,
  new Uint8Array(4 * WIDTH * HEIGHT).map((_, i) => (i % 4 === 3 ? 255 : 10)),
);
/** A green bar with a clear border: its centroid is its middle, and its slope its bank. */
const ship = barOf(60, 20, 255);
const services = {
  ...withPixels(pixels, {
    'ship.png': ship,
    'solid.png': barOf(60, 20, null),
    'clear.png': barOf(60, 20, 0),
    'thin.png': barOf(1, 9000, null),
  }),
  drawing: createDrawing(),
};

/** `alpha` null: the border is solid, too. */
function barOf(width: number, height: number, alpha: number | null): Raster {
  const data = new Uint8Array(4 * width * height);
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const inside = x >= 2 && y >= 6 && x < width - 2 && y < height - 6;
    data.set([0, 250, 0, alpha === null ? 255 : inside ? alpha : 0], 4 * i);
  }
  return makeRaster(width, height, data);
}

const CROSSING = 100;
const params = {
  sprite: 'ship.png',
  crossingFrames: CROSSING,
  pauseFrames: 20,
  size: 0.25,
  drift: 0.12,
  waves: 2,
  swell: 0.2,
};

async function frameAt(index: number, given: Record<string, string | number> = {}): Promise<Raster> {
  const answer = await playOnce(node, services, {
    inputs: { image: dark },
    params: { ...params, ...given },
    film: { index },
  });
  if (!isRaster(answer.outputs.image)) throw new Error('No picture.');
  return answer.outputs.image;
}

/** The formula of the flight, written down once more in plain mathematics. @see flightAt */
function placeAt(frame: number) {
  const share = frame / CROSSING;
  const cycles = 2 * share;
  const widest = 0.25 * HEIGHT * 1.2;
  const reach = Math.hypot(widest, widest / 3) / 2;
  const sway = (Math.sin(2 * Math.PI * cycles) + 0.45 * Math.sin(2 * Math.PI * 0.37 * cycles)) / 1.45;
  const swell = 1 + 0.2 * Math.sin(2 * Math.PI * (cycles * 0.61 + share * 0.5));
  return {
    x: WIDTH + reach - share * (WIDTH + 2 * reach),
    y: (0.5 + 0.12 * sway) * HEIGHT,
    areaPx: ((56 / 60) * (8 / 20) * (0.25 * HEIGHT * swell) ** 2) / 3,
  };
}

/** How much of the picture the green bar covers. @unit px */
function areaOf({ data }: Raster): number {
  let area = 0;
  for (let at = 0; at < data.length; at += 4) area += ((data[at + 1] ?? 0) - 10) / 240;
  return area;
}

test('[SP4] its middle goes along the formula of the flight, to a tenth of a pixel, and its size along the swell', async () => {
  for (let frame = 20; frame <= 80; frame += 4) {
    const [image, expected] = [await frameAt(frame), placeAt(frame)];
    const found = centroid(image);
    expect(Math.abs(found.x - expected.x), `x at ${frame}`).toBeLessThan(0.1);
    expect(Math.abs(found.y - expected.y), `y at ${frame}`).toBeLessThan(0.1);
    expect(areaOf(image) / expected.areaPx).toBeGreaterThan(0.95);
    expect(areaOf(image) / expected.areaPx).toBeLessThan(1.05);
  }
});

test('[SP5] it leans into its path: the bar has the slope of the bank', async () => {
  // At the steepest climb of the first wave, down to up, right to left.
  const image = await frameAt(25, { bank: 1 });
  const middle = centroid(image);
  let [xx, xy] = [0, 0];
  for (let i = 0; i < image.data.length / 4; i++) {
    const level = Math.max(0, (image.data[4 * i + 1] ?? 0) - 30);
    const [x, y] = [(i % WIDTH) + 0.5 - middle.x, Math.floor(i / WIDTH) + 0.5 - middle.y];
    xx += level * x * x;
    xy += level * x * y;
  }
  const before = placeAt(24.5);
  const after = placeAt(25.5);
  const slope = (after.y - before.y) / (after.x - before.x);
  expect(Math.abs(slope)).toBeGreaterThan(0.1);
  expect(xy / xx).toBeCloseTo(slope, 1);
});

test('[SP6] a trail follows the ship and fades', async () => {
  const [alone, trailing] = [
    await frameAt(50, { drift: 0 }),
    await frameAt(50, { drift: 0, trail: 0.8, trailFrames: 20 }),
  ];
  const level = (image: Raster, x: number) => image.data[4 * (90 * WIDTH + Math.round(x)) + 1] ?? 0;
  const [here, ago] = [placeAt(50).x, placeAt(30).x];
  expect(level(trailing, here)).toBe(level(alone, here));
  // The ship goes left, so what it leaves is to its right.
  expect(level(trailing, ago)).toBeGreaterThan(level(alone, ago) + 5);
  expect(level(trailing, ago)).toBeLessThan(level(trailing, (here + ago) / 2));
  expect(level(trailing, here - (ago - here))).toBe(10);
});

test('[SP7] several ships fly on courses of their own, the same for the same seed', async () => {
  const area = async (given: Record<string, number>) => areaOf(await frameAt(60, given));
  const one = await area({});
  const [five, again, other] = [
    await frameAt(60, { ships: 5 }),
    await frameAt(60, { ships: 5 }),
    await frameAt(60, { ships: 5, fleetSeed: 2 }),
  ];
  expect(areaOf(five)).toBeGreaterThan(1.3 * one);
  expect(Buffer.from(again.data).equals(five.data)).toBe(true);
  expect(Buffer.from(other.data).equals(five.data)).toBe(false);
});

test('[SP8] a sprite without alpha flies as a rectangle, an empty one not at all, and a sentence says so', async () => {
  const told: string[] = [];
  const play = (sprite: string) =>
    playOnce(node, services, {
      ...{ inputs: { image: dark }, params: { ...params, sprite }, film: { index: 50 } },
      tell: (one) => told.push(one.type === 'remark' ? one.words : ''),
    });
  const solid = (await play('solid.png')).outputs.image;
  if (!isRaster(solid)) throw new Error('No picture.');
  expect(areaOf(solid)).toBeGreaterThan(2 * areaOf(await frameAt(50)));
  expect((await play('clear.png')).outputs.image).toBe(dark);
  await play('ship.png');
  expect(told[0]).toMatch(/^solid\.png has no transparent parts/);
  expect(told[1]).toMatch(/^clear\.png is transparent everywhere/);
  expect(told[2]).toBe('');
});

test('[SP9] a sprite of any shape and size flies and stops no film', async () => {
  expect(areaOf(await frameAt(50, { sprite: 'thin.png', size: 2, swell: 0.9 }))).toBeGreaterThan(50);
  expect(areaOf(await frameAt(50, { sprite: 'solid.png', size: 2, swell: 0.9, bank: 3 }))).toBeGreaterThan(1000);
});
