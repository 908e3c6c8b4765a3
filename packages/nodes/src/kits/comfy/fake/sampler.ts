import { mix } from './chaos.ts';
import type { Mask, Picture } from './values.ts';

/** What one run of the sampler depends on, besides the picture. */
export interface Settings {
  /** Any integer from 0 to 2^64 - 1. */
  readonly seed: bigint;
  readonly steps: number;
  readonly cfg: number;
  /** From 0, which leaves the picture as it is, to 1. */
  readonly denoise: number;
  /** Of model, prompts and all that goes into them. */
  readonly words: number;
}

/** Distance of the noise's grid points. @unit px */
const CELL_PX = 16;
/** Rows of the picture that share a row of noise. */
const BAND_ROWS = 4;

/**
 * Draws the picture anew: each pixel moves towards a colour that the words give and gets a share of soft noise from the
 * seed, both by `denoise`. Whole numbers all the way, so every machine gives the same pixels.
 *
 * @shape the result has the picture's size; where `mask` is black the picture stays
 * @source stands in for a diffusion model: same inputs, same pixels; more denoise, more change
 */
export function sample(picture: Picture, settings: Settings, mask: Mask | null, floor: boolean): Picture {
  const { width, height, rgb } = picture;
  if (settings.denoise <= 0) return picture;
  const strength = Math.round(Math.min(1, settings.denoise) * 256);
  const pull = Math.round(strength * Math.min(1, 0.25 + settings.cfg / 40));
  const target = colourOf(settings.words);
  const key = mix(mix(Number(settings.seed & 0xffffffffn)) ^ mix(Number(settings.seed >> 32n) + settings.steps * 7919));
  const keep = 65536 - pull * 128;
  const base = target.map((level) => level * pull * 128 + (floor ? 0 : 32768));
  const out = new Uint8Array(rgb.length);
  const rest = new Uint8Array(floor ? rgb.length : 0);
  const noise = new Int32Array(width * 3);
  for (let y = 0, at = 0; y < height; y++) {
    if (y % BAND_ROWS === 0) noiseRow(noise, width, y, key, strength, base);
    for (let i = 0; i < noise.length; i++, at++) {
      const exact = (rgb[at] ?? 0) * keep + (noise[i] ?? 0);
      const level = exact >> 16;
      out[at] = level < 0 ? 0 : level > 255 ? 255 : level;
      if (floor && level >= 0 && level < 255) rest[at] = (exact >> 8) & 255;
    }
  }
  if (mask !== null) return { width, height, rgb: masked(rgb, out, mask, width, height) };
  return floor ? { width, height, rgb: out, rest } : { width, height, rgb: out };
}

/** @returns three levels from 32 to 223 */
function colourOf(words: number): readonly [number, number, number] {
  const level = (turn: number) => 32 + (mix(words ^ turn) % 192);
  return [level(0x51), level(0xa3), level(0xf7)];
}

/**
 * One row of noise and of the colour's share, for several rows of the picture: straight lines between the grid points,
 * the noise up to 32 levels either way at full strength.
 *
 * @unit row: 65536ths of a level
 */
function noiseRow(
  row: Int32Array,
  width: number,
  y: number,
  key: number,
  strength: number,
  base: readonly number[],
): void {
  const cellY = Math.floor(y / CELL_PX);
  const down = y % CELL_PX;
  let right = edge(0, cellY, down, key);
  for (let cellX = 0; cellX * CELL_PX < width; cellX++) {
    const left = right;
    right = edge(cellX + 1, cellY, down, key);
    const last = Math.min(CELL_PX, width - cellX * CELL_PX);
    for (let channel = 0; channel < 3; channel++) {
      const from = left[channel] ?? 0;
      const slope = (right[channel] ?? 0) - from;
      const start = base[channel] ?? 0;
      for (let x = 0, i = cellX * CELL_PX * 3 + channel; x < last; x++, i += 3) {
        row[i] = start + (((from * CELL_PX + slope * x) * strength) >> 4);
      }
    }
  }
}

/** Three levels, from -512 to 511 times the size of a cell, at a place between two grid points one below the other. */
function edge(cellX: number, cellY: number, down: number, key: number): readonly [number, number, number] {
  const above = point(cellX, cellY, key);
  const below = point(cellX, cellY + 1, key);
  const level = (shift: number) =>
    (((above >>> shift) & 1023) - 512) * (CELL_PX - down) + (((below >>> shift) & 1023) - 512) * down;
  return [level(0), level(10), level(20)];
}

function point(x: number, y: number, key: number): number {
  return mix(key ^ Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca77));
}

function masked(old: Uint8Array, fresh: Uint8Array, mask: Mask, width: number, height: number): Uint8Array {
  const out = new Uint8Array(fresh.length);
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.floor((y * mask.height) / height) * mask.width;
    for (let x = 0; x < width; x++) {
      const open = (mask.levels[row + Math.floor((x * mask.width) / width)] ?? 0) > 127;
      for (let channel = 0; channel < 3; channel++, at++) out[at] = (open ? fresh[at] : old[at]) ?? 0;
    }
  }
  return out;
}
