import { expect, test } from 'vitest';
import { handheldAt } from './handheld.ts';
import { PRESETS, poseOnPreset, poseOver } from './presets.ts';
import { about, after, type Step, stepFromTo, undone } from './step.ts';

const BOXES = { from: { x: 0, y: 0.1, width: 0.9 }, to: { x: 0.5, y: 0.4, width: 0.3 } };
const shares = Array.from({ length: 41 }, (_, i) => i / 40);

test('[CP5] no ready-made path ever shows the border, in wide and in tall pictures', () => {
  for (const preset of PRESETS) {
    for (const aspect of [16 / 9, 1, 9 / 16]) {
      for (const share of shares) {
        const { zoom, panX, panY } = poseOnPreset({ preset, reach: 1.7, ...BOXES, aspect }, share);
        expect(Math.abs(panX)).toBeLessThanOrEqual(((zoom - 1) * aspect) / 2 + 1e-6);
        expect(Math.abs(panY)).toBeLessThanOrEqual((zoom - 1) / 2 + 1e-6);
      }
    }
  }
});

test('[CP6] a path goes where its name says', () => {
  const [start, end] = [0, 1].map(
    (share) => (preset: (typeof PRESETS)[number]) => poseOnPreset({ preset, reach: 1, ...BOXES, aspect: 1.5 }, share),
  );
  if (start === undefined || end === undefined) throw new Error('Two ends.');
  expect(end('push-in').zoom).toBeGreaterThan(start('push-in').zoom);
  expect(end('pull-out')).toEqual(start('push-in'));
  expect(end('pan-right').panX).toBeGreaterThan(start('pan-right').panX);
  expect(end('pan-left').panX).toBeLessThan(start('pan-left').panX);
  expect(end('tilt-down').panY).toBeGreaterThan(start('tilt-down').panY);
  expect(end('tilt-up').panY).toBeLessThan(start('tilt-up').panY);
  expect(end('orbit').panX).toBeCloseTo(start('orbit').panX, 6);
  expect(start('ken-burns')).toEqual(poseOver(BOXES.from, 1.5));
  expect(end('ken-burns')).toEqual(poseOver(BOXES.to, 1.5));
});

test('[CP7] from box to box one point of the picture stands still', () => {
  // The point that has the same place inside both boxes.
  const [from, to] = [BOXES.from, BOXES.to];
  const inside = { x: (to.x - from.x) / (from.width - to.width), y: (to.y - from.y) / (from.width - to.width) };
  for (const share of shares) {
    const { zoom, panX, panY } = poseOnPreset({ preset: 'ken-burns', reach: 1, from, to, aspect: 2 }, share);
    const [x, y] = [from.x + inside.x * from.width, from.y + inside.y * from.width];
    expect((x - 0.5) * zoom - panX / 2 + 0.5).toBeCloseTo(inside.x, 5);
    expect((y - 0.5) * zoom - panY + 0.5).toBeCloseTo(inside.y, 5);
  }
});

const one: Step = { zoom: 1.3, panX: 0.1, panY: -0.2, rotationDeg: 25 };
const two: Step = { zoom: 0.8, panX: -0.05, panY: 0.3, rotationDeg: -70 };

test('[CP8] steps add up and can be undone', () => {
  const both = after(one, two);
  for (const step of [after(undone(one), both), stepFromTo(one, both)]) {
    for (const key of ['zoom', 'panX', 'panY', 'rotationDeg'] as const) expect(step[key]).toBeCloseTo(two[key], 6);
  }
});

test('[CP9] a step about a point leaves that point where it is', () => {
  const turned = about({ ...one, panX: 0, panY: 0 }, 0.4, -0.3);
  const place: Step = { zoom: 1, panX: 0.4, panY: -0.3, rotationDeg: 0 };
  const gone = after(place, turned);
  expect(gone.panX).toBeCloseTo(0.4, 6);
  expect(gone.panY).toBeCloseTo(-0.3, 6);
});

test('[CP10] a hand is at rest at first, never leaves its range, and moves without jumps', () => {
  const hand = { amount: 2, speed: 1.5, seed: 77 };
  expect(handheldAt(hand, 0)).toEqual({ zoom: 1, panX: 0, panY: 0, rotationDeg: 0 });
  const poses = Array.from({ length: 600 }, (_, i) => handheldAt(hand, i / 24));
  const across = poses.map(({ panX }) => panX);
  expect(Math.max(...across.map(Math.abs))).toBeLessThanOrEqual(0.04);
  expect(Math.max(...across) - Math.min(...across)).toBeGreaterThan(0.015);
  expect(Math.max(...across.slice(1).map((x, i) => Math.abs(x - (across[i] ?? 0))))).toBeLessThan(0.008);
});
