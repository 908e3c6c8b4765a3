import { atan2, sin } from '@epoch/graph-runtime/exact-math';
import { PI } from '../dream/dmath.ts';

/** How a sprite crosses a picture. @unit size, drift: picture heights; height: 0 top, 1 bottom; swell: share */
export interface Flight {
  readonly flight: string;
  readonly startFrame: number;
  readonly crossingFrames: number;
  readonly pauseFrames: number;
  readonly size: number;
  readonly height: number;
  readonly drift: number;
  /** Sways on one crossing. */
  readonly waves: number;
  readonly swell: number;
  readonly bank: number;
  /** How far into its sway it enters. @unit sways; default 0 */
  readonly phase?: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** @unit centreX, centreY, widthPx: px, with fractions; angleDeg: degrees clockwise */
export interface FlightPlace {
  readonly centreX: number;
  readonly centreY: number;
  readonly widthPx: number;
  readonly angleDeg: number;
}

/** The second, slower wave keeps the sway from looking like a machine. Its ratio to the first is no whole number. */
const SLOW_WAVE = 0.37;
const SLOW_SHARE = 0.45;
const SWELL_WAVE = 0.61;
const STEEPEST_BANK_DEG = 30;

/**
 * Where the sprite is at a frame, which may have a fraction; null when it is not in the picture.
 *
 * With s the share of the crossing, from 0 to 1, and c = waves * s + phase + 0.618 * round:
 * x = width + reach - s * (width + 2 reach), and y = (height + drift * (sin 2 pi c + 0.45 sin 0.74 pi c) / 1.45) * picture height.
 */
export function flightAt(frame: number, picture: Size, sprite: Size, flight: Flight): FlightPlace | null {
  const sinceStart = frame - flight.startFrame;
  if (sinceStart < 0) return null;
  const roundFrames = flight.crossingFrames + flight.pauseFrames;
  const round = flight.flight === 'loop' ? Math.floor(sinceStart / roundFrames) : 0;
  const share = (sinceStart - round * roundFrames) / flight.crossingFrames;
  if (share > 1) return null;

  // Rounds differ: each one enters at another point of its waves.
  const cycles = share * flight.waves + round * 0.618 + (flight.phase ?? 0);
  const swell = 1 + flight.swell * sin(2 * PI * (cycles * SWELL_WAVE + share * 0.5));
  const widthPx = flight.size * picture.height * swell;
  const reach = halfDiagonal(flight.size * picture.height * (1 + flight.swell), sprite);
  const travelPx = picture.width + 2 * reach;
  const centreY = (flight.height + flight.drift * sway(cycles)) * picture.height;
  const risePerWidth = (flight.drift * slope(cycles) * flight.waves * picture.height) / travelPx;
  // Flying left, a rising course (y falling) lifts the nose at the left side: clockwise.
  const angleDeg = clampBank(flight.bank * ((atan2(-risePerWidth, 1) * 180) / PI));
  return { centreX: picture.width + reach - share * travelPx, centreY, widthPx, angleDeg };
}

/** Up and down, within -1..1. */
function sway(cycles: number): number {
  const slow = sin(2 * PI * SLOW_WAVE * cycles);
  return (sin(2 * PI * cycles) + SLOW_SHARE * slow) / (1 + SLOW_SHARE);
}

/** Derivative of {@link sway} by cycles. */
function slope(cycles: number): number {
  const quick = sin(2 * PI * (cycles + 0.25));
  const slow = sin(2 * PI * (SLOW_WAVE * cycles + 0.25));
  return (2 * PI * (quick + SLOW_SHARE * SLOW_WAVE * slow)) / (1 + SLOW_SHARE);
}

/** How far a sprite reaches from its centre at any angle. @unit px */
function halfDiagonal(widthPx: number, sprite: Size): number {
  const heightPx = (widthPx * sprite.height) / sprite.width;
  return Math.sqrt(widthPx * widthPx + heightPx * heightPx) / 2;
}

function clampBank(angleDeg: number): number {
  return Math.max(-STEEPEST_BANK_DEG, Math.min(STEEPEST_BANK_DEG, angleDeg));
}
