import { expect, test } from 'vitest';
import { readPrompt } from './prompt.ts';
import { splitPrompt } from './prompt-words.ts';

const amountsOf = (prompt: string, negative = '') => readPrompt(prompt, negative).amounts;
const weightsOf = (prompt: string) => splitPrompt(prompt).map(({ word, weight }) => [word, weight]);

test('[PL1] brackets weigh words, nest, and close at the end', () => {
  expect(weightsOf('(planet:1.5), moon')).toEqual([
    ['planet', 1.5],
    [null, 1],
    ['moon', 1],
  ]);
  expect(weightsOf('((star))')[0]?.[1]).toBeCloseTo(1.21);
  expect(weightsOf('[star]')[0]?.[1]).toBeCloseTo(1 / 1.1);
  expect(weightsOf('((red:2) moon')).toEqual([
    ['red', 2 * 1.1],
    ['moon', 1.1],
  ]);
  expect(weightsOf('(star:99)')).toEqual([['star', 3]]);
  expect(weightsOf('<lora:glow:0.8> star')).toEqual([['star', 1]]);
});

test('[PL2] the longest known concept wins, within one phrase', () => {
  expect(amountsOf('black hole').blackhole).toBe(1.2);
  expect(amountsOf('black, hole').blackhole).toBeUndefined();
  expect(amountsOf('red planet').dplanet).toBe(1.2);
});

test('[PL3] plain plurals and endings find their stem', () => {
  expect(amountsOf('volcanos').lava).toBe(amountsOf('volcano').lava);
  expect(amountsOf('oceans')).toEqual(amountsOf('ocean'));
});

test('[PL4] a row counts once; further words of it add a little', () => {
  expect(amountsOf('planet, world').planet).toBeCloseTo(1.15);
  expect(amountsOf('planet').planet).toBe(1);
});

test('[PL5] amounts add up within -1 and 2', () => {
  expect(amountsOf('(stars:3), (space:3), galaxy').stars).toBe(2);
  expect(amountsOf('nebula', '(void:3), (nebula:3)').neb).toBeGreaterThanOrEqual(-1);
});

test('[PL6] a negative prompt takes its concepts and colours away', () => {
  expect(amountsOf('nebula, stars', 'stars').stars).toBeLessThan(amountsOf('nebula, stars').stars ?? 0);
  const kept = readPrompt('red and blue nebula', 'red').colours.filter(({ weight }) => weight > 0.05);
  expect(kept.map(({ hueDeg }) => hueDeg)).toEqual([258]);
  const blue = readPrompt('blue nebula', 'white').colours.filter(({ weight }) => weight > 0.05);
  expect(blue).toHaveLength(1);
});

test('[PL7] unknown words change the picture a little, always in the same way', () => {
  const plain = readPrompt('nebula', '');
  const odd = readPrompt('nebula of Zanthorblix', '');
  expect(odd).toEqual({ ...readPrompt('nebula of Zanthorblix', ''), key: odd.key });
  expect(odd.hueShiftDeg).not.toBe(plain.hueShiftDeg);
  expect(odd.wordSeed).not.toBe(plain.wordSeed);
  const many = readPrompt(Array.from({ length: 300 }, (_, i) => `qq${i}`).join(' '), '');
  expect(Math.abs(many.hueShiftDeg)).toBeLessThanOrEqual(24);
  expect(amountsOf('digital art of a nebula').grid).toBeUndefined();
  expect(readPrompt('a beautiful picture of the nebula', '').hueShiftDeg).toBe(0);
});

test('[PL8] a prompt without a subject gets one', () => {
  for (const [prompt, subject] of [
    ['', 'neb'],
    ['qwertz', 'neb'],
    ['dreamy, cinematic', 'neb'],
    ['red', 'quiet'],
    ['watercolor', 'quiet'],
    ['light rays', 'quiet'],
  ] as const) {
    expect(amountsOf(prompt)[subject]).toBeGreaterThan(0.9);
    expect(amountsOf(prompt).stars).toBeGreaterThan(0.5);
  }
  expect(amountsOf('red planet').neb).toBeUndefined();
  expect(amountsOf('fog').sky).toBeGreaterThan(0.3);
});

test('[PL9] stars keep the sky dark enough to be seen', () => {
  expect(amountsOf('desert').sky).toBeGreaterThan(0.7);
  expect(amountsOf('desert, stars').sky).toBeLessThan(0.6);
  expect(amountsOf('desert, stars, sunset').sky).toBeGreaterThan(0.7);
});

test('[PL10] any text gives a scene', () => {
  const texts = [
    '((((',
    '))]]',
    ':::1.2',
    '(:',
    '(a:1e9)',
    '\u0000\uD800 \u{1F680} Ünïcødé 星',
    '('.repeat(20000),
    'x'.repeat(20000),
  ];
  for (const text of [...texts, '(nebula '.repeat(2500)]) {
    const { amounts } = readPrompt(text, text);
    expect(Object.values(amounts).every((value) => value >= -1 && value <= 2)).toBe(true);
  }
});
