import { expect, test } from 'vitest';
import { datan2, dcos, dexp2, dlog2, dpow, dsin, hash32, lineNoise, PI, smoothstep, unit } from './dmath.ts';

test('[DM1] sine and cosine keep within 1e-7 over many turns', () => {
  // Thirds of a quarter turn have values known without a library.
  for (const turn of [-9, -1, 0, 1, 7]) {
    const base = turn * 2 * PI;
    expect(dsin(base + PI / 6)).toBeCloseTo(0.5, 6);
    expect(dcos(base + PI / 3)).toBeCloseTo(0.5, 6);
    expect(dsin(base + PI / 2)).toBeCloseTo(1, 6);
    expect(dsin(base - PI / 4)).toBeCloseTo(-Math.SQRT1_2, 6);
  }
});

test('[DM2] powers and logarithms undo each other', () => {
  for (const exponent of [-20.3, -1, -0.25, 0, 0.5, 3.7, 15.125])
    expect(dlog2(dexp2(exponent))).toBeCloseTo(exponent, 6);
  expect(dexp2(10)).toBe(1024);
  expect(dpow(9, 0.5)).toBeCloseTo(3, 6);
  expect(dpow(0, 0.5)).toBe(0);
  expect(dexp2(-1000)).toBe(0);
});

test('[DM3] the angle of a vector is right in all four quadrants', () => {
  expect(datan2(0, 0)).toBe(0);
  for (const angle of [-3, -2, -1, -0.1, 0.1, 1, 2, 3]) expect(datan2(dsin(angle), dcos(angle))).toBeCloseTo(angle, 4);
});

test('[DM4] hashes are fixed numbers: a change here changes every picture', () => {
  expect([hash32(), hash32(1), hash32(1, 2), hash32(2, 1), hash32(-1, 4242, 7, 0, 3)]).toMatchInlineSnapshot(`
    [
      2654435769,
      1059954845,
      4017857470,
      3055902382,
      1166261577,
    ]
  `);
  const draws = Array.from({ length: 4000 }, (_, salt) => unit(77, salt));
  expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...draws)).toBeLessThan(1);
  expect(draws.reduce((sum, draw) => sum + draw, 0) / draws.length).toBeCloseTo(0.5, 1);
});

test('[DM5] line noise is continuous and bounded; smoothstep may fall', () => {
  for (let x = -5; x < 5; x += 0.01) {
    expect(Math.abs(lineNoise(x, 3))).toBeLessThanOrEqual(1);
    expect(Math.abs(lineNoise(x + 0.001, 3) - lineNoise(x, 3))).toBeLessThan(0.01);
  }
  expect([smoothstep(4, 2, 5), smoothstep(4, 2, 3), smoothstep(4, 2, 1)]).toEqual([0, 0.5, 1]);
});
