import { cos, exp2, sin } from '../exact-math/index.ts';
import type { Easing } from '../model/index.ts';

/** Default control points of an easing `bezier` that has none of its own: a gentle S. */
const SOFT: Curve = [0.42, 0, 0.58, 1];
type Curve = readonly [x1: number, y1: number, x2: number, y2: number];

/**
 * How far a value has come on its way from one key to the next. `back` and `elastic` overshoot; all others stay between.
 *
 * @unit `part`: 0 at the first key, 1 at the second; the answer likewise
 * @source Robert Penner's easing equations
 */
export function ease(easing: Easing, part: number): number {
  if (part <= 0) return 0;
  if (part >= 1) return 1;
  switch (easing) {
    case 'hold':
      return 0;
    case 'linear':
      return part;
    case 'smooth':
      return part * part * (3 - 2 * part);
    case 'ease-in':
      return part * part;
    case 'ease-out':
      return part * (2 - part);
    case 'ease-in-out':
      return part < 0.5 ? 4 * cubed(part) : 1 - cubed(2 - 2 * part) / 2;
    case 'sine':
      return (1 - cos(Math.PI * part)) / 2;
    case 'expo':
      return 1 - exp2(-10 * part) * (1 - part);
    case 'back':
      return 1 + 2.70158 * cubed(part - 1) + 1.70158 * squared(part - 1);
    case 'elastic':
      return exp2(-10 * part) * sin(((part * 10 - 0.75) * 2 * Math.PI) / 3) + 1;
    case 'bounce':
      return bounce(part);
    case 'bezier':
      return curveAt(SOFT, part);
  }
}

const squared = (x: number) => x * x;
const cubed = (x: number) => x * x * x;

function bounce(part: number): number {
  const [height, width] = [7.5625, 2.75];
  if (part < 1 / width) return height * part * part;
  if (part < 2 / width) return height * squared(part - 1.5 / width) + 0.75;
  if (part < 2.5 / width) return height * squared(part - 2.25 / width) + 0.9375;
  return height * squared(part - 2.625 / width) + 0.984375;
}

/**
 * A cubic Bezier from (0, 0) to (1, 1) with the control points (x1, y1) and (x2, y2), as CSS draws it: the height over
 * the place `part` on the x axis. Found by bisection, to 2^-30 of x.
 */
export function curveAt([x1, y1, x2, y2]: Curve, part: number): number {
  if (part <= 0 || part >= 1) return Math.min(1, Math.max(0, part));
  const along = (a: number, b: number, u: number) => 3 * u * squared(1 - u) * a + 3 * u * u * (1 - u) * b + cubed(u);
  let [low, high] = [0, 1];
  for (let step = 0; step < 30; step += 1) {
    const middle = (low + high) / 2;
    if (along(x1, x2, middle) < part) low = middle;
    else high = middle;
  }
  return along(y1, y2, (low + high) / 2);
}
