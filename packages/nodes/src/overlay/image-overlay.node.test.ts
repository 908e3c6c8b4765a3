import { isRaster, makeRaster, type Raster } from '@epoch/graph-runtime/model';
import { afterAll, expect, test } from 'vitest';
import { createPixels } from '../kits/raster/pixels.ts';
import { centroid, withPixels } from '../testing/dots.ts';
import { playOnce } from '../testing/play.ts';
import { node } from './image-overlay.node.ts';

const pixels = createPixels({ workers: 1 });
afterAll(() => pixels.close());

const [WIDTH, HEIGHT] = [240, 160];
const film = flat(WIDTH, HEIGHT, [40, 0, 80, 255]);
/** Green, 60 x 30, opaque to its border. */
const logo = flat(60, 30, [40, 200, 80, 255]);
const services = withPixels(pixels, { 'logo.png': logo, 'clear.png': flat(8, 8, [9, 9, 9, 0]) });

function flat(width: number, height: number, pixel: readonly number[]): Raster {
  return makeRaster(
    width,
    height,
    Uint8Array.from({ length: 4 * width * height }, (_, i) => pixel[i % 4] ?? 0),
  );
}

type Given = Record<string, number | string | boolean>;

async function laid(params: Given, picture?: Raster, told: string[] = []): Promise<Raster> {
  const { outputs } = await playOnce(node, services, {
    inputs: { image: film, ...(picture === undefined ? {} : { picture }) },
    params: { asset: 'logo.png', sizeUnit: 'own', ...params },
    tell: (one) => told.push(one.type === 'remark' ? one.words : ''),
  });
  if (!isRaster(outputs.image)) throw new Error('No picture.');
  return outputs.image;
}

/** Covered by the green, in pixels. */
const areaOf = ({ data }: Raster) => data.reduce((sum, level, i) => (i % 4 === 1 ? sum + level / 200 : sum), 0);
const pixelAt = ({ data, width }: Raster, x: number, y: number) => [
  ...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4),
];

test('[IO1] nine anchors: the edges of the picture lie on those of the film, to the pixel', async () => {
  const across = { left: 30, centre: 120, right: 210 };
  const down = { top: 15, middle: 80, bottom: 145 };
  const places = {
    ...{ 'top-left': [across.left, down.top], top: [across.centre, down.top], 'top-right': [across.right, down.top] },
    ...{ left: [across.left, down.middle], centre: [across.centre, down.middle], right: [across.right, down.middle] },
    'bottom-left': [across.left, down.bottom],
    bottom: [across.centre, down.bottom],
    'bottom-right': [across.right, down.bottom],
  };
  for (const [anchor, [x = 0, y = 0]] of Object.entries(places)) {
    const image = await laid({ anchor });
    expect(pixelAt(image, x - 30, y - 15)).toEqual([40, 200, 80, 255]);
    expect(pixelAt(image, x + 29, y + 14)).toEqual([40, 200, 80, 255]);
    expect(areaOf(image)).toBeCloseTo(1800, 6);
  }
});

test('[IO2] offsets move it by fractions of a pixel, and sizes are of the height or in pixels', async () => {
  for (const offsetX of [0.0625, 0.1, 0.103]) {
    const found = centroid(await laid({ anchor: 'centre', offsetX, offsetY: -0.02 }), 1, 0);
    expect(Math.abs(found.x - (120 + offsetX * HEIGHT))).toBeLessThan(0.05);
    expect(Math.abs(found.y - (80 - 0.02 * HEIGHT))).toBeLessThan(0.05);
  }
  expect(areaOf(await laid({ sizeUnit: 'heights', size: 0.5, anchor: 'centre' })) / (80 * 160)).toBeCloseTo(1, 1);
  expect(areaOf(await laid({ sizeUnit: 'px', sizePx: 45, anchor: 'centre' })) / (45 * 90)).toBeCloseTo(1, 1);
});

test.each([30, 90, -135])(
  '[IO3] it turns clockwise about its middle, small or larger than the film: %i degrees',
  async (rotationDeg) => {
    const at = { anchor: 'centre', rotationDeg, offsetX: 0.003 };
    const angle = (rotationDeg * Math.PI) / 180;
    const along = (image: Raster, distance: number) =>
      pixelAt(image, Math.round(120 + distance * Math.cos(angle)), Math.round(80 + distance * Math.sin(angle)))[1];
    const image = await laid(at);
    const middle = centroid(image, 1, 0);
    expect(Math.hypot(middle.x - 120.48, middle.y - 80)).toBeLessThan(0.1);
    expect(areaOf(image) / 1800).toBeCloseTo(1, 1);
    expect([along(image, 26), along(image, 36)]).toEqual([200, 0]);
    // Its left half is dark: turned, the dark half is where its left went.
    const halves = makeRaster(
      60,
      30,
      new Uint8Array(7200).map((_, i) => (i % 4 === 3 ? 255 : (i >> 2) % 60 < 30 ? 0 : 200)),
    );
    const large = await laid({ ...at, sizeUnit: 'px', sizePx: 400 }, halves);
    expect([along(large, 60), along(large, -60)]).toEqual([200, 0]);
    expect(areaOf(large) / (WIDTH * HEIGHT)).toBeCloseTo(0.5, 1);
  },
);

