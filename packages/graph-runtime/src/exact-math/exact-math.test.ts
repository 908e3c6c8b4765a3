import { describe, expect, test } from 'vitest';
import * as exact from './index.ts';

type OneNumber = (value: number) => number;

/** Numbers spread evenly over a range by the golden ratio: always the same ones, and never on a grid. */
function spread(count: number, low: number, high: number): number[] {
  return Array.from({ length: count }, (_, i) => low + (high - low) * ((i * 0.6180339887498949) % 1));
}

/** The largest relative difference between two functions over some points. */
function worst(mine: OneNumber, platform: OneNumber, points: readonly number[]): number {
  return Math.max(...points.map((point) => difference(mine(point), platform(point))));
}

function difference(mine: number, platform: number): number {
  if (Object.is(mine, platform)) return 0;
  return Math.abs(mine - platform) / Math.max(Math.abs(platform), Number.MIN_VALUE);
}

const POINTS = 5000;
const REACHES = [1e-6, 1, 10, 1e4, 1e7, 1.9e8];

test('[EM1] sine, cosine and tangent agree with the platform over many turns and at their zeros', () => {
  const turns = spread(POINTS, 0, 1e7).map((turn) => Math.floor(turn) * Math.PI);
  for (const points of [...REACHES.map((reach) => spread(POINTS, -reach, reach)), turns]) {
    expect(worst(exact.sin, Math.sin, points)).toBeLessThan(1e-14);
    expect(worst(exact.cos, Math.cos, points)).toBeLessThan(1e-14);
    expect(worst(exact.tan, Math.tan, points)).toBeLessThan(1e-14);
    for (const point of points) expect(exact.cosSin(point)).toEqual([exact.cos(point), exact.sin(point)]);
  }
  for (const far of [1e12, 1e300]) expect(Math.abs(exact.sin(far))).toBeLessThanOrEqual(1);
});

test('[EM2] the inverse functions agree with the platform in all quadrants', () => {
  expect(worst(exact.asin, Math.asin, spread(POINTS, -1, 1))).toBeLessThan(1e-14);
  expect(worst(exact.acos, Math.acos, spread(POINTS, -1, 1))).toBeLessThan(1e-14);
  for (const reach of [1e-3, 1, 1000]) {
    expect(worst(exact.atan, Math.atan, spread(POINTS, -reach, reach))).toBeLessThan(1e-14);
  }
  for (const x of [-3, -1, -1e-9, 0.4, 2, 1e200]) {
    const mine = (y: number) => exact.atan2(y, x);
    expect(worst(mine, (y) => Math.atan2(y, x), spread(POINTS, -4, 4))).toBeLessThan(1e-14);
  }
});

test('[EM3] exponentials and logarithms agree with the platform, near 0 and 1 as well', () => {
  const pairs: readonly [mine: OneNumber, platform: OneNumber, low: number, high: number][] = [
    [exact.exp, Math.exp, -700, 700],
    [exact.exp2, (x) => 2 ** x, -1000, 1000],
    [exact.expm1, Math.expm1, -3, 3],
    [exact.expm1, Math.expm1, -1e-6, 1e-6],
    [exact.log, Math.log, 1e-12, 5],
    [exact.log, Math.log, 0.999, 1.001],
    [(x) => exact.log(Math.exp(x)), (x) => Math.log(Math.exp(x)), -700, 700],
    [exact.log2, Math.log2, 1e-12, 1e6],
    [exact.log10, Math.log10, 1e-12, 1e6],
    [exact.log1p, Math.log1p, -0.9, 3],
    [exact.log1p, Math.log1p, -1e-6, 1e-6],
    [exact.sinh, Math.sinh, -5, 5],
    [exact.sinh, Math.sinh, -709, 709],
    [exact.cosh, Math.cosh, -709, 709],
    [exact.tanh, Math.tanh, -25, 25],
  ];
  for (const [mine, platform, low, high] of pairs) {
    expect(worst(mine, platform, spread(POINTS, low, high)), platform.name).toBeLessThan(1e-14);
  }
});

