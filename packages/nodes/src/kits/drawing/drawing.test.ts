import { makeRaster } from '@epoch/graph-runtime/model';
import { expect, test } from 'vitest';
import type { Layer } from '../raster/requests.ts';
import { createDrawing } from './drawing.ts';
import { createLayerCache } from './layer-cache.ts';
import type { TextBlock } from './requests.ts';

const drawing = createDrawing();

const block: TextBlock = {
  lines: ['frame 000123', 'a nebula'],
  frameWidth: 320,
  frameHeight: 180,
  corner: 'top-left',
  sizePx: 14,
  marginPx: 12,
  colour: '#ffffff',
  opacity: 1,
  plateOpacity: 0,
};

/** All layers laid over each other, as one. */
function flat(layers: readonly Layer[]): Layer {
  const left = Math.min(0, ...layers.map(({ x }) => x));
  const top = Math.min(0, ...layers.map(({ y }) => y));
  const width = Math.max(1, ...layers.map((layer) => layer.x + layer.width)) - left;
  const height = Math.max(1, ...layers.map((layer) => layer.y + layer.height)) - top;
  const data = new Uint8Array(width * height * 4);
  for (const layer of layers) {
    for (let i = 0; i < layer.data.length; i += 4) {
      const [x, y] = [(i / 4) % layer.width, Math.floor(i / 4 / layer.width)];
      const at = 4 * ((layer.y - top + y) * width + layer.x - left + x);
      const under = 1 - (layer.data[i + 3] ?? 0) / 255;
      for (let c = 0; c < 4; c++) data[at + c] = Math.round((layer.data[i + c] ?? 0) + (data[at + c] ?? 0) * under);
    }
  }
  return { x: left, y: top, width, height, data };
}

/** Bounds of what is brighter or more opaque than `level`, in pixels of the frame. */
function bounds({ x, y, width, data }: Layer, channel: number, level: number) {
  const places = [...data.keys()].filter((i) => i % 4 === channel && (data[i] ?? 0) > level).map((i) => i >> 2);
  const [xs, ys] = [places.map((i) => i % width), places.map((i) => Math.floor(i / width))];
  return {
    left: x + Math.min(...xs),
    right: x + Math.max(...xs) + 1,
    top: y + Math.min(...ys),
    bottom: y + Math.max(...ys) + 1,
  };
}

test('[DT1] text stands in its corner, by its margin', () => {
  const topLeft = bounds(flat(drawing.text(block)), 0, 128);
  expect(topLeft.left).toBeGreaterThanOrEqual(12);
  expect(topLeft.left).toBeLessThan(16);
  expect(topLeft.top).toBeGreaterThanOrEqual(12);
  expect(topLeft.top).toBeLessThan(20);
  const bottomRight = bounds(flat(drawing.text({ ...block, corner: 'bottom-right' })), 0, 128);
  expect(320 - bottomRight.right).toBeGreaterThanOrEqual(12);
  expect(320 - bottomRight.right).toBeLessThan(16);
  expect(180 - bottomRight.bottom).toBeGreaterThanOrEqual(12);
  expect(180 - bottomRight.bottom).toBeLessThan(22);
});

test('[DT2] layers are premultiplied: no colour is above its alpha', () => {
  const sprite = makeRaster(
    2,
    2,
    Uint8Array.from({ length: 16 }, (_, i) => (i % 4 === 3 ? 90 : 250)),
  );
  const place = { centreX: 30.3, centreY: 20.6, widthPx: 21, angleDeg: 33, opacity: 0.8 };
  for (const { data } of [...drawing.text({ ...block, plateOpacity: 0.5 }), drawing.sprite(sprite, place)]) {
    for (let i = 0; i < data.length; i += 4) {
      const alpha = data[i + 3] ?? 0;
      expect(Math.max(...data.subarray(i, i + 3))).toBeLessThanOrEqual(alpha);
    }
  }
});

test('[DT3] the same block gives the same bytes, also when drawn anew', () => {
  const layer = drawing.text(block);
  expect(drawing.text({ ...block })).toEqual(layer);
  expect(createDrawing().text(block)).toEqual(layer);
  expect(flat(drawing.text({ ...block, lines: ['frame 000124', 'a nebula'] })).data).not.toEqual(flat(layer).data);
});

test('[DT4] numbers stand still: every digit is as wide as another', () => {
  const width = (line: string) => flat(drawing.text({ ...block, lines: [line] })).width;
  expect(width('frame 111111')).toBe(width('frame 888888'));
});

test('[DT5] the bundled fonts have the characters of European languages', () => {
  const drawn = ['ž', 'ł', 'ő', 'ß', 'ñ'].map(
    (letter) => flat(drawing.text({ ...block, lines: [letter], sizePx: 40 })).data,
  );
  const missing = flat(drawing.text({ ...block, lines: ['\u{10ffff}'], sizePx: 40 })).data;
  for (const [index, data] of drawn.entries()) {
    expect(data).not.toEqual(missing);
    for (const other of drawn.slice(index + 1)) expect(data).not.toEqual(other);
  }
});