test('[IO4] tiled it repeats over the whole film, upright and turned', async () => {
  const half = makeRaster(
    20,
    10,
    new Uint8Array(800).map((_, i) => (i % 4 === 3 ? 255 : (i >> 2) % 20 < 10 ? 0 : 200)),
  );
  const image = await laid({ tile: true, anchor: 'top-left' }, half);
  for (let x = 0; x < WIDTH; x++) expect(pixelAt(image, x, 77)[1]).toBe(x % 20 < 10 ? 0 : 200);
  const turned = await laid({ tile: true, anchor: 'centre', rotationDeg: 90 }, half);
  const levels = Array.from({ length: 40 }, (_, y) => pixelAt(turned, 60, 60 + y)[1] ?? 0);
  expect(levels.slice(0, 20)).toEqual(levels.slice(20));
  expect(Math.max(...levels) - Math.min(...levels)).toBeGreaterThan(190);
  expect(areaOf(turned) / (WIDTH * HEIGHT)).toBeCloseTo(0.5, 1);
});

test('[IO5] opacity, blend mode and alpha do what they say', async () => {
  const at = { anchor: 'centre' };
  expect(pixelAt(await laid({ ...at, opacity: 0.5 }), 120, 80)).toEqual([40, 100, 80, 255]);
  expect(pixelAt(await laid({ ...at, mode: 'add' }), 120, 80)).toEqual([80, 200, 160, 255]);
  // Half of the light of 200 is that of 147.
  const [, green = 0] = pixelAt(await laid({ ...at, opacity: 0.5, space: 'linear' }), 120, 80);
  expect(Math.abs(green - 147)).toBeLessThanOrEqual(1);
  expect(pixelAt(await laid(at, flat(60, 30, [40, 200, 80, 51])), 120, 80)).toEqual([40, 40, 80, 255]);
  expect(await laid({ ...at, opacity: 0 })).toBe(film);
});

test('[IO6] a wire wins; outside the film it costs nothing', async () => {
  const image = await laid({ anchor: 'centre' }, flat(4, 4, [255, 255, 255, 255]));
  expect(pixelAt(image, 120, 80)).toEqual([255, 255, 255, 255]);
  expect(pixelAt(image, 124, 80)).toEqual([40, 0, 80, 255]);
  expect(await laid({ offsetX: 4 })).toBe(film);
});

test('[IO7] nothing chosen, or nothing to see, passes the film on with a sentence', async () => {
  const told: string[] = [];
  expect(await laid({ asset: '' }, undefined, told)).toBe(film);
  expect(await laid({ asset: 'clear.png' }, undefined, told)).toBe(film);
  await laid({}, undefined, told);
  expect(told[0]).toMatch(/^Nothing to lay over yet/);
  expect(told[1]).toMatch(/^clear\.png is transparent everywhere/);
  expect(told[2]).toBe('');
});

test('[IO8] the largest sizes and the thinnest pictures are drawn, too', async () => {
  const thin = flat(400, 1, [0, 200, 0, 255]);
  expect(areaOf(await laid({ sizeUnit: 'heights', size: 8, rotationDeg: 33, anchor: 'centre' }))).toBeGreaterThan(
    38_000,
  );
  expect(areaOf(await laid({ sizeUnit: 'heights', size: 0.005, anchor: 'left' }, thin))).toBeGreaterThan(200);
  const tall = flat(1, 400, [0, 200, 0, 255]);
  expect(areaOf(await laid({ sizeUnit: 'px', sizePx: 1, anchor: 'centre' }, tall))).toBeGreaterThan(100);
});

test('[IO9] small and plain or blended with the whole frame: the same to a level', async () => {
  const ramp = makeRaster(
    60,
    30,
    new Uint8Array(7200).map((_, i) => (i % 4 === 3 ? (i >> 2) % 256 : (i * 7) % 251)),
  );
  for (const rotationDeg of [0, 21]) {
    const at = { anchor: 'centre', offsetX: 0.0031, opacity: 0.8, rotationDeg };
    const [quick, whole] = [
      await laid({ ...at, size: 0.3 }, ramp),
      await laid({ ...at, size: 0.3, tile: false, mode: 'lighten' }, ramp),
    ];
    const plain = await pixels.blend(film, quick, { mode: 'lighten', amount: 1 });
    const far = whole.data.reduce(
      (most, level, i) => Math.max(most, i % 4 === 1 ? Math.abs(level - (plain.data[i] ?? 0)) : 0),
      0,
    );
    // Green is 0 in the film, so there lighten and normal are the same thing.
    expect(far).toBeLessThanOrEqual(1);
  }
});
