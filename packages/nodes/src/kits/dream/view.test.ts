import { expect, test } from 'vitest';
import { advanceView, type Motion, newView, octaveState, PAN_PERIOD, toScreen, viewAfterCut } from './view.ts';

/** Where a screen point goes under a motion. */
function moved([x, y]: readonly [number, number], { zoom = 1, direction = [1, 0], panX = 0, panY = 0 }: Motion) {
  const [cos, sin] = direction;
  return [zoom * (cos * x - sin * y) + panX, zoom * (sin * x + cos * y) + panY];
}

test('[VW1] a world point keeps its lattice coordinates when picture and view are moved alike', () => {
  const motions: Motion[] = [
    { zoom: 1.02 },
    { zoom: 0.97, panX: 0.01 },
    { zoom: 1.3, direction: [0.8, 0.6], panX: -0.2, panY: 0.1 },
    { direction: [0.6, -0.8], panY: 0.4 },
  ];
  let view = newView(3);
  for (const motion of motions) {
    const before = [2, 5].map((i) => ({ octave: view.octave + i, at: toScreen(view, i, 3.25, -1.5) }));
    view = advanceView(view, motion);
    for (const { octave, at } of before) {
      const [x, y] = toScreen(view, octave - view.octave, 3.25, -1.5);
      const [wantedX = 0, wantedY = 0] = moved(at, motion);
      expect(x).toBeCloseTo(wantedX, 9);
      expect(y).toBeCloseTo(wantedY, 9);
    }
  }
});

test('[VW2] a long voyage in and out keeps all numbers in range', () => {
  for (const zoom of [1.03, 0.97, 1000, Number.POSITIVE_INFINITY, 0]) {
    let view = newView(1);
    for (let frame = 0; frame < 3000; frame++) view = advanceView(view, { zoom, angleDeg: 3, panX: 0.01 });
    expect(view.scale).toBeGreaterThanOrEqual(1);
    expect(view.scale).toBeLessThan(2);
    expect(view.cos * view.cos + view.sin * view.sin).toBeCloseTo(1, 12);
    expect(Object.keys(view.octaves).length).toBeLessThan(20);
    for (const { u, v } of Object.values(view.octaves)) expect(Number.isFinite(u) && Number.isFinite(v)).toBe(true);
  }
});

test('[VW3] an endless pan wraps and loses no precision', () => {
  let view = newView(1);
  for (let frame = 0; frame < 50; frame++) view = advanceView(view, { panX: -40000 });
  const there = octaveState(view, 9);
  expect(Math.abs(there.u)).toBeLessThanOrEqual(PAN_PERIOD / 2);
  // A pan of a whole period later everything is where it was, and small steps still count.
  const round = octaveState(advanceView(view, { panX: -PAN_PERIOD / 512 }), 9);
  expect(round.u).toBeCloseTo(there.u, 5);
  const stepped = octaveState(advanceView(view, { panX: -1 / 51200 }), 9);
  expect(stepped.u - there.u).toBeCloseTo(0.01, 5);
});

test('[VW4] a view survives JSON, and the same motions give the same view', () => {
  const walk = () =>
    [{ zoom: 1.1, angleDeg: 7 }, { panX: 0.1, panY: -0.2, frames: 2 }, {}].reduce(advanceView, newView(9));
  expect(JSON.parse(JSON.stringify(walk()))).toEqual(walk());
  expect(walk().timeFrames).toBe(4);
});

test('[VW5] a cut leads to another world, always the same one', () => {
  const view = advanceView(newView(4), { zoom: 1.5 });
  expect(viewAfterCut(view)).toEqual(viewAfterCut(JSON.parse(JSON.stringify(view))));
  expect(viewAfterCut(view).seed).not.toBe(view.seed);
  expect(viewAfterCut(advanceView(view, {})).seed).not.toBe(viewAfterCut(view).seed);
});
