import type { Keyframe } from '@epoch/graph-runtime/model';

export type Controls = readonly [x1: number, y1: number, x2: number, y2: number];

/** Control points that draw each easing as it is, or nearly: what bending it begins from. */
const NEAREST: Partial<Record<Keyframe['easing'], Controls>> = {
  linear: [1 / 3, 1 / 3, 2 / 3, 2 / 3],
  smooth: [1 / 3, 0, 2 / 3, 1],
  'ease-in': [1 / 3, 0, 2 / 3, 1 / 3],
  'ease-out': [1 / 3, 2 / 3, 2 / 3, 1],
  'ease-in-out': [0.65, 0, 0.35, 1],
  sine: [0.37, 0, 0.63, 1],
  expo: [0.16, 1, 0.3, 1],
  back: [0.34, 1.56, 0.64, 1],
};
const SOFT: Controls = [0.42, 0, 0.58, 1];
/** Limits of the document for y. */
const HIGHEST = 10;

export function controlsOf({ easing, curve }: Keyframe): Controls {
  return (easing === 'bezier' ? curve : NEAREST[easing]) ?? SOFT;
}

/**
 * A curve pulled at one point: the point follows the hand, both control points move alike.
 *
 * @unit part: 0..1 between the two keys; across, up: shares of the way between them
 */
export function bent([x1, y1, x2, y2]: Controls, part: number, across: number, up: number): Controls {
  // A cubic Bezier moves by this share of what both its control points move.
  const weight = Math.max(0.2, 3 * part * (1 - part));
  return tidy([x1 + across / weight, y1 + up / weight, x2 + across / weight, y2 + up / weight]);
}

/** One control point put somewhere else. */
export function withControl([x1, y1, x2, y2]: Controls, which: 0 | 1, x: number, y: number): Controls {
  return tidy(which === 0 ? [x, y, x2, y2] : [x1, y1, x, y]);
}

function tidy([x1, y1, x2, y2]: Controls): Controls {
  const inside = (x: number) => Math.round(Math.min(1, Math.max(0, x)) * 1000) / 1000;
  const within = (y: number) => Math.round(Math.min(HIGHEST, Math.max(-HIGHEST, y)) * 1000) / 1000;
  return [inside(x1), within(y1), inside(x2), within(y2)];
}
