/** What a cadence is chosen by. */
export interface RateFacts {
  /** Frames that are to be made in a second. */
  readonly rate: number;
  /** Usual time of a frame that the engine draws; null while it is not known. @unit ms */
  readonly drawnMs: number | null;
  /** Usual time of a frame that is only moved; null: none was yet. @unit ms */
  readonly movedMs: number | null;
  /** The cadence that holds now. @unit frames */
  readonly now: number;
  readonly least: number;
  readonly most: number;
}

/** A cadence is made smaller only when that holds a rate this much higher, so that it does not go to and fro. */
const ROOM = 1.1;

/**
 * Every how many frames the engine may draw so that the film is made at a rate: fewer frames are drawn as soon as the rate
 * is missed, more of them when there is room for it. `needed` is what the rate asks for; `cadence` keeps to the limits.
 */
export function cadenceFor({ rate, drawnMs, movedMs, now, least, most }: RateFacts) {
  const held = (cadence: number) => Math.min(Math.max(least, most), Math.max(least, cadence));
  if (drawnMs === null) return { cadence: held(now), needed: null };
  const needed = neededFor(rate, drawnMs, movedMs ?? 0);
  const roomy = neededFor(rate * ROOM, drawnMs, movedMs ?? 0);
  return { cadence: held(Math.min(Math.max(now, needed), roomy)), needed };
}

/** One drawn frame is late by some time, and each moved one catches some up. Infinity when none ever does. */
function neededFor(rate: number, drawnMs: number, movedMs: number): number {
  const periodMs = 1000 / rate;
  const lateMs = drawnMs - periodMs;
  if (lateMs <= 0) return 1;
  return movedMs < periodMs ? 1 + Math.ceil(lateMs / (periodMs - movedMs)) : Number.POSITIVE_INFINITY;
}
