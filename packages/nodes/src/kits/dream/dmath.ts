/**
 * Arithmetic with the same result on every machine. The platform's transcendental functions may differ in the last bit
 * from one engine to the next, so the Dream engine uses only `+ - * /`, square roots, rounding down and integers.
 *
 * @source IEEE 754-2019: those operations are exactly rounded; polynomial coefficients are the Taylor series
 */
export const PI = Math.PI;
export const TAU = 2 * PI;

const LN_2 = Math.LN2;
const LOG2_E = Math.LOG2E;
const SQRT_2 = Math.SQRT2;
const SQRT_HALF = Math.SQRT1_2;

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

/** Sine. @unit radians; error below 6e-8 */
export function dsin(angleRad: number): number {
  let x = angleRad - TAU * Math.floor(angleRad / TAU + 0.5);
  if (x > PI / 2) x = PI - x;
  else if (x < -PI / 2) x = -PI - x;
  const z = x * x;
  return x * (1 + z * (-1 / 6 + z * (1 / 120 + z * (-1 / 5040 + z * (1 / 362880 - z / 39916800)))));
}

/** Cosine. @unit radians */
export function dcos(angleRad: number): number {
  return dsin(angleRad + PI / 2);
}

/** 2 to the power of `exponent`, which is held between -60 and 60 (0 below). */
export function dexp2(exponent: number): number {
  if (exponent < -60) return 0;
  const held = exponent > 60 ? 60 : exponent;
  const whole = Math.floor(held);
  const f = (held - whole) * LN_2;
  let result = 1 + f * (1 + f * (1 / 2 + f * (1 / 6 + f * (1 / 24 + f * (1 / 120 + f * (1 / 720 + f / 5040))))));
  for (let step = 0; step < whole; step++) result *= 2;
  for (let step = whole; step < 0; step++) result *= 0.5;
  return result;
}

/** e to the power of `exponent`, within the range of {@link dexp2}. */
export function dexp(exponent: number): number {
  return dexp2(exponent * LOG2_E);
}

/** Logarithm to base 2; anything at or below 1e-12 counts as 1e-12. */
export function dlog2(value: number): number {
  let mantissa = value < 1e-12 ? 1e-12 : value;
  let exponent = 0;
  while (mantissa >= SQRT_2) {
    mantissa *= 0.5;
    exponent++;
  }
  while (mantissa < SQRT_HALF) {
    mantissa *= 2;
    exponent--;
  }
  const y = (mantissa - 1) / (mantissa + 1);
  const z = y * y;
  return exponent + 2 * LOG2_E * y * (1 + z * (1 / 3 + z * (1 / 5 + z * (1 / 7 + z * (1 / 9 + z / 11)))));
}

/** `base` to the power of `exponent`; 0 for a base at or below 0. */
export function dpow(base: number, exponent: number): number {
  return base <= 0 ? 0 : dexp2(exponent * dlog2(base));
}

/** Angle of the vector (x, y), between -pi and pi; 0 for the zero vector. @unit radians; error below 2e-5 */
export function datan2(y: number, x: number): number {
  const wide = x < 0 ? -x : x;
  const tall = y < 0 ? -y : y;
  const longer = wide > tall ? wide : tall;
  if (longer === 0) return 0;
  const ratio = (wide > tall ? tall : wide) / longer;
  const z = ratio * ratio;
  // Minimax polynomial for atan on [0, 1] (Abramowitz and Stegun 4.4.49).
  let angle = ratio * (0.999866 + z * (-0.3302995 + z * (0.180141 + z * (-0.085133 + z * 0.0208351))));
  if (tall > wide) angle = PI / 2 - angle;
  if (x < 0) angle = PI - angle;
  return y < 0 ? -angle : angle;
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
