import { expect, test } from 'vitest';
import type { Layer } from '../raster/requests.ts';
import { createDrawing } from './drawing.ts';
import { fontOf } from './fonts.ts';
import { createLayerCache, layerAt } from './layer-cache.ts';
import { drawText, type Look } from './look.ts';
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

/** The largest difference of any channel of two layers on the same frame. */
function farthest(one: Layer, other: Layer): number {
  const at = ({ x, y, width, height, data }: Layer, toX: number, toY: number, c: number) =>
    toX < x || toY < y || toX >= x + width || toY >= y + height
      ? 0
      : (data[4 * ((toY - y) * width + toX - x) + c] ?? 0);
  let most = 0;
  for (let y = Math.min(one.y, other.y); y < Math.max(one.y + one.height, other.y + other.height); y++) {
    for (let x = Math.min(one.x, other.x); x < Math.max(one.x + one.width, other.x + other.width); x++) {
      for (let c = 0; c < 4; c++) most = Math.max(most, Math.abs(at(one, x, y, c) - at(other, x, y, c)));
    }
  }
  return most;
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
  for (const { data } of drawing.text({ ...block, plateOpacity: 0.5 })) {
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
  const unit = (number: string) => drawing.text({ ...block, lines: [`frame ${number} of`] }).at(-1);
  expect(unit('111111')).toEqual(unit('888888'));
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

test('[DT9] while numbers count nothing is drawn anew: words and characters are layers of their own', () => {
  const of = (line: string) => drawing.text({ ...block, lines: [line] });
  const first = of('frame 000001   seed 7');
  const fresh = of('frame 000002   seed 7').filter(
    ({ x, data }) => !first.some((one) => one.x === x && one.data === data),
  );
  // A shadow and a letter.
  expect(fresh).toHaveLength(2);
  const known = new Set(first.map(({ data }) => data));
  expect(of('frame 000001   seed 7').every(({ data }) => known.has(data))).toBe(true);
  expect(of('v2.1 r7')).toHaveLength(1);
});

test.each([
  ['shadow', { shadow: true, opacity: 0.92 }],
  ['outline', { shadow: false, outlinePx: 2 }],
  ['letters alone', { shadow: false, colour: '#ff2040c0' }],
  ['bold', { bold: true, opacity: 0.6 }],
  ['sans', { font: 'sans' }],
  ['shadow and outline', { outlinePx: 2, shadow: true }],
] as const)('[DT10] numbers set from tiles look as if Skia had drawn the whole line: %s', (_, style) => {
  for (const [index, sizePx] of [12, 14, 21, 33, 71].entries()) {
    const line = ['zoom 1.0173', '00:00:05:22 at 7', 'pan +0.067 -0.089', 'frame 000142', '-9999.888'][index] ?? '';
    const asked = { ...block, ...style, frameWidth: 2000, sizePx, lines: [line] };
    const set = flat(drawing.text(asked));
    const look: Look = {
      name: 'one',
      isMono: true,
      style: fontOf('font' in style ? style.font : 'mono', sizePx, 'bold' in style),
      lineHeight: Math.round(sizePx * 1.35),
      ...{ sizePx, outlinePx: 0, shadow: true, colour: block.colour, opacity: 1, ...style },
    };
    const whole = drawText(look, line, 0, 60 * sizePx, 'all');
    expect(farthest(set, layerAt(whole, 12, 12))).toBeLessThanOrEqual(2);
  }
});

test('[DC1] the cache forgets the layers used longest ago, and counts bytes', () => {
  const cache = createLayerCache(1000);
  const drawn: string[] = [];
  const get = (key: string) =>
    cache.drawn(key, () => {
      drawn.push(key);
      return { width: 10, height: 10, left: 0, top: 0, data: new Uint8Array(400) };
    });
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) get(key);
  expect(drawn).toEqual(['a', 'b', 'c', 'b']);
});
