import { hash32, lerp, unit } from '../dream/dmath.ts';
import type { Flight } from './flight.ts';

/** The farthest ship is this much smaller, and takes this much longer to cross. */
const FAR_SIZE = 0.4;
const FAR_TIME = 2.2;
/** How far from the leader's course others fly. @unit share of the picture's height */
const SPREAD = 0.32;
const COURSE_MARGIN = 0.06;

/**
 * Several ships from one flight, farthest first, so that near ones cover far ones. The last is the flight itself; each
 * other one is nearer or farther, higher or lower, and comes later, all drawn from the seed.
 */
export function fleetOf(flight: Flight, ships: number, seed: number): Flight[] {
  const others = Array.from({ length: Math.max(0, ships - 1) }, (_, index) => {
    const hash = hash32(seed, index + 1);
    const far = unit(hash, 0);
    const crossingFrames = Math.max(2, Math.round(flight.crossingFrames * lerp(1, FAR_TIME, far)));
    return {
      ...flight,
      size: flight.size * lerp(1, FAR_SIZE, far),
      height: courseOf(flight.height + SPREAD * (2 * unit(hash, 1) - 1)),
      drift: flight.drift * lerp(1, FAR_SIZE, far),
      startFrame: flight.startFrame + Math.round(unit(hash, 2) * flight.crossingFrames * 0.8),
      crossingFrames,
      phase: unit(hash, 3),
    };
  });
  return [...others.sort((a, b) => a.size - b.size), flight];
}

/** Courses that would leave the picture turn back into it. */
function courseOf(height: number): number {
  const [low, high] = [COURSE_MARGIN, 1 - COURSE_MARGIN];
  if (height < low) return Math.min(high, 2 * low - height);
  return height > high ? Math.max(low, 2 * high - height) : height;
}
