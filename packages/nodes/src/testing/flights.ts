import type { Flight } from '../kits/flight/flight.ts';

/** A flight through the middle of the picture. */
export const calmFlight: Flight = {
  flight: 'loop',
  startFrame: 10,
  crossingFrames: 100,
  pauseFrames: 20,
  size: 0.24,
  height: 0.5,
  drift: 0.05,
  waves: 2.3,
  swell: 0.12,
  bank: 1,
};
