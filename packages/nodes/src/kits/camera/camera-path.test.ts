import { expect, test } from 'vitest';
import { AT_REST, type CameraPose, poseBetween, stepBetween, stepTo } from './camera-path.ts';
import type { Step } from './step.ts';

/** Applies a step to a point, in plain floating-point mathematics. */
function moved([x, y]: readonly [number, number], { zoom, panX, panY, rotationDeg }: Step): [number, number] {
  const angle = (rotationDeg * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [zoom * (cos * x - sin * y) + panX, zoom * (sin * x + cos * y) + panY];
}

const from: CameraPose = { zoom: 1.2, panX: 0.1, panY: -0.3, rotationDeg: 10 };
const to: CameraPose = { zoom: 1.9, panX: -0.2, panY: 0.05, rotationDeg: 55 };

test('[CP1] the step between two poses leads from what the first sees to what the second sees', () => {
  for (const point of [
    [0, 0],
    [0.4, -0.2],
    [-0.7, 0.5],
  ] as const) {
    const direct = moved(point, stepTo(to));
    const inTwo = moved(moved(point, stepTo(from)), stepBetween(from, to));
    expect(inTwo[0]).toBeCloseTo(direct[0], 5);
    expect(inTwo[1]).toBeCloseTo(direct[1], 5);
  }
});

test('[CP2] a camera that goes right moves the picture left, one that goes down moves it up', () => {
  const [x, y] = moved([0, 0], stepTo({ ...AT_REST, panX: 0.2, panY: 0.1 }));
  expect([x, y]).toEqual([-0.2, -0.1]);
});

test('[CP3] the ends of a way are exact and the middle of a zoom is the geometric mean', () => {
  expect(poseBetween(from, to, 0)).toBe(from);
  expect(poseBetween(from, to, 1)).toBe(to);
  expect(poseBetween({ ...AT_REST, zoom: 1 }, { ...AT_REST, zoom: 4 }, 0.5).zoom).toBeCloseTo(2, 6);
});

test('[CP4] a camera at rest does nothing', () => {
  expect(stepTo(AT_REST)).toEqual({ zoom: 1, panX: 0, panY: 0, rotationDeg: 0 });
  expect(stepBetween(to, to)).toEqual({ zoom: 1, panX: 0, panY: 0, rotationDeg: 0 });
});
