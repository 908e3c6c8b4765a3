import { cos, exp2, log2, sin } from '@epoch/graph-runtime/exact-math';
import { lerp, TAU } from '../dream/dmath.ts';
import { AT_REST, type CameraPose, poseBetween } from './camera-path.ts';

export const PRESETS = [
  'push-in',
  'pull-out',
  'orbit',
  'pan-left',
  'pan-right',
  'tilt-up',
  'tilt-down',
  'ken-burns',
] as const;
export type Preset = (typeof PRESETS)[number];

/** A part of the picture with the picture's own aspect. @unit x, y: its top left corner; width: all shares of the picture */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface PresetRequest {
  readonly preset: Preset;
  /** How far it goes; 1 is a calm move. Not used by `ken-burns`. */
  readonly reach: number;
  readonly from: Box;
  readonly to: Box;
  /** Width of the picture by its height. */
  readonly aspect: number;
}

/** How much nearer a calm push comes. */
const PUSH = 0.25;
/** How far a calm pan goes to each side. @unit picture heights */
const PAN = 0.12;
const ORBIT = 0.06;

/**
 * Where the camera is on a ready-made path. Moves to the side are seen from near enough that the border never shows, as
 * long as the easing does not overshoot.
 *
 * @param share 0 at the start, 1 at the end
 */
export function poseOnPreset({ preset, reach, from, to, aspect }: PresetRequest, share: number): CameraPose {
  const near = { ...AT_REST, zoom: 1 + PUSH * reach };
  const sideways = (x: number, y: number): CameraPose => {
    // Half of what hangs over on the shorter way is the farthest that can be gone.
    const zoom = 1 + 2 * Math.max(Math.abs(x) / aspect, Math.abs(y));
    const along = 2 * share - 1;
    return { zoom, panX: x * along, panY: y * along, rotationDeg: 0 };
  };
  switch (preset) {
    case 'push-in':
      return poseBetween(AT_REST, near, share);
    case 'pull-out':
      return poseBetween(near, AT_REST, share);
    case 'orbit': {
      const radius = ORBIT * reach;
      const zoom = 1 + 2 * radius * Math.max(1, 1 / aspect);
      return { zoom, panX: radius * sin(TAU * share), panY: -radius * cos(TAU * share), rotationDeg: 0 };
    }
    case 'pan-left':
      return sideways(-PAN * reach, 0);
    case 'pan-right':
      return sideways(PAN * reach, 0);
    case 'tilt-up':
      return sideways(0, -PAN * reach);
    case 'tilt-down':
      return sideways(0, PAN * reach);
    case 'ken-burns':
      return poseOver(boxBetween(from, to, share), aspect);
  }
}

/** The camera that sees exactly this part of the picture. */
export function poseOver({ x, y, width }: Box, aspect: number): CameraPose {
  const zoom = 1 / width;
  return {
    zoom,
    panX: (x + width / 2 - 0.5) * aspect * zoom,
    panY: (y + width / 2 - 0.5) * zoom,
    rotationDeg: 0,
  };
}

/**
 * From box to box. The width goes in equal ratios; the corner goes by the width, which keeps one point of the picture
 * still all the way, as when a person zooms into it.
 */
function boxBetween(from: Box, to: Box, share: number): Box {
  if (share === 0) return from;
  if (share === 1) return to;
  const width = exp2(lerp(log2(from.width), log2(to.width), share));
  const alike = Math.abs(from.width - to.width) < 1e-6;
  const gone = alike ? share : (from.width - width) / (from.width - to.width);
  return { x: lerp(from.x, to.x, gone), y: lerp(from.y, to.y, gone), width };
}
