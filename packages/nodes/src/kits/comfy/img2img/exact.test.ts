import { makeRaster } from '@epoch/graph-runtime/model';
import { afterAll, expect, test } from 'vitest';
import { createPixels } from '../../raster/pixels.ts';
import type { ApiGraph, ApiValue } from '../comfy.ts';
import { exactPng, readAnswer, roundingNodes } from './exact.ts';

const pixels = createPixels({ workers: 1 });
afterAll(() => pixels.close());

const LEVELS = Array.from({ length: 256 }, (_, level) => level);
const f = Math.fround;

/** All levels in each channel, one after another. */
function allLevels(alpha = 255) {
  const data = new Uint8Array(16 * 48 * 4);
  for (let at = 0; at < 768; at++) {
    const level = at & 255;
    data.set([at < 256 ? level : 0, at >= 256 && at < 512 ? level : 0, at >= 512 ? level : 0, alpha], 4 * at);
  }
  return makeRaster(16, 48, data);
}

/** What the server's nodes make of one value from 0 to 1, in its own arithmetic (32-bit floats). */
function served(value: number, { nodes, out }: { nodes: ApiGraph; out: ApiValue }): number {
  const valueAt = (link: ApiValue): number => {
    const id = Array.isArray(link) ? String(link[0]) : '';
    if (id === 'picture') return f(value);
    const { class_type, inputs } = nodes[id] ?? { class_type: '', inputs: {} };
    if (class_type === 'EmptyImage') return f(Number(inputs.color) / 0xffffff);
    if (class_type === 'ImageInvert') return f(1 - valueAt(inputs.image ?? null));
    if (class_type !== 'ImageBlend' || inputs.blend_mode !== 'difference') throw new Error(`No ${class_type} here.`);
    const [one, two] = [valueAt(inputs.image1 ?? null), valueAt(inputs.image2 ?? null)];
    const factor = Number(inputs.blend_factor);
    return Math.min(1, Math.max(0, f(f(one * f(1 - factor)) + f(f(one - two) * f(factor)))));
  };
  return valueAt(out);
}

/** SaveImage: clipped and cut off. */
const saved = (value: number) => Math.floor(Math.min(255, Math.max(0, f(255 * f(value)))));
const rounding = roundingNodes(['picture', 0], { width: 64, height: 64 });

test('[EX1] a picture is sent as 8-bit RGB, whatever its alpha, and every level arrives', async () => {
  const png = await exactPng(pixels, allLevels());
  expect([png[24], png[25]]).toEqual([8, 2]);
  expect(Buffer.from((await pixels.decode(png)).data)).toEqual(Buffer.from(allLevels().data));
  const clear = await exactPng(pixels, allLevels(0));
  expect([clear[24], clear[25]]).toEqual([8, 2]);
  expect((await pixels.decode(clear)).data.every((level, at) => level === (at % 4 === 3 ? 255 : 0))).toBe(true);
});

test('[EX2] each of the 256 levels passes the rounding unchanged', () => {
  expect(LEVELS.map((level) => saved(served(level / 255, rounding)))).toEqual(LEVELS);
});

test('[EX3] values between two levels are rounded, where SaveImage alone cuts them off', () => {
  for (const level of LEVELS.slice(0, 255)) {
    for (const part of [0.01, 0.25, 0.49, 0.51, 0.75, 0.99]) {
      expect(saved((level + part) / 255)).toBe(level);
      expect(saved(served((level + part) / 255, rounding))).toBe(Math.round(level + part));
    }
  }
});

test('[EX4] a loop of 200 frames that changes next to nothing keeps its lightness; without the rounding it falls dark', () => {
  const mean = (levels: readonly number[]) => levels.reduce((sum, level) => sum + level, 0) / levels.length;
  const loop = (save: (value: number) => number) => {
    let levels: readonly number[] = LEVELS;
    // A hundredth of a level up or down, as an encoder and decoder would, in a fixed pattern.
    for (let frame = 0; frame < 200; frame++) {
      levels = levels.map((level, at) => save((level + ((at * 7 + frame * 3) % 2 === 0 ? 0.01 : -0.01)) / 255));
    }
    return mean(levels);
  };
  expect(loop((value) => saved(served(value, rounding)))).toBeCloseTo(mean(LEVELS), 9);
  expect(loop(saved)).toBeLessThan(mean(LEVELS) - 60);
});

test('[EX5] an answer that is missing, is no picture or has another size says so', async () => {
  const size = { width: 16, height: 48 };
  const png = await exactPng(pixels, allLevels());
  expect(await readAnswer(pixels, png, size)).toMatchObject(size);
  await expect(readAnswer(pixels, undefined, size)).rejects.toMatchObject({ code: 'IMAGE_INVALID' });
  await expect(readAnswer(pixels, png.subarray(0, 90), size)).rejects.toMatchObject({ code: 'IMAGE_INVALID' });
  await expect(readAnswer(pixels, png, { width: 24, height: 48 })).rejects.toThrow(/16 x 48 px instead of 24 x 48 px/);
});
