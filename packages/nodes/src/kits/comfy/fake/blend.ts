import { scale } from './scale.ts';
import type { Picture } from './values.ts';

/** A level of 255, in 256ths. */
const WHITE = 255 * 256;

/** The negative, to the 256th of a level. */
export function inverted({ width, height, rgb, rest }: Picture): Picture {
  if (rest === undefined) return { width, height, rgb: rgb.map((level) => 255 - level) };
  return from(width, height, (at) => WHITE - (rgb[at] ?? 0) * 256 - (rest[at] ?? 0));
}

/**
 * Two pictures combined and mixed with the first by `factor`; the second is brought to the size of the first.
 *
 * @source ComfyUI comfy_extras/nodes_post_processing.py, Blend
 */
export function blended(one: Picture, other: Picture, factor: number, mode: string): Picture {
  const two = scale(other, one.width, one.height);
  const combine = MODES[mode] ?? ((_, b) => b);
  return from(one.width, one.height, (at) => {
    const [a, b] = [valueAt(one, at), valueAt(two, at)];
    return Math.round((a * (1 - factor) + combine(a, b) * factor) * WHITE);
  });
}

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

/** From 0 to 1. */
function valueAt({ rgb, rest }: Picture, at: number): number {
  return ((rgb[at] ?? 0) * 256 + (rest?.[at] ?? 0)) / WHITE;
}

/** @param levelAt in 256ths of a level, clipped here to what a picture can hold */
function from(width: number, height: number, levelAt: (at: number) => number): Picture {
  const rgb = new Uint8Array(width * height * 3);
  const rest = new Uint8Array(rgb.length);
  for (let at = 0; at < rgb.length; at++) {
    const level = Math.min(WHITE, Math.max(0, levelAt(at)));
    rgb[at] = level >> 8;
    rest[at] = level & 255;
  }
  return { width, height, rgb, rest };
}
