import { expect, test } from 'vitest';
import { planFilm } from './planner.ts';
import type { Trial } from './trial.ts';

/** 4 s a frame, 3.6 s of them in an engine of 20 steps. */
const trial: Trial = {
  frames: 12,
  secondsPerFrame: 4,
  slowest: 5,
  nodes: [
    { node: 'engine', title: 'ComfyUI', medianMs: 3600 },
    { node: 'zoom', title: 'Zoom', medianMs: 30 },
  ],
  engine: 'engine',
  width: 768,
  height: 432,
  steps: 20,
  denoise: 0.4,
  drawnShare: 1,
};
const fps = 24;
const HOUR = 3600;

test('[PL1] a time gives frames and a length of film, frames give a time', () => {
  expect(planFilm(trial, { frames: null, seconds: HOUR, fps })).toMatchObject({
    frames: 900,
    seconds: 3600,
    filmSeconds: 37.5,
    fits: true,
  });
  expect(planFilm(trial, { frames: 300, seconds: null, fps })).toMatchObject({ seconds: 1200, fits: true });
  expect(planFilm(trial, { frames: null, seconds: 3, fps })).toMatchObject({ frames: 0, seconds: 0 });
});

test('[PL2] what fits as it is needs no suggestion', () => {
  expect(planFilm(trial, { frames: 900, seconds: HOUR, fps })).toMatchObject({ fits: true, suggestions: [] });
});

test('[PL3] each lever is told in its gentlest setting that fits', () => {
  const { fits, suggestions } = planFilm(trial, { frames: 1200, seconds: HOUR, fps });
  expect(fits).toBe(false);
  expect(suggestions.map(({ change }) => Object.keys(change)[0])).toEqual(['cadence', 'width', 'steps']);
  expect(suggestions.every((suggestion) => suggestion.fits && suggestion.seconds <= HOUR)).toBe(true);
  expect(suggestions[0]?.change).toEqual({ cadence: 2 });
  // 3 s a frame: 2.6 s for the engine, of 22 units at 3.6 s; one step more would be too slow.
  expect(suggestions[2]?.change).toEqual({ steps: 13 });
  expect((3.6 * (14 + 2)) / 22 + 0.4).toBeGreaterThan(3);
});

test('[PL9] where frames are left out already, fewer are proposed, and what they bring is told from there', () => {
  // Every 3rd frame drawn at 3.6 s: 1.2 s of each frame.
  const nodes = [{ node: 'engine', title: 'ComfyUI', medianMs: 1200 }];
  const paced = { ...trial, nodes, secondsPerFrame: 1.5, drawnShare: 1 / 3 };
  const [fewer, , steps] = planFilm(paced, { frames: 2950, seconds: HOUR, fps }).suggestions;
  expect(fewer?.change).toEqual({ cadence: 4 });
  const between = (1 / 3 - 1 / 4) * 0.03 * 0.331776;
  expect(fewer?.secondsPerFrame).toBeCloseTo(3.6 / 4 + 0.3 + between, 9);
  expect(steps?.secondsPerFrame).toBeLessThanOrEqual(HOUR / 2950);
  const most = planFilm({ ...paced, drawnShare: 1 / 8 }, { frames: 3000, seconds: HOUR, fps }).suggestions;
  expect(most.flatMap(({ change }) => change.cadence ?? [])).toEqual([]);
});

test('[PL4] sizes keep the shape, on sides that image models take', () => {
  const size = planFilm(trial, { frames: 1200, seconds: HOUR, fps }).suggestions[1]?.change;
  const [width, height] = [size?.width ?? 0, size?.height ?? 0];
  expect([width % 8, height % 8]).toEqual([0, 0]);
  expect(Math.abs(width / height - 768 / 432)).toBeLessThan(0.06);
  expect(4 * ((width * height) / (768 * 432)) * 1200).toBeLessThanOrEqual(HOUR);
});

test('[PL5] when no lever is enough alone, all are moved together; what cannot be is told not to fit', () => {
  const far = planFilm(trial, { frames: 6000, seconds: HOUR, fps });
  const together = far.suggestions.at(-1);
  expect(far.suggestions.slice(0, -1).some(({ fits }) => fits)).toBe(false);
  expect(Object.keys(together?.change ?? {}).sort()).toEqual(['cadence', 'height', 'steps', 'width']);
  expect(together?.fits).toBe(true);
  const hopeless = planFilm(trial, { frames: 10_000_000, seconds: HOUR, fps });
  expect(hopeless.suggestions.length).toBeGreaterThan(0);
  expect(hopeless.suggestions.some(({ fits }) => fits)).toBe(false);
});

test('[PL6] without an engine only the size helps, and a trial without steps has no steps to save', () => {
  const plain = { ...trial, engine: null, steps: null };
  const levers = (from: Trial) =>
    planFilm(from, { frames: 1200, seconds: HOUR, fps }).suggestions.map(({ change }) => Object.keys(change)[0]);
  expect(levers(plain)).toEqual(['width']);
  expect(levers({ ...trial, steps: null })).toEqual(['cadence', 'width']);
});

test('[PL7] with time or frames alone each lever tells what it would bring, in words', () => {
  const { suggestions } = planFilm(trial, { frames: null, seconds: HOUR, fps });
  expect(suggestions.map(({ words }) => words)).toEqual([
    expect.stringMatching(/^Every \d(nd|rd|th) frame drawn, those between moved$/),
    expect.stringMatching(/^\d+ x \d+ px instead of 768 x 432$/),
    expect.stringMatching(/^\d+ steps instead of 20$/),
  ]);
  for (const { frames } of suggestions) expect(frames).toBeGreaterThan(900);
});

test('[PL8] a lever that gains nothing is not told: moving frames costs more than a quick engine', () => {
  const quick = { ...trial, secondsPerFrame: 0.012, nodes: [{ node: 'engine', title: 'Dream', medianMs: 5 }] };
  const plan = planFilm({ ...quick, steps: null }, { frames: 1e6, seconds: HOUR, fps });
  expect(plan.suggestions.some(({ change }) => change.cadence !== undefined && change.width === undefined)).toBe(false);
});
