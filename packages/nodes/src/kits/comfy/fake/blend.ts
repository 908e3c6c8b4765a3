import { scale } from './scale.ts';
import type { Picture } from './values.ts';

/** A level of 255, in 256ths. */
const WHITE = 255 * 256;

/** The negative, to the 256th of a level. */
export function inverted(picture: Picture): Picture {
  const { width, height, rgb, rest } = picture;
  if (rest === undefined) return { width, height, rgb: rgb.map((level) => 255 - level) };
  const levels = exactLevels(picture);
  for (let at = 0; at < levels.length; at++) levels[at] = WHITE - (levels[at] ?? 0);
  return pictureOf(width, height, levels);
}

/**
 * Two pictures combined and mixed with the first by `factor`; the second is brought to the size of the first.
 *
 * @source ComfyUI comfy_extras/nodes_post_processing.py, Blend
 */
export function blended(one: Picture, other: Picture, factor: number, mode: string): Picture {
  const levels = exactLevels(one);
  const second = exactLevels(scale(other, one.width, one.height));
  const combine = MODES[mode] ?? ((_, b) => b);
  for (let at = 0; at < levels.length; at++) {
    const a = levels[at] ?? 0;
    const b = second[at] ?? 0;
    levels[at] = Math.round(a * (1 - factor) + WHITE * combine(a / WHITE, b / WHITE) * factor);
  }
  return pictureOf(one.width, one.height, levels);
}

/** Combines two values from 0 to 1. */
type Combine = (a: number, b: number) => number;

const MODES: Readonly<Record<string, Combine>> = {
  multiply: (a, b) => a * b,
  screen: (a, b) => 1 - (1 - a) * (1 - b),
  overlay: (a, b) => (a <= 0.5 ? 2 * a * b : 1 - 2 * (1 - a) * (1 - b)),
  soft_light: (a, b) => (b <= 0.5 ? a - (1 - 2 * b) * a * (1 - a) : a + (2 * b - 1) * (softened(a) - a)),
  difference: (a, b) => a - b,
};

function softened(a: number): number {
  return a <= 0.25 ? ((16 * a - 12) * a + 4) * a : Math.sqrt(a);
}

/** In 256ths of a level, to be written to. */
function exactLevels({ rgb, rest }: Picture): Int32Array {
  const levels = new Int32Array(rgb.length);
  for (let at = 0; at < levels.length; at++) levels[at] = (rgb[at] ?? 0) << 8;
  if (rest !== undefined) for (let at = 0; at < levels.length; at++) levels[at] = (levels[at] ?? 0) + (rest[at] ?? 0);
  return levels;
}

/** @param levels in 256ths of a level; clipped here to what a picture can hold */
function pictureOf(width: number, height: number, levels: Int32Array): Picture {
  const rgb = new Uint8Array(levels.length);
  const rest = new Uint8Array(levels.length);
  for (let at = 0; at < levels.length; at++) {
    const exact = levels[at] ?? 0;
    const level = exact < 0 ? 0 : exact > WHITE ? WHITE : exact;
    rgb[at] = level >> 8;
    rest[at] = level & 255;
  }
  return { width, height, rgb, rest };
}
