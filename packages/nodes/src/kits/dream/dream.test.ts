import { expect, test } from 'vitest';
import { bandWeight } from './mix.ts';
import { bandedTeam, soloDream } from './solo-dream.ts';
import { advanceView, newView } from './view.ts';

const dream = soloDream();
const NEBULA = 'purple nebula, stars';
const SUNSET = 'sunset ocean, clouds';

function meanDifference(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
  return sum / a.length;
}

test('[MX1] denoise 0 returns the colours of the input, opaque', () => {
  const init = dream.paint({ prompt: SUNSET }).pixels;
  for (let i = 3; i < init.length; i += 4) init[i] = i % 251;
  const { pixels } = dream.paint({ init, prompt: NEBULA, denoise: 0 });
  const opaque = init.map((byte, i) => (i % 4 === 3 ? 255 : byte));
  expect(Buffer.compare(pixels, opaque)).toBe(0);
});

test('[MX2] denoise 1 does not look at the input', () => {
  const nothing = dream.paint({ prompt: NEBULA }).pixels;
  const init = dream.paint({ prompt: SUNSET }).pixels;
  expect(Buffer.compare(dream.paint({ init, prompt: NEBULA, denoise: 1 }).pixels, nothing)).toBe(0);
});

test('[MX3] more denoise never means less change, and a little change is always made', () => {
  const init = dream.paint({ prompt: SUNSET, view: newView(3) }).pixels;
  const ladder = [0, 0.01, 0.03, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9, 1];
  const changes = ladder.map((denoise) => meanDifference(dream.paint({ init, prompt: NEBULA, denoise }).pixels, init));
  expect(changes).toEqual(changes.toSorted((a, b) => a - b));
  expect(new Set(changes).size).toBe(ladder.length);
  expect(changes[5]).toBeLessThan((changes[9] ?? 0) / 3);
});

test('[MX4] fine bands move further than coarse ones', () => {
  for (const strength of [0.1, 0.35, 0.6, 0.9]) {
    const weights = [0, 1, 2, 3, 4, 5].map((band) => bandWeight(band, strength));
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
  }
  const init = dream.paint({ prompt: SUNSET }).pixels;
  const target = dream.paint({ prompt: NEBULA }).pixels;
  const mixed = dream.paint({ init, prompt: NEBULA, denoise: 0.4 }).pixels;
  const coarse = (meanOf(mixed) - meanOf(init)) / (meanOf(target) - meanOf(init));
  expect(coarse).toBeLessThan(0.3);
  expect(shareOf(edges(target), edges(init), edges(mixed))).toBeGreaterThan(0.4);
});

test('[DR1] the same frame gives the same bytes, whatever was painted before', () => {
  const init = dream.paint({ prompt: SUNSET }).pixels;
  const frame = {
    init,
    prompt: `${NEBULA}, ringed planet`,
    denoise: 0.4,
    seed: 5,
    view: advanceView(newView(2), { zoom: 1.4 }),
  };
  const first = dream.paint(frame).pixels;
  dream.paint({ prompt: 'city at night' });
  dream.paint({ prompt: NEBULA, width: 64, height: 96 });
  expect(Buffer.compare(dream.paint(frame).pixels, first)).toBe(0);
  expect(Buffer.compare(soloDream().paint(frame).pixels, first)).toBe(0);
});

test('[DR2] one thread and many bands give the same bytes', () => {
  const init = dream.paint({ prompt: NEBULA, width: 200, height: 130 }).pixels;
  for (const prompt of [
    `${NEBULA}, ringed planet`,
    'sunset ocean, mountains',
    'oil painting of a galaxy',
    'wormhole',
  ]) {
    const frame = { init, prompt, denoise: 0.5, width: 200, height: 130 };
    const whole = dream.paint(frame).pixels;
    for (const rows of [7, 32]) {
      expect(Buffer.compare(soloDream(bandedTeam(rows)).paint(frame).pixels, whole), prompt).toBe(0);
    }
  }
});

test('[DR5] odd sizes work; broken ones are refused', () => {
  for (const [width, height] of [
    [16, 16],
    [33, 17],
    [17, 90],
    [131, 77],
  ] as const) {
    const { pixels } = dream.paint({ prompt: `${NEBULA}, planet, city`, width, height });
    const again = dream.paint({ init: pixels, prompt: SUNSET, denoise: 0.5, width, height }).pixels;
    expect(again.length).toBe(width * height * 4);
    expect(meanDifference(again, pixels)).toBeGreaterThan(1);
  }
  for (const size of [
    { width: 8, height: 72 },
    { width: 64.5, height: 72 },
    { width: 72, height: 15 },
  ]) {
    expect(() => dream.paint(size)).toThrow(/at least 16 x 16/);
  }
});

test('[DR6] the dither alone never moves the mean of the picture', () => {
  const means = [1, 2, 3, 4].map((seed) => meanOf(dream.paint({ prompt: NEBULA, seed }).pixels));
  expect(Math.max(...means) - Math.min(...means)).toBeLessThan(0.05);
  const [a, b] = [1, 2].map((seed) => dream.paint({ prompt: NEBULA, seed }).pixels);
  expect(meanDifference(a ?? new Uint8Array(), b ?? new Uint8Array())).toBeGreaterThan(0.05);
});

function meanOf(pixels: Uint8Array): number {
  return pixels.reduce((sum, byte) => sum + byte, 0) / pixels.length;
}

/** Differences between horizontal neighbours, green channel. */
function edges(pixels: Uint8Array): number[] {
  const found: number[] = [];
  for (let i = 1; i + 4 < pixels.length; i += 4) found.push((pixels[i + 4] ?? 0) - (pixels[i] ?? 0));
  return found;
}

/** How much of `a` there is in `mixed`, against `b`: the better of the two explains it, by least squares. */
function shareOf(a: readonly number[], b: readonly number[], mixed: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]) => x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
  const [aa, bb, ab, am, bm] = [dot(a, a), dot(b, b), dot(a, b), dot(a, mixed), dot(b, mixed)];
  const [ofA, ofB] = [am * bb - bm * ab, bm * aa - am * ab];
  return ofA / (ofA + ofB);
}
