import { expect, test } from 'vitest';
import { hueStepDeg, labToLinear, lch, mixHueDeg } from './oklab.ts';
import { buildPalette, PALETTE_DENSITIES, PALETTE_HUES, pickColours } from './palette.ts';
import { readPrompt } from './prompt.ts';

const colourAt = (table: Float32Array, hue: number, density: number) =>
  [...table.subarray((hue * PALETTE_DENSITIES + density) * 4).subarray(0, 3)] as [number, number, number];
const lightOf = ([red, green, blue]: [number, number, number]) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

test('[PC1] OKLab white, black and grey are what they are called', () => {
  for (const grey of [0, 0.5, 1]) {
    for (const channel of labToLinear([grey, 0, 0])) expect(channel).toBeCloseTo(grey * grey * grey, 5);
  }
});

test('[PC2] a colour outside the gamut keeps hue and lightness and loses chroma', () => {
  for (let hue = 0; hue < 360; hue += 15) {
    for (const channel of lch(0.6, 0.5, hue)) expect(channel >= 0 && channel <= 1.03).toBe(true);
  }
});

test('[PC3] hues are mixed the short way round', () => {
  expect(hueStepDeg(350, 10)).toBe(20);
  expect(hueStepDeg(10, 350)).toBe(-20);
  expect(mixHueDeg(350, 10, 0.5)).toBe(360);
});

test('[PC4] there are always three colours or more, hues in [0, 360)', () => {
  for (const prompt of ['', 'red', 'red, blue', 'sunset', 'rainbow', 'qwertz asdf yxcv']) {
    const colours = pickColours(readPrompt(prompt, ''), 5);
    expect(colours.length).toBeGreaterThanOrEqual(3);
    for (const { hueDeg } of colours) expect(hueDeg >= 0 && hueDeg < 360).toBe(true);
  }
});

test('[PC5] named colours lead, worlds without any differ by their seed', () => {
  expect(pickColours(readPrompt('teal nebula', ''), 1)[0]?.hueDeg).toBe(190);
  const worlds = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => pickColours(readPrompt('nebula', ''), seed)[0]?.hueDeg);
  expect(new Set(worlds).size).toBeGreaterThan(2);
});

test('[PC6] denser gas is brighter, from black to nearly white, and no channel is negative', () => {
  const table = buildPalette(pickColours(readPrompt('gold and teal nebula', ''), 1), 1);
  expect(table.every((value) => value >= 0)).toBe(true);
  for (let hue = 0; hue < PALETTE_HUES; hue++) {
    const light = [0, 40, 90, 150, 205, 255].map((density) => lightOf(colourAt(table, hue, density)));
    expect(light).toEqual(light.toSorted((a, b) => a - b));
    expect(light[0]).toBeLessThan(0.001);
    expect(light[5]).toBeGreaterThan(0.7);
  }
});

test('[PC7] complementary colours meet without turning into a third one', () => {
  const table = buildPalette(pickColours(readPrompt('gold, teal', ''), 1), 1);
  for (let hue = 0; hue < PALETTE_HUES; hue++) {
    const [red, green, blue] = colourAt(table, hue, 140);
    expect(green - Math.max(red, blue)).toBeLessThan(0.16);
  }
});
