import { EpochError, makeRaster } from '@epoch/graph-runtime/model';
import { expect, test } from 'vitest';
import { memoryFromJson, memoryToJson, rastersIn } from './memory-json.ts';

const picture = makeRaster(1, 1, new Uint8Array([1, 2, 3, 4]));

test('[MJ1] memory comes back exactly, with the numbers that JSON alone would change', () => {
  const values = {
    ring: [picture, null, picture],
    deep: { a: [0.1, -0, Number.NaN, Number.POSITIVE_INFINITY], text: 'x' },
  };
  const json = JSON.parse(JSON.stringify(memoryToJson(new Map([['n', values]]), () => 'p.png')));
  const back = memoryFromJson(json, () => picture);
  expect(back.get('n')).toEqual(values);
  expect(Object.is((back.get('n') as typeof values).deep.a[1], -0)).toBe(true);
});

test('[MJ2] every raster is found once, however deep', () => {
  expect([...rastersIn(new Map([['n', { a: [picture, { b: picture }] }]]))]).toEqual([picture]);
});

test('[MJ3] memory that is no plain data is refused with the name of its node', () => {
  const odd = new Map([['odd', { when: new Date(0) }]]);
  expect(() => memoryToJson(odd, () => '')).toThrow(EpochError);
  expect(() => memoryToJson(odd, () => '')).toThrow(/"odd"/);
});
