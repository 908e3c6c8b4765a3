import { expect, test } from 'vitest';
import { boxBetween, keysInBox } from './keys-in-box.ts';
import { eyePx, fitted, WHOLE_FILM, wheelFactor, type ZoomPlace, zoomedAt } from './zoom-math.ts';

const pane = { widthPx: 800, lengthFrames: 600 };
/** The frame under a point of the pane. */
const frameUnder = ({ zoom, scrollPx }: ZoomPlace, pointerPx: number) =>
  ((scrollPx + pointerPx) / (pane.widthPx * zoom)) * pane.lengthFrames;

test('[TL24] whatever way one zooms, the frame under the pointer stays there', () => {
  let place = zoomedAt(WHOLE_FILM, pane, 2, 300);
  const frame = frameUnder(WHOLE_FILM, 300);
  for (const factor of [1.5, 3, 0.8, 1.1]) {
    expect(frameUnder(place, 300)).toBeCloseTo(frame, 6);
    place = zoomedAt(place, pane, factor, 300);
  }
  expect(place.zoom).toBeCloseTo(2 * 1.5 * 3 * 0.8 * 1.1);
});

test('[TL24] never farther than the whole film, never nearer than 40 px a frame, and never before the beginning', () => {
  const near = zoomedAt(WHOLE_FILM, pane, 10_000, 400);
  expect((pane.widthPx * near.zoom) / pane.lengthFrames).toBe(40);
  expect(zoomedAt(near, pane, 0.000_01, 400)).toEqual(WHOLE_FILM);
  expect(zoomedAt(WHOLE_FILM, { widthPx: 800, lengthFrames: 10 }, 4, 400)).toEqual(WHOLE_FILM);
  expect(zoomedAt(WHOLE_FILM, { widthPx: 800, lengthFrames: 10_000_000 }, 1e9, 0).zoom * 800).toBeLessThanOrEqual(
    200_000,
  );
});

test('[TL24] what is fitted is in sight with air on both sides; fewer than two keys show the whole film', () => {
  const place = fitted(pane, [300, 200, 260]);
  const [left, right] = [frameUnder(place, 0), frameUnder(place, pane.widthPx)];
  expect([left, right]).toEqual([expect.closeTo(185), expect.closeTo(315)]);
  expect(fitted(pane, [0, 20]).scrollPx).toBe(0);
  for (const few of [[], [30], [30, 30]]) expect(fitted(pane, few)).toEqual(WHOLE_FILM);
});

test('[TL24] without a pointer one zooms at the playhead where it is in sight, else at the middle', () => {
  expect(eyePx(WHOLE_FILM, pane, 150, 800)).toBe(200);
  expect(eyePx({ zoom: 4, scrollPx: 1000 }, pane, 300, 800)).toBe(600);
  expect(eyePx({ zoom: 4, scrollPx: 1000 }, pane, 0, 800)).toBe(400);
  expect(eyePx({ zoom: 4, scrollPx: 1000 }, pane, 590, 800)).toBe(400);
});

test('[TL24] a wheel is felt alike whether it counts pixels or lines, both ways', () => {
  expect(wheelFactor({ deltaY: -120, deltaMode: 0 })).toBeCloseTo(Math.SQRT2);
  expect(wheelFactor({ deltaY: -3, deltaMode: 1 })).toBeCloseTo(Math.SQRT2);
  expect(wheelFactor({ deltaY: 120, deltaMode: 0 }) * wheelFactor({ deltaY: -120, deltaMode: 0 })).toBeCloseTo(1);
});

const spot = (lane: string, frame: number, x: number, y: number) => ({ place: { lane, frame }, x, y });
const spots = [spot('a', 0, 10, 20), spot('a', 50, 60, 20), spot('b', 50, 60, 50)];

test('[TL25] a box holds the keys it covers, from whichever corner it was drawn', () => {
  const box = boxBetween({ x: 70, y: 60 }, { x: 50, y: 10 });
  expect(box).toEqual({ left: 50, top: 10, width: 20, height: 50 });
  expect(keysInBox(spots, box)).toEqual([
    { lane: 'a', frame: 50 },
    { lane: 'b', frame: 50 },
  ]);
  expect(keysInBox(spots, boxBetween({ x: 0, y: 0 }, { x: 5, y: 90 }))).toEqual([]);
});

test('[TL25] with Shift they join the selection, none twice', () => {
  const before = [
    { lane: 'a', frame: 0 },
    { lane: 'a', frame: 50 },
  ];
  const joined = keysInBox(spots, boxBetween({ x: 50, y: 10 }, { x: 70, y: 60 }), before);
  expect(joined).toEqual([before[0], before[1], { lane: 'b', frame: 50 }]);
});
