import { type Flight, type FlightPlace, flightAt, type Size } from './flight.ts';

/** A sprite to be drawn, and how solid it is there. */
export interface Sight extends FlightPlace {
  /** 0..1 */
  readonly opacity: number;
}

/** Echoes of a ship with a trail; more would cost more than they show. */
const ECHOES = 5;

export interface Trail {
  /** How solid the nearest echo is, 0..1; 0 draws none. */
  readonly strength: number;
  /** How long ago the last echo was the ship. @unit frames */
  readonly frames: number;
}

/** The ship at a frame with its echoes behind it, faintest first. */
export function sightsAt(frame: number, picture: Size, sprite: Size, flight: Flight, trail: Trail): Sight[] {
  const sights: Sight[] = [];
  if (trail.strength > 0) {
    for (let echo = ECHOES; echo >= 1; echo--) {
      const place = flightAt(frame - (trail.frames * echo) / ECHOES, picture, sprite, flight);
      const fade = 1 - (echo - 1) / ECHOES;
      if (place !== null) sights.push({ ...place, opacity: trail.strength * fade * fade });
    }
  }
  const place = flightAt(frame, picture, sprite, flight);
  return place === null ? sights : [...sights, { ...place, opacity: 1 }];
}
