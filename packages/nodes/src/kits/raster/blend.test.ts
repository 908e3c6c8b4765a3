import { makeRaster } from '@epoch/graph-runtime/model';
import { afterAll, expect, test } from 'vitest';
import { LINEAR_LIGHT } from './jobs/light.ts';
import { createPixels } from './pixels.ts';
import { BLEND_MODES, type BlendMode, type Rgba } from './requests.ts';
import { samplePicture } from './solo-bench.ts';

const pixels = createPixels({ workers: 1 });
afterAll(() => pixels.close());

const flat = (width: number, height: number, colour: Rgba) =>
  makeRaster(
    width,
    height,
    Uint8Array.from({ length: width * height * 4 }, (_, i) => colour[i % 4] ?? 0),
  );

type Colour = readonly [number, number, number];

/** The formulas of the W3C's compositing rules for one channel. */
const dodge = (under: number, over: number) => (under === 0 ? 0 : Math.min(1, under / Math.max(1e-6, 1 - over)));
const hardLight = (under: number, over: number) => (over <= 0.5 ? 2 * under * over : 1 - 2 * (1 - under) * (1 - over));
const channels: Partial<Record<BlendMode, (under: number, over: number) => number>> = {
  normal: (_, over) => over,
  add: (under, over) => Math.min(1, under + over),
  screen: (under, over) => under + over - under * over,
  multiply: (under, over) => under * over,
  overlay: (under, over) => hardLight(over, under),
  'soft-light': (under, over) => {
    if (over <= 0.5) return under - (1 - 2 * over) * under * (1 - under);
    const lifted = under <= 0.25 ? ((16 * under - 12) * under + 4) * under : Math.sqrt(under);
    return under + (2 * over - 1) * (lifted - under);
  },
  difference: (under, over) => Math.abs(under - over),
  lighten: Math.max,
  darken: Math.min,
  subtract: (under, over) => Math.max(0, under - over),
  exclusion: (under, over) => under + over - 2 * under * over,
  'hard-light': hardLight,
  'color-dodge': dodge,
  'color-burn': (under, over) => 1 - dodge(1 - under, 1 - over),
};

const lum = ([r, g, b]: Colour) => 0.3 * r + 0.59 * g + 0.11 * b;
const sat = (colour: Colour) => Math.max(...colour) - Math.min(...colour);

function setLum(colour: Colour, wanted: number): Colour {
  const shift = wanted - lum(colour);
  let held = colour.map((value) => value + shift);
  const [low, high] = [Math.min(...held), Math.max(...held)];
  if (low < 0) held = held.map((value) => wanted + ((value - wanted) * wanted) / (wanted - low));
  if (high > 1) held = held.map((value) => wanted + ((value - wanted) * (1 - wanted)) / (high - wanted));
  return [held[0] ?? 0, held[1] ?? 0, held[2] ?? 0];
}

function setSat(colour: Colour, wanted: number): Colour {
  const low = Math.min(...colour);
  const factor = sat(colour) > 0 ? wanted / sat(colour) : 0;
  return [(colour[0] - low) * factor, (colour[1] - low) * factor, (colour[2] - low) * factor];
}

function blended(mode: BlendMode, under: Colour, over: Colour): Colour {
  if (mode === 'hue') return setLum(setSat(over, sat(under)), lum(under));
  if (mode === 'saturation') return setLum(setSat(under, sat(over)), lum(under));
  if (mode === 'color') return setLum(over, lum(under));
  if (mode === 'luminosity') return setLum(under, lum(over));
  const each = channels[mode] ?? (() => Number.NaN);
  return [each(under[0], over[0]), each(under[1], over[1]), each(under[2], over[2])];
}

const toLevel = (light: number) => 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055);

const CASES = BLEND_MODES.flatMap((mode) => [
  { mode, space: 'srgb' as const },
  { mode, space: 'linear' as const },
]);

test.each(CASES)('[RB1] $mode blends as the standard says, on any ground, in $space', async ({ mode, space }) => {
  const base = samplePicture(64, 32, 128);
  const top = await pixels.camera(base, { zoom: 1.5, panX: 0, panY: 0.3, rotationDeg: 180 });
  const amount = 0.7;
  const result = await pixels.blend(base, top, { mode, amount, space });
  const unit = (level: number) => (space === 'linear' ? (LINEAR_LIGHT[level] ?? 0) : level / 255);
  const colourAt = (data: Uint8Array, i: number): Colour => [
    unit(data[4 * i] ?? 0),
    unit(data[4 * i + 1] ?? 0),
    unit(data[4 * i + 2] ?? 0),
  ];
  for (let i = 0; i < 64 * 32; i++) {
    const [under, over] = [colourAt(base.data, i), colourAt(top.data, i)];
    const [ground, alpha] = [(base.data[4 * i + 3] ?? 0) / 255, ((top.data[4 * i + 3] ?? 0) / 255) * amount];
    const total = ground + alpha - ground * alpha;
    expect(Math.abs((result.data[4 * i + 3] ?? 0) - 255 * total)).toBeLessThan(0.6);
    const formula = blended(mode, under, over);
    for (const c of [0, 1, 2] as const) {
      if (total === 0) continue;
      const mixed = (1 - ground) * over[c] + ground * formula[c];
      const value = (alpha * mixed + (1 - alpha) * ground * under[c]) / total;
      const wanted = space === 'linear' ? toLevel(Math.min(1, Math.max(0, value))) : 255 * value;
      expect(Math.abs((result.data[4 * i + c] ?? 0) - wanted)).toBeLessThan(0.65);
    }
  }
});

test('[RB2] amount 0 hands the base on; sizes must agree', async () => {
  const base = flat(4, 4, [1, 2, 3, 255]);
  expect(await pixels.blend(base, flat(4, 4, [9, 9, 9, 255]), { mode: 'screen', amount: 0 })).toBe(base);
  const wrong = pixels.blend(base, flat(5, 4, [9, 9, 9, 255]), { mode: 'screen', amount: 1 });
  await expect(wrong).rejects.toThrow('same size');
});

test('[RB3] half of black and white is 188 as light, 128 as stored; a mix with itself is itself', async () => {
  const [black, white] = [flat(8, 8, [0, 0, 0, 255]), flat(8, 8, [255, 255, 255, 255])];
  const half = async (space: 'srgb' | 'linear') =>
    (await pixels.blend(black, white, { mode: 'normal', amount: 0.5, space })).data[0];
  expect(await half('linear')).toBe(188);
  expect(await half('srgb')).toBe(128);
  const picture = samplePicture(64, 32);
  const same = await pixels.blend(picture, picture, { mode: 'normal', amount: 0.5, space: 'linear' });
  expect(Buffer.compare(same.data, picture.data)).toBe(0);
});
