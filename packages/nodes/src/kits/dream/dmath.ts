export const PI = Math.PI;
export const TAU = 2 * PI;

export function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}

export function lerp(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}

/** 0 at `from`, 1 at `to`, flat at both ends. `from` may be the larger of the two: the curve then falls. */
export function smoothstep(from: number, to: number, value: number): number {
  const t = clamp((value - from) / (to - from), 0, 1);
  return t * t * (3 - 2 * t);
}

/** Mixes integers into one unsigned 32-bit hash. The order of the words matters. */
export function hash32(...words: number[]): number {
  let hash = 0x9e3779b9 | 0;
  for (const word of words) hash = mixWord(hash, word);
  return hash >>> 0;
}

/** {@link hash32} of two words, for loops that ask thousands of times a frame. */
export function hashPair(first: number, second: number): number {
  return mixWord(mixWord(0x9e3779b9 | 0, first), second) >>> 0;
}

/** {@link hash32} of three words. */
export function hashTriple(first: number, second: number, third: number): number {
  return mixWord(mixWord(mixWord(0x9e3779b9 | 0, first), second), third) >>> 0;
}

/** A number in [0, 1) that depends on the hash and on which draw from it (`salt`) this is. */
export function unit(hash: number, salt: number): number {
  return hashPair(hash, salt) / 4294967296;
}

/** Hash of a text, by UTF-16 code unit. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash32(hash);
}

/** Smooth noise along a line, between -1 and 1: a random value at every whole number, eased in between. */
export function lineNoise(position: number, seed: number): number {
  const cell = Math.floor(position);
  const f = position - cell;
  const before = hashPair(cell, seed) / 2147483648 - 1;
  const after = hashPair(cell + 1, seed) / 2147483648 - 1;
  return lerp(before, after, f * f * f * (f * (f * 6 - 15) + 10));
}

function mixWord(hash: number, word: number): number {
  let mixed = Math.imul(hash ^ (word | 0), 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
