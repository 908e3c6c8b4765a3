import type { Raster } from '@epoch/graph-runtime/model';
import { expect, test } from 'vitest';
import { fakeServices } from '../testing/fake-services.ts';
import { playOnce } from '../testing/play.ts';
import { chart } from '../testing/samples.ts';
import { soloHealth } from '../testing/solo-health.ts';
import { node } from './colour-anchor.node.ts';

const { services } = fakeServices();
type Params = Partial<Record<keyof typeof node.params, number | boolean | string>>;

async function film(pictures: readonly Raster[], params: (frame: number) => Params, anchor?: Raster) {
  const shown: Raster[] = [];
  let memory: unknown;
  for (const [index, image] of pictures.entries()) {
    const inputs = { image, anchor };
    const answer = await playOnce(node, services, { inputs, params: params(index), film: { index } }, memory);
    memory = answer.memory;
    shown.push(answer.outputs.image as Raster);
  }
  return Promise.all(shown.map((image) => soloHealth.measure(image)));
}

const [green, blue] = [chart(64, 36, 10), chart(64, 36, 240)];

test('[CA1] the first picture passes, a locked anchor brings the next ones to its mean and spread', async () => {
  const anchor = await soloHealth.measure(green);
  const seen = await film([green, blue], () => ({ anchorTo: 'taken', strength: 1, spread: 1 }));
  expect(seen[0]).toEqual(anchor);
  expect(seen[1]?.a).toBeCloseTo(anchor.a, 1);
  expect(seen[1]?.lightness).toBeCloseTo(anchor.lightness, 1);
  const before = await soloHealth.measure(blue);
  expect(Math.abs((seen[1]?.b ?? 0) - anchor.b)).toBeLessThan(Math.abs(before.b - anchor.b) / 3);
});

test('[CA2] strength 0 leaves everything, half goes half the way', async () => {
  const [from, to] = [await soloHealth.measure(blue), await soloHealth.measure(green)];
  const free = await film([green, blue], () => ({ anchorTo: 'taken', strength: 0, spread: 0 }));
  expect(free[1]).toEqual(from);
  const half = await film([green, blue], () => ({ anchorTo: 'taken', strength: 0.5, spread: 0 }));
  expect(half[1]?.lightness).toBeCloseTo((from.lightness + to.lightness) / 2, 1);
});

test('[CA3] an average follows the film; "take" makes a frame the anchor', async () => {
  const pictures = [green, ...Array.from({ length: 30 }, () => blue)];
  const goal = await soloHealth.measure(blue);
  const seen = await film(pictures, () => ({ anchorTo: 'average', averageFrames: 4, strength: 0.5, spread: 0 }));
  expect(Math.abs((seen[30]?.b ?? 0) - goal.b)).toBeLessThan(Math.abs((seen[1]?.b ?? 0) - goal.b) / 2);
  const taken = await film([green, blue, blue], (frame) => ({
    anchorTo: 'taken',
    strength: 1,
    spread: 1,
    take: frame === 1,
  }));
  expect(taken[1]).toEqual(goal);
  expect(taken[2]?.b).toBeCloseTo(goal.b, 2);
});

test('[CA5] the average is as slow as asked for, and follows the film as it is shown: a full pull locks it', async () => {
  const pictures = [green, ...Array.from({ length: 30 }, () => blue)];
  const lastB = async (averageFrames: number, strength: number) => {
    const seen = await film(pictures, () => ({ anchorTo: 'average', averageFrames, strength, spread: 0 }));
    return [seen[1]?.b ?? 0, seen[30]?.b ?? 0] as const;
  };
  const goal = (await soloHealth.measure(blue)).b;
  const [, quick] = await lastB(4, 0.5);
  const [, slow] = await lastB(2000, 0.5);
  expect(Math.abs(slow - goal)).toBeGreaterThan(3 * Math.abs(quick - goal));
  const [first, locked] = await lastB(4, 1);
  expect(locked).toBeCloseTo(first, 2);
});

test('[CA4] a wired picture is the anchor from frame 0 on; the distance is told', async () => {
  const seen = await film([blue], () => ({ anchorTo: 'picture', strength: 1, spread: 0 }), green);
  const goal = await soloHealth.measure(green);
  expect(seen[0]?.lightness).toBeCloseTo(goal.lightness, 1);
  const answer = await playOnce(node, services, {
    inputs: { image: blue, anchor: green },
    params: { anchorTo: 'picture' },
  });
  expect(answer.outputs.distance).toBeGreaterThan(0.05);
});
