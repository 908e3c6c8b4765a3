import { expect, test } from 'vitest';
import { findName, nearestNames, offerOf } from './names.ts';

const LIST = ['sd15.safetensors', 'xl/base.safetensors', 'old\\base.ckpt', 'Ink Wash.safetensors', 'ink wash.ckpt'];

test.each([
  ['sd15.safetensors', 'sd15.safetensors'],
  ['SD15', 'sd15.safetensors'],
  ['old/base', 'old\\base.ckpt'],
  ['XL/Base.safetensors', 'xl/base.safetensors'],
  ['Ink Wash.safetensors', 'Ink Wash.safetensors'],
  [' sd15 ', 'sd15.safetensors'],
])('[NM1] "%s" is found: case, folder and extension may differ', (wanted, name) => {
  expect(findName(LIST, wanted)).toEqual({ name });
});

test('[NM2] a name that fits several is none of them, and all are offered', () => {
  expect(findName(LIST, 'base')).toEqual({ name: null, candidates: ['xl/base.safetensors', 'old\\base.ckpt'] });
  expect(findName(LIST, 'ink wash')).toEqual({ name: null, candidates: ['Ink Wash.safetensors', 'ink wash.ckpt'] });
});

test('[NM3] a name that is not there finds the nearest ones, best first, and nothing that is quite another word', () => {
  expect(
    nearestNames(['dreamshaper_8.safetensors', 'dreamshaper_7.safetensors', 'v1-5-pruned.ckpt'], 'dreamshapr_8'),
  ).toEqual(['dreamshaper_8.safetensors', 'dreamshaper_7.safetensors']);
  expect(findName(LIST, 'photon')).toEqual({ name: null, candidates: [] });
});

test('[NM4] an offer reads as a sentence', () => {
  expect(offerOf([])).toBe('');
  expect(offerOf(['a'])).toBe('Did you mean "a"? ');
  expect(offerOf(['a', 'b', 'c'])).toBe('Did you mean "a", "b" or "c"? ');
});
