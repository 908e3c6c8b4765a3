import { expect, test } from 'vitest';
import { changeBetween, type HealthSample, healthPath, measurePicture, verdictOf } from './loop-health.ts';

const SIDE = 16;

/** A picture whose pixel is drawn by its place. */
function picture(draw: (x: number, y: number) => readonly [number, number, number]): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(SIDE * SIDE * 4);
  for (let at = 0; at < SIDE * SIDE; at += 1) pixels.set([...draw(at % SIDE, Math.floor(at / SIDE)), 255], at * 4);
  return pixels;
}

const measured = (draw: Parameters<typeof picture>[0]) => measurePicture(picture(draw), SIDE, SIDE);
const checks = measured((x, y) => ((x + y) % 2 === 0 ? [255, 255, 255] : [0, 0, 0]));
const soft = measured((x) => [x * 8, x * 8, x * 8]);
const red = measured(() => [200, 20, 20]);

const samples = (change: Partial<HealthSample>): HealthSample[] =>
  Array.from({ length: 12 }, (_, frame) => ({ frame, sharpness: 1, colour: 1, change: 1, ...change }));

test('[IN13] a picture of hard edges is sharper than a soft one, and a flat one has no sharpness', () => {
  expect(checks.sharpness).toBeGreaterThan(soft.sharpness * 5);
  expect(red.sharpness).toBe(0);
});

test('[IN13] grey has no colour, red has much', () => {
  expect(soft.colour).toBe(0);
  expect(red.colour).toBeCloseTo(180);
});

test('[IN13] the same picture has not changed, and change is counted for each frame between', () => {
  expect(changeBetween(checks, checks, 1)).toBe(0);
  expect(changeBetween(soft, red, 4)).toBeCloseTo(changeBetween(soft, red, 1) / 4);
});

test('[IN14] nothing is said before there is enough to see', () => {
  expect(verdictOf(samples({ sharpness: 0.1 }).slice(0, 7))).toBe('measuring');
});

test('[IN14] a loop that holds is stable; one that blurs, fades or burns is named so', () => {
  expect(verdictOf(samples({}))).toBe('stable');
  expect(verdictOf(samples({ sharpness: 0.4 }))).toBe('blurring');
  expect(verdictOf(samples({ colour: 0.3 }))).toBe('fading');
  expect(verdictOf(samples({ colour: 2.4 }))).toBe('oversaturating');
  expect(verdictOf(samples({ sharpness: 2.2 }))).toBe('sharpening');
});

test('[IN14] one odd picture is no illness', () => {
  const [last, ...rest] = samples({});
  if (last === undefined) throw new Error('There are twelve samples.');
  expect(verdictOf([...rest, { ...last, sharpness: 0.1 }])).toBe('stable');
});

test('[IN14] an unchanged value runs through the middle of its card', () => {
  expect(healthPath([1, 1])).toBe('M0.0 11.0L100.0 11.0');
});
