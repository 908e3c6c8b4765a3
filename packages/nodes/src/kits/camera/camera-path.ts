import { exp2, log2 } from '@epoch/graph-runtime/exact-math';
import { lerp } from '../dream/dmath.ts';
import { type Step, stepFromTo } from './step.ts';

/** Where a camera stands. @unit zoom: factor; panX, panY: picture heights, right and down; rotationDeg: degrees clockwise */
export interface CameraPose {
  readonly zoom: number;
  readonly panX: number;
  readonly panY: number;
  readonly rotationDeg: number;
}

export const AT_REST: CameraPose = { zoom: 1, panX: 0, panY: 0, rotationDeg: 0 };

/** The whole transform from the untouched picture to what a camera at `pose` sees. A camera going right moves it left. */
export function stepTo(pose: CameraPose): Step {
  return { zoom: pose.zoom, panX: 0 - pose.panX, panY: 0 - pose.panY, rotationDeg: pose.rotationDeg };
}

/** The transform from what a camera at `from` sees to what it sees at `to`. */
export function stepBetween(from: CameraPose, to: CameraPose): Step {
  return stepFromTo(stepTo(from), stepTo(to));
}

/**
 * A pose on the way between two others. Zoom goes in equal ratios, so that a long dive keeps its speed to the end.
 *
 * @param share 0 is `from`, 1 is `to`, both exactly; an easing that overshoots goes beyond
 */
export function poseBetween(from: CameraPose, to: CameraPose, share: number): CameraPose {
  if (share === 0) return from;
  if (share === 1) return to;
  return {
    zoom: exp2(lerp(log2(from.zoom), log2(to.zoom), share)),
    panX: lerp(from.panX, to.panX, share),
    panY: lerp(from.panY, to.panY, share),
    rotationDeg: lerp(from.rotationDeg, to.rotationDeg, share),
  };
}
