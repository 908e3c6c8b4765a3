import * as exact from '../../exact-math/index.ts';

/** One function of the schedule language. Arguments and answer are numbers; none ever throws. */
export interface ScheduleFunction {
  readonly least: number;
  readonly most: number;
  /** How it is written, for help and refusals. */
  readonly usage: string;
  readonly apply: (...values: readonly number[]) => number;
}

type Apply = (a: number, b: number, c: number, d: number) => number;

function fixed(count: number, usage: string, apply: Apply): ScheduleFunction {
  return { least: count, most: count, usage, apply: (a = 0, b = 0, c = 0, d = 0) => apply(a, b, c, d) };
}

function between(least: number, most: number, usage: string, apply: ScheduleFunction['apply']): ScheduleFunction {
  return { least, most, usage, apply };
}

const MOST_ARGUMENTS = 16;

/**
 * All functions by name. Angles are radians, as in numexpr, which Deforum uses; the waves at the end have period 1,
 * so `tri(t / 48)` rises and falls once in 48 frames.
 */
export const FUNCTIONS: ReadonlyMap<string, ScheduleFunction> = new Map([
  ['sin', fixed(1, 'sin(x)', exact.sin)],
  ['cos', fixed(1, 'cos(x)', exact.cos)],
  ['tan', fixed(1, 'tan(x)', exact.tan)],
  ['arcsin', fixed(1, 'arcsin(x)', exact.asin)],
  ['arccos', fixed(1, 'arccos(x)', exact.acos)],
  ['arctan', fixed(1, 'arctan(x)', exact.atan)],
  ['arctan2', fixed(2, 'arctan2(y, x)', exact.atan2)],
  ['sinh', fixed(1, 'sinh(x)', exact.sinh)],
  ['cosh', fixed(1, 'cosh(x)', exact.cosh)],
  ['tanh', fixed(1, 'tanh(x)', exact.tanh)],
  ['sqrt', fixed(1, 'sqrt(x)', Math.sqrt)],
  ['exp', fixed(1, 'exp(x)', exact.exp)],
  ['expm1', fixed(1, 'expm1(x)', exact.expm1)],
  ['log', fixed(1, 'log(x)', exact.log)],
  ['log10', fixed(1, 'log10(x)', exact.log10)],
  ['log1p', fixed(1, 'log1p(x)', exact.log1p)],
  ['abs', fixed(1, 'abs(x)', Math.abs)],
  ['sign', fixed(1, 'sign(x)', Math.sign)],
  ['floor', fixed(1, 'floor(x)', Math.floor)],
  ['ceil', fixed(1, 'ceil(x)', Math.ceil)],
  ['round', fixed(1, 'round(x)', Math.round)],
  ['trunc', fixed(1, 'trunc(x)', Math.trunc)],
  ['fract', fixed(1, 'fract(x)', fract)],
  ['pow', fixed(2, 'pow(x, y)', exact.pow)],
  ['mod', fixed(2, 'mod(x, y)', modulo)],
  ['min', between(1, MOST_ARGUMENTS, 'min(a, b, ...)', (...values) => Math.min(...values))],
  ['max', between(1, MOST_ARGUMENTS, 'max(a, b, ...)', (...values) => Math.max(...values))],
  ['clamp', fixed(3, 'clamp(x, low, high)', (x, low, high) => Math.min(high, Math.max(low, x)))],
  ['lerp', fixed(3, 'lerp(a, b, part)', (a, b, part) => a + (b - a) * part)],
  ['smoothstep', fixed(3, 'smoothstep(from, to, x)', smoothstep)],
  ['where', fixed(3, 'where(condition, yes, no)', (condition, yes, no) => (condition === 0 ? no : yes))],
  ['noise', between(1, 2, 'noise(x, seed)', (x = 0, seed = 0) => smoothNoise(x, seed))],
  ['random', between(1, 2, 'random(x, seed)', (x = 0, seed = 0) => hashed(Math.floor(x), seed))],
  ['tri', fixed(1, 'tri(x)', (x) => 1 - 2 * Math.abs(2 * fract(x) - 1))],
  ['saw', fixed(1, 'saw(x)', (x) => 2 * fract(x) - 1)],
  ['square', between(1, 2, 'square(x, share)', (x = 0, share = 0.5) => (fract(x) < share ? 1 : -1))],
  ['pulse', between(1, 2, 'pulse(x, share)', (x = 0, share = 0.5) => (fract(x) < share ? 1 : 0))],
]);

function fract(x: number): number {
  return x - Math.floor(x);
}

/** Takes the sign of the divisor, as Python's `%` does. */
export function modulo(x: number, y: number): number {
  return x - Math.floor(x / y) * y;
}

function smoothstep(from: number, to: number, x: number): number {
  if (from === to) return x < from ? 0 : 1;
  const part = Math.min(1, Math.max(0, (x - from) / (to - from)));
  return part * part * (3 - 2 * part);
}

/** Value noise in -1..1 that moves smoothly: random at whole x, eased between them. */
function smoothNoise(x: number, seed: number): number {
  const cell = Math.floor(x);
  const part = x - cell;
  const eased = part * part * part * (part * (6 * part - 15) + 10);
  const [left, right] = [hashed(cell, seed), hashed(cell + 1, seed)];
  return 2 * (left + (right - left) * eased) - 1;
}

/** A number in 0..1 that only depends on its arguments (an integer hash with good avalanche). */
function hashed(cell: number, seed: number): number {
  let bits = (Math.imul(cell | 0, 0x9e3779b1) ^ Math.imul(Math.floor(seed) | 0, 0x85ebca77)) >>> 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
}
