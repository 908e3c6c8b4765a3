import { expect, test } from 'vitest';
import { hash32, lineNoise, smoothstep, unit } from './dmath.ts';

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
