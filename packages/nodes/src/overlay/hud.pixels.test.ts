import { isRaster, makeRaster, type Raster } from '@epoch/graph-runtime/model';
import { afterAll, expect, test } from 'vitest';
import { createDrawing } from '../kits/drawing/drawing.ts';
import { createPixels } from '../kits/raster/pixels.ts';
import { withPixels } from '../testing/dots.ts';
import { playOnce } from '../testing/play.ts';
import { node } from './hud.node.ts';

const pixels = createPixels({ workers: 1 });
afterAll(() => pixels.close());
const services = { ...withPixels(pixels), drawing: createDrawing() };

const [WIDTH, HEIGHT] = [640, 400];
/** 5 percent of 400 px. JetBrains Mono advances 0.6 of its size, and lines are 1.35 sizes apart. */
const SIZE = { size: 5, margin: 4, plate: 0, relief: 'none', opacity: 1, colour: '#ff2040' };
const [ADVANCE, LINE, MARGIN] = [12, 27, 16];

/** A busy picture with little red in it. */
const ground = makeRaster(
  WIDTH,
  HEIGHT,
  Uint8Array.from({ length: 4 * WIDTH * HEIGHT }, (_, i) => (i % 4 === 3 ? 255 : i % 4 === 0 ? i % 61 : (i * 7) % 200)),
);

const settings = { engine: 'dream', prompt: 'p', negative: '', seed: 48213, denoise: 0.35, steps: 20, cfg: 7 };
const motion = {
  ...{ zoom: 1.01, panX: 0, panY: 0, rotationDeg: 0 },
  ...{ totalZoom: 1.2345, totalPanX: 0.067, totalPanY: -0.089 },
};

async function written(
  params: Record<string, string | number | boolean>,
  image = ground,
  index = 142,
): Promise<Raster> {
  const given = { inputs: { image, settings, motion }, params: { ...SIZE, ...params }, film: { index } };
  const { outputs } = await playOnce(node, services, given);
  if (!isRaster(outputs.image)) throw new Error('No picture.');
  return outputs.image;
}

/** How much of the letters' colour each pixel of a cell has, 0..1. */
function cellOf({ width, data }: Raster, left: number, top: number): number[] {
  return Array.from({ length: ADVANCE * LINE }, (_, i) => {
    const at = 4 * ((top + Math.floor(i / ADVANCE)) * width + left + (i % ADVANCE));
    const [red, green] = [data[at] ?? 0, data[at + 1] ?? 0];
    return Math.max(0, red - 60 - green / 4) / 195;
  });
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789.:+- '.split('');

/** Reads text out of the picture: each cell is the letter it looks most like. */
async function read(image: Raster, left: number, top: number, columns: number): Promise<string> {
  const looks = new Map<string, number[]>();
  for (const letter of LETTERS) {
    const alone = await written({ layout: 'custom', template: letter });
    looks.set(letter, letter === ' ' ? Array<number>(ADVANCE * LINE).fill(0) : cellOf(alone, MARGIN, MARGIN));
  }
  let text = '';
  for (let column = 0; column < columns; column++) {
    const cell = cellOf(image, left + column * ADVANCE, top);
    const distance = (look: readonly number[]) =>
      look.reduce((sum, level, i) => sum + (level - (cell[i] ?? 0)) ** 2, 0);
    const nearest = [...looks].sort(([, a], [, b]) => distance(a) - distance(b))[0];
    text += nearest?.[0] ?? '?';
  }
  return text.trimEnd();
}

/** Where the letters' own colour stands, in pixels. */
function reach({ width, data }: Raster) {
  const places = Array.from({ length: data.length / 4 }, (_, i) => i).filter(
    (i) =>
      (data[4 * i] ?? 0) > 250 &&
      Math.abs((data[4 * i + 1] ?? 0) - 0x20) < 8 &&
      Math.abs((data[4 * i + 2] ?? 0) - 0x40) < 8,
  );
  const [xs, ys] = [places.map((i) => i % width), places.map((i) => Math.floor(i / width))];
  return {
    count: places.length,
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
  };
}

test('[HU4] the figures can be read back from the picture, at their places and in their colour', async () => {
  const image = await written({});
  expect(await read(image, MARGIN, MARGIN, 27)).toBe('frame 000142   seed 48213');
  expect(await read(image, MARGIN, MARGIN + LINE, 36)).toBe('steps 20   cfg 7.0   denoise 0.350');
  expect(await read(image, MARGIN, MARGIN + 2 * LINE, 36)).toBe('zoom 1.2345   pan +0.067 -0.089');
  expect(reach(image).count).toBeGreaterThan(500);
});

test('[HU5] in every corner the text keeps to the safe area, and grows with the picture', async () => {
  const texts = { layout: 'custom', template: 'HHHH\nHH' };
  const far = { right: WIDTH - 1 - MARGIN, bottom: HEIGHT - 1 - MARGIN };
  for (const corner of ['top-left', 'top-right', 'bottom-left', 'bottom-right']) {
    const found = reach(await written({ ...texts, corner }));
    const across = corner.endsWith('left') ? found.left - MARGIN : far.right - found.right;
    const down = corner.startsWith('top') ? found.top - MARGIN : far.bottom - found.bottom;
    expect(across).toBeGreaterThanOrEqual(0);
    expect(across).toBeLessThan(4);
    expect(down).toBeGreaterThanOrEqual(0);
    expect(down).toBeLessThan(12);
  }
  const double = makeRaster(2 * WIDTH, 2 * HEIGHT, new Uint8Array(16 * WIDTH * HEIGHT).fill(255, 3, 4));
  const [small, large] = [reach(await written(texts)), reach(await written(texts, double))];
  expect((large.right - large.left) / (small.right - small.left)).toBeCloseTo(2, 0);
});

test('[HU6] a template of one’s own is written as it says; a wrong field stays readable and is remarked', async () => {
  const image = await written({ layout: 'custom', template: '{timecode} seed {seed:08}' });
  expect(await read(image, MARGIN, MARGIN, 26)).toBe('00:00:05:22 seed 00048213');
  const told: unknown[] = [];
  const params = { ...SIZE, layout: 'custom', template: '{sede}' };
  await playOnce(node, services, { inputs: { image: ground }, params, tell: (one) => told.push(one) });
  expect(told).toEqual([{ type: 'remark', words: expect.stringMatching(/^There is no field \{sede\}\./) }]);
});

test('[HU7] a plate darkens the picture behind the text and nothing else', async () => {
  const white = makeRaster(WIDTH, HEIGHT, new Uint8Array(4 * WIDTH * HEIGHT).fill(255));
  const image = await written({ plate: 0.5, layout: 'minimal' }, white);
  const levelAt = (x: number, y: number) => image.data[4 * (y * WIDTH + x)];
  expect(levelAt(MARGIN + 4, MARGIN + 16)).toBeLessThan(150);
  expect(levelAt(MARGIN - 2, MARGIN + 16)).toBe(255);
  expect(levelAt(WIDTH - 5, HEIGHT - 5)).toBe(255);
});
