import { expect, test } from 'vitest';
import { calmFlight as leader } from '../../testing/flights.ts';
import { fleetOf } from './fleet.ts';

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
