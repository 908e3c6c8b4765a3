import { expect, test } from 'vitest';
import { figuresOf } from './picture-testing.ts';
import { soloDream } from './solo-dream.ts';
import { VOCABULARY } from './vocabulary.ts';

const SIZE = { width: 96, height: 54 };
const dream = soloDream();

function difference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, byte, i) => sum + Math.abs(byte - (b[i] ?? 0)), 0) / a.length;
}

test('[DR4] every row of the vocabulary paints something, and not what the empty prompt paints', () => {
  const nothing = dream.paint(SIZE).pixels;
  for (const { words } of VOCABULARY) {
    const prompt = words[0]?.replaceAll('-', ' ') ?? '';
    const { pixels } = dream.paint({ ...SIZE, prompt });
    expect(figuresOf(pixels, SIZE).light, prompt).toBeGreaterThan(2);
    expect(difference(pixels, nothing), prompt).toBeGreaterThan(0.1);
  }
});

test('[DR4] every word of a row paints the same picture', () => {
  for (const { words } of VOCABULARY.slice(0, 12)) {
    const [first, ...others] = words.map((word) => dream.paint({ ...SIZE, prompt: word.replaceAll('-', ' ') }).pixels);
    for (const [i, other] of others.entries()) expect(Buffer.compare(other, first ?? other), words[i + 1]).toBe(0);
  }
});
