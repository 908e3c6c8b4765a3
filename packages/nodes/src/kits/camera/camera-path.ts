import type { Motion } from '@epoch/graph-runtime/model';
import { dcos, dexp2, dlog2, dsin, lerp, PI } from '../dream/dmath.ts';

/** Where a camera stands. @unit zoom: factor; panX, panY: picture heights, right and down; rotationDeg: degrees clockwise */
export interface CameraPose {
  readonly zoom: number;
  readonly panX: number;
  readonly panY: number;
  readonly rotationDeg: number;
}

/** What a camera step does to the picture: a point X goes to `zoom * R(rotationDeg) X + (panX, panY)`. */
export type Step = Pick<Motion, 'zoom' | 'panX' | 'panY' | 'rotationDeg'>;

export const AT_REST: CameraPose = { zoom: 1, panX: 0, panY: 0, rotationDeg: 0 };

/** The whole transform from the untouched picture to what a camera at `pose` sees. A camera going right moves it left. */
export function stepTo(pose: CameraPose): Step {
  return { zoom: pose.zoom, panX: 0 - pose.panX, panY: 0 - pose.panY, rotationDeg: pose.rotationDeg };
}

/** The transform from what a camera at `from` sees to what it sees at `to`. */
export function stepBetween(from: CameraPose, to: CameraPose): Step {
  const zoom = to.zoom / from.zoom;
  const rotationDeg = to.rotationDeg - from.rotationDeg;
  const [panX, panY] = turn(from.panX * zoom, from.panY * zoom, rotationDeg);
  return { zoom, panX: panX - to.panX, panY: panY - to.panY, rotationDeg };
}

/**
 * A pose on the way between two others. Zoom goes in equal ratios, so that a long dive keeps its speed to the end.
 *
 * @param share 0 is `from`, 1 is `to`, both exactly
 */
export function poseBetween(from: CameraPose, to: CameraPose, share: number): CameraPose {
  if (share <= 0) return from;
  if (share >= 1) return to;
  return {
    zoom: dexp2(lerp(dlog2(from.zoom), dlog2(to.zoom), share)),
    panX: lerp(from.panX, to.panX, share),
    panY: lerp(from.panY, to.panY, share),
    rotationDeg: lerp(from.rotationDeg, to.rotationDeg, share),
  };
}

function turn(x: number, y: number, angleDeg: number): [number, number] {
  if (angleDeg === 0) return [x, y];
  const angleRad = (angleDeg * PI) / 180;
  const cos = dcos(angleRad);
  const sin = dsin(angleRad);
  return [cos * x - sin * y, sin * x + cos * y];
}