describe('[EM4] powers', () => {
  test('[EM4] agree with the platform, however large the exponent', () => {
    for (const exponent of [0.5, 1 / 2.4, 2.4, 3, -1.7, 64, 65, 100, 1000, -30.25]) {
      const points = spread(POINTS, 0.01, exponent > 500 ? 1.9 : 100);
      const mine = (base: number) => exact.pow(base, exponent);
      expect(
        worst(mine, (base) => base ** exponent, points),
        String(exponent),
      ).toBeLessThan(1e-12);
    }
    const grown = (frames: number) => exact.pow(1.0001, frames);
    expect(worst(grown, (frames) => 1.0001 ** frames, spread(POINTS, 0, 1e6))).toBeLessThan(1e-12);
  });

  test('[EM4] that are whole are exact', () => {
    for (const base of spread(100, -9, 9)) {
      expect(exact.pow(base, 2)).toBe(base * base);
      expect(exact.pow(base, 3)).toBe(base * (base * base));
    }
    for (let exponent = -1022; exponent < 1024; exponent += 1) {
      const power = exact.exp2(exponent);
      expect(power).toBe(2 ** exponent);
      expect(exact.log2(power)).toBe(exponent);
    }
    for (let exponent = 0; exponent <= 22; exponent += 1) expect(exact.log10(Number(`1e${exponent}`))).toBe(exponent);
  });
});

describe('[EM5] at the edges', () => {
  const edges = [0, 0.5, 1, 2, 3, 65, 66, 710, 745, 746, 1e-310, 5e-324, 1e308, Number.POSITIVE_INFINITY];
  const all = [...edges, ...edges.map((edge) => -edge), Number.NaN];
  const pairs: readonly [name: string, mine: OneNumber, platform: OneNumber][] = [
    ['asin', exact.asin, Math.asin],
    ['acos', exact.acos, Math.acos],
    ['atan', exact.atan, Math.atan],
    ['exp', exact.exp, Math.exp],
    ['expm1', exact.expm1, Math.expm1],
    ['log', exact.log, Math.log],
    ['log2', exact.log2, Math.log2],
    ['log10', exact.log10, Math.log10],
    ['sinh', exact.sinh, Math.sinh],
    ['cosh', exact.cosh, Math.cosh],
    ['tanh', exact.tanh, Math.tanh],
  ];

  test.each(pairs)('[EM5] %s gives what the platform gives', (_, mine, platform) => {
    for (const edge of all) expect(difference(mine(edge), platform(edge)), String(edge)).toBeLessThan(1e-14);
  });

  test('[EM5] powers and angles are what the platform gives', () => {
    for (const a of all) {
      for (const b of all) {
        expect(difference(exact.pow(a, b), a ** b), `${a} ** ${b}`).toBeLessThan(1e-12);
        expect(difference(exact.atan2(a, b), Math.atan2(a, b)), `atan2(${a}, ${b})`).toBeLessThan(1e-12);
      }
    }
    for (const none of [Number.NaN, Number.POSITIVE_INFINITY]) expect(exact.sin(none)).toBeNaN();
  });
});

test('[EM6] the answers are fixed bit for bit', () => {
  const asked = spread(2000, 0.01, 30);
  const answers = asked.flatMap((x) => [
    ...[exact.sin(x), exact.cos(x), exact.tan(x), exact.atan2(x, 3), exact.asin(x / 31), exact.exp(x), exact.log(x)],
    ...[exact.exp2(-x), exact.log2(x), exact.log10(x), exact.pow(x, 2.4), exact.tanh(x), exact.expm1(x / 90)],
  ]);
  expect(fingerprint(answers)).toMatchInlineSnapshot(`"4f3a4606"`);
});

/** All bits of some numbers as one, by FNV-1a. */
function fingerprint(values: readonly number[]): string {
  let hash = 0x811c9dc5;
  for (const byte of new Uint8Array(Float64Array.from(values).buffer)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16);
}
