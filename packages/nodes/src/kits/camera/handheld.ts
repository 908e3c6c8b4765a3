import { exp2 } from '@epoch/graph-runtime/exact-math';
import { lineNoise } from '../dream/dmath.ts';
import { AT_REST, type CameraPose } from './camera-path.ts';

export interface Handheld {
  /** How far the hand strays. @unit percent of the picture's height */
  readonly amount: number;
  /** How quickly. @unit sways per second */
  readonly speed: number;
  readonly seed: number;
}

/** What one percent of sway brings along. @unit deg; log2 of zoom */
const TURN_PER_PERCENT = 0.22;
const ZOOM_PER_PERCENT = 0.004;
/** A finer tremble on the slow sway. Its pace is no whole multiple of the sway's. */
const TREMBLE_PACE = 2.7;
const TREMBLE_SHARE = 0.3;

/**
 * A camera held by hand, standing still otherwise: it strays around its place and never leaves it. At time 0 it is at
 * rest, so a film begins with its first picture as it is.
 *
 * @unit timeSeconds: s
 */
export function handheldAt({ amount, speed, seed }: Handheld, timeSeconds: number): CameraPose {
  if (amount === 0) return AT_REST;
  const stray = (channel: number) => sway(timeSeconds * speed, seed, channel) - sway(0, seed, channel);
  return {
    zoom: exp2(amount * ZOOM_PER_PERCENT * stray(3)),
    panX: (amount / 100) * stray(0),
    panY: (amount / 100) * stray(1),
    rotationDeg: amount * TURN_PER_PERCENT * stray(2),
  };
}

/** Between -1 and 1. */
function sway(position: number, seed: number, channel: number): number {
  const slow = lineNoise(position, seed + 16 * channel);
  const quick = lineNoise(position * TREMBLE_PACE, seed + 16 * channel + 8);
  return (slow + TREMBLE_SHARE * quick) / (1 + TREMBLE_SHARE);
}
