import { expect, test } from 'vitest';
import { calmFlight as calm } from '../../testing/flights.ts';
import { type Flight, flightAt } from './flight.ts';

const picture = { width: 768, height: 432 };
const sprite = { width: 840, height: 332 };
const path = (flight: Flight) =>
  Array.from({ length: flight.crossingFrames + 1 }, (_, i) => flightAt(flight.startFrame + i, picture, sprite, flight));

test('[FL1] it is hidden at both ends of a crossing and goes steadily left in between', () => {
  const places = path(calm);
  const first = places[0];
  const last = places.at(-1);
  expect(first && first.centreX - first.widthPx / 2).toBeGreaterThanOrEqual(picture.width);
  expect(last && last.centreX + last.widthPx / 2).toBeLessThanOrEqual(0);
  const steps = places.slice(1).map((place, i) => (places[i]?.centreX ?? 0) - (place?.centreX ?? 0));
  expect(Math.min(...steps)).toBeCloseTo(Math.max(...steps), 6);
  expect(Math.min(...steps)).toBeGreaterThan(0);
});

test('[FL2] it sways within its drift and swells within its swell', () => {
  const places = path(calm);
  const heights = places.map((place) => (place?.centreY ?? 0) / picture.height);
  expect(Math.max(...heights)).toBeLessThanOrEqual(0.55);
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(0.45);
  expect(Math.max(...heights) - Math.min(...heights)).toBeGreaterThan(0.05);
  const widths = places.map((place) => (place?.widthPx ?? 0) / picture.height);
  expect(Math.max(...widths)).toBeLessThanOrEqual(0.24 * 1.12 + 1e-9);
  expect(Math.max(...widths) - Math.min(...widths)).toBeGreaterThan(0.02);
});

test('[FL3] its nose follows the path: climbing to the left leans clockwise', () => {
  const places = path(calm);
  places.slice(1).forEach((place, i) => {
    const rise = (places[i]?.centreY ?? 0) - (place?.centreY ?? 0);
    if (Math.abs(rise) > 0.15) expect(Math.sign(place?.angleDeg ?? 0)).toBe(Math.sign(rise));
  });
  expect(path({ ...calm, bank: 0 }).every((place) => place?.angleDeg === 0)).toBe(true);
});

test('[FL4] it waits for its start, rests between two crossings, and comes once or again', () => {
  expect(flightAt(9, picture, sprite, calm)).toBeNull();
  expect(flightAt(10 + 110, picture, sprite, calm)).toBeNull();
  expect(flightAt(10 + 170, picture, sprite, calm)).not.toBeNull();
  expect(flightAt(10 + 170, picture, sprite, { ...calm, flight: 'once' })).toBeNull();
});

test('[FL5] two crossings differ', () => {
  const one = flightAt(10 + 50, picture, sprite, calm);
  const two = flightAt(10 + 120 + 50, picture, sprite, calm);
  expect(two?.centreX).toBeCloseTo(one?.centreX ?? 0, 6);
  expect(two?.centreY).not.toBeCloseTo(one?.centreY ?? 0, 1);
});
