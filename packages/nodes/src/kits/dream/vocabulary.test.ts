import { expect, test } from 'vitest';
import { isSilent, lookUp, VOCABULARY } from './vocabulary.ts';

test('[VC1] every word belongs to one row, and looking it up finds that row', () => {
  const words = VOCABULARY.flatMap((row) => row.words);
  expect(words.length).toBeGreaterThan(390);
  expect(new Set(words).size).toBe(words.length);
  for (const row of VOCABULARY) for (const word of row.words) expect(lookUp(word)).toBe(row);
});

test('[VC2] words are lower case and joined by hyphens; numbers are within reach', () => {
  for (const { words, amounts, colours } of VOCABULARY) {
    for (const word of words) expect(word).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(words.some(isSilent)).toBe(false);
    for (const amount of Object.values(amounts)) expect(Math.abs(amount)).toBeLessThanOrEqual(1.4);
    for (const { hueDeg, chroma, lightness, weight } of colours) {
      expect(hueDeg >= 0 && hueDeg < 360 && chroma > 0 && chroma <= 1.3).toBe(true);
      expect(Math.abs(lightness) <= 1 && weight > 0).toBe(true);
    }
  }
});

test('[VC3] a word that is not there is not found', () => {
  expect(lookUp('zanthorblix')).toBeUndefined();
  expect(lookUp('')).toBeUndefined();
});
