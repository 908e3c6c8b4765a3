import { expect, test } from 'vitest';
import { fleetOf } from './fleet.ts';
import type { Flight } from './flight.ts';

const leader: Flight = {
  flight: 'loop',
  startFrame: 10,
  crossingFrames: 100,
  pauseFrames: 20,
  size: 0.24,
  height: 0.5,
  drift: 0.05,
  waves: 2.3,
  swell: 0.12,
  bank: 1,
};

test('[FL6] others come later, farther ones smaller, slower and drawn first; all by the seed', () => {
  const fleet = fleetOf(leader, 6, 7);
  const others = fleet.slice(0, -1);
  expect(fleet.at(-1)).toEqual(leader);
  expect(new Set(others.map(({ startFrame }) => startFrame)).size).toBeGreaterThan(3);
  for (const [at, { startFrame, size, crossingFrames, height }] of others.entries()) {
    expect(startFrame).toBeGreaterThanOrEqual(leader.startFrame);
    expect(startFrame).toBeLessThanOrEqual(leader.startFrame + 80);
    expect(size).toBeLessThanOrEqual(leader.size);
    expect(size).toBeGreaterThanOrEqual(others[at - 1]?.size ?? 0);
    expect(crossingFrames).toBeLessThanOrEqual(others[at - 1]?.crossingFrames ?? Number.POSITIVE_INFINITY);
    expect(Math.abs(height - 0.5)).toBeLessThan(0.45);
  }
  expect(fleetOf(leader, 6, 7)).toEqual(fleet);
  expect(fleetOf(leader, 6, 8)).not.toEqual(fleet);
});