test('[DT6] opacity, plate and outline change what they should', () => {
  const alphaSum = ({ data }: Layer) => data.filter((_, i) => i % 4 === 3).reduce((sum, value) => sum + value, 0);
  const plain = alphaSum(flat(drawing.text(block)));
  expect(alphaSum(flat(drawing.text({ ...block, opacity: 0.5 })))).toBeLessThan(0.6 * plain);
  expect(alphaSum(flat(drawing.text({ ...block, plateOpacity: 0.8 })))).toBeGreaterThan(2 * plain);
  expect(alphaSum(flat(drawing.text({ ...block, outlinePx: 2 })))).toBeGreaterThan(1.1 * plain);
  expect(alphaSum(flat(drawing.text({ ...block, opacity: 0 })))).toBe(0);
});

test('[DT7] what cannot be drawn is refused', () => {
  for (const wrong of [{ colour: 'red' }, { sizePx: 0 }, { sizePx: Number.NaN }, { opacity: 2 }]) {
    expect(() => drawing.text({ ...block, ...wrong })).toThrow(RangeError);
  }
  expect(drawing.text({ ...block, lines: [] })).toEqual([]);
});

test('[DT8] a line that would leave the frame is cut with an ellipsis, and a text of 20,000 characters is one line', () => {
  const long = 'a ringed planet over purple mist '.repeat(700);
  const { right } = bounds(flat(drawing.text({ ...block, lines: [long] })), 0, 128);
  expect(right).toBeLessThanOrEqual(320 - 12);
  expect(right).toBeGreaterThan(320 - 12 - 3 * 14);
  expect(drawing.text({ ...block, lines: ['ab'] })).not.toEqual(drawing.text({ ...block, lines: ['ab…'] }));
});

test('[DT9] only what changed is drawn anew: parts set apart by two blanks are layers of their own', () => {
  const of = (line: string) => drawing.text({ ...block, lines: [line] });
  const [frame, seed] = of('frame 000001   seed 7');
  const [nextFrame, sameSeed] = of('frame 000002   seed 7');
  expect(nextFrame?.data).not.toEqual(frame?.data);
  expect(sameSeed?.data).toBe(seed?.data);
  expect(sameSeed?.x).toBe(seed?.x);
});

const square = makeRaster(40, 40, new Uint8Array(40 * 40 * 4).fill(255));

/** Centre of alpha, in pixels of the frame. */
function centre({ x, y, width, data }: Layer) {
  let [sum, sumX, sumY] = [0, 0, 0];
  for (let i = 0; i < data.length / 4; i++) {
    const alpha = data[4 * i + 3] ?? 0;
    sum += alpha;
    sumX += alpha * (x + (i % width) + 0.5);
    sumY += alpha * (y + Math.floor(i / width) + 0.5);
  }
  return { x: sumX / sum, y: sumY / sum, area: sum / 255 };
}

test.each([0, 17, 90, -135])(
  '[DS1] a sprite turned by %i degrees lies at its place to a fraction of a pixel',
  (angleDeg) => {
    for (const [centreX, centreY] of [
      [100, 50],
      [100.25, 50.5],
      [-3.75, 7.125],
    ] as const) {
      const found = centre(drawing.sprite(square, { centreX, centreY, widthPx: 24.5, angleDeg, opacity: 1 }));
      expect(found.x).toBeCloseTo(centreX, 1);
      expect(found.y).toBeCloseTo(centreY, 1);
      expect(found.area).toBeGreaterThan(0.97 * 24.5 * 24.5);
      expect(found.area).toBeLessThan(1.03 * 24.5 * 24.5);
    }
  },
);

test('[DS2] a positive angle turns clockwise', () => {
  const bar = makeRaster(40, 4, new Uint8Array(40 * 4 * 4).fill(255));
  const layer = drawing.sprite(bar, { centreX: 50, centreY: 50, widthPx: 40, angleDeg: 45, opacity: 1 });
  const alphaAt = (x: number, y: number) => layer.data[4 * ((y - layer.y) * layer.width + x - layer.x) + 3];
  expect(alphaAt(60, 60)).toBeGreaterThan(200);
  expect(alphaAt(60, 40)).toBe(0);
});

test('[DS3] a sprite far smaller than its picture is averaged, not picked', () => {
  const stripes = new Uint8Array(256 * 256 * 4);
  for (let i = 0; i < 256 * 256; i++) stripes.fill(i % 2 === 0 ? 255 : 0, 4 * i, 4 * i + 4);
  const layer = drawing.sprite(makeRaster(256, 256, stripes), {
    ...{ centreX: 50, centreY: 50, widthPx: 16, angleDeg: 0, opacity: 1 },
  });
  const middle = layer.data[4 * ((layer.height / 2) * layer.width + layer.width / 2) + 3] ?? 0;
  expect(Math.abs(middle - 128)).toBeLessThan(6);
});

test('[DS4] a sprite that cannot be placed is refused', () => {
  const place = { centreX: 0, centreY: 0, widthPx: 10, angleDeg: 0, opacity: 1 };
  for (const wrong of [{ centreX: Number.NaN }, { widthPx: 0 }, { widthPx: 1e6 }, { opacity: -1 }]) {
    expect(() => drawing.sprite(square, { ...place, ...wrong })).toThrow(RangeError);
  }
});

test('[DC1] the cache forgets the layers used longest ago, and counts bytes', () => {
  const cache = createLayerCache(1000);
  const drawn: string[] = [];
  const get = (key: string) =>
    cache.get(key, () => {
      drawn.push(key);
      return { width: 10, height: 10, data: new Uint8Array(400) };
    });
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) get(key);
  expect(drawn).toEqual(['a', 'b', 'c', 'b']);
});
