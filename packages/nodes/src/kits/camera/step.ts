import { cosSin } from '@epoch/graph-runtime/exact-math';
import type { Motion } from '@epoch/graph-runtime/model';
import { PI } from '../dream/dmath.ts';

/**
 * What a camera step does to the picture: a point X goes to `zoom * R(rotationDeg) X + (panX, panY)`.
 *
 * @unit X, panX, panY: picture heights from the middle, right and down; rotationDeg: degrees clockwise
 */
export type Step = Pick<Motion, 'zoom' | 'panX' | 'panY' | 'rotationDeg'>;

export const NO_STEP: Step = { zoom: 1, panX: 0, panY: 0, rotationDeg: 0 };

/** One step after another, as one. */
export function after(first: Step, then: Step): Step {
  const [panX, panY] = turn(first.panX * then.zoom, first.panY * then.zoom, then.rotationDeg);
  return {
    zoom: first.zoom * then.zoom,
    panX: panX + then.panX,
    panY: panY + then.panY,
    rotationDeg: first.rotationDeg + then.rotationDeg,
  };
}

/** The step from what is seen through `from` to what is seen through `to`, both given from the same picture. */
export function stepFromTo(from: Step, to: Step): Step {
  const zoom = to.zoom / from.zoom;
  const rotationDeg = to.rotationDeg - from.rotationDeg;
  const [panX, panY] = turn(from.panX * zoom, from.panY * zoom, rotationDeg);
  return { zoom, panX: to.panX - panX, panY: to.panY - panY, rotationDeg };
}

/** The step that undoes this one. */
export function undone(step: Step): Step {
  return stepFromTo(step, NO_STEP);
}

/** The same zoom, turn and pan, but about this point instead of the middle. @unit x, y: picture heights from the middle */
export function about(step: Step, x: number, y: number): Step {
  if (x === 0 && y === 0) return step;
  const [goneX, goneY] = turn(x * step.zoom, y * step.zoom, step.rotationDeg);
  return { ...step, panX: step.panX + x - goneX, panY: step.panY + y - goneY };
}

function turn(x: number, y: number, angleDeg: number): [number, number] {
  if (angleDeg === 0) return [x, y];
  const angleRad = (angleDeg * PI) / 180;
  const [cos, sin] = cosSin(angleRad);
  return [cos * x - sin * y, sin * x + cos * y];
}
