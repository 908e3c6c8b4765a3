import { newView, type View } from '../dream/view.ts';

/** What an endless dream keeps from frame to frame: its camera and what its seed did lately. Plain JSON. */
export interface World {
  readonly view: View;
  /** Seed of the frame it was kept at. */
  readonly seed: number;
  /** The seed was the same at the frame before as well. */
  readonly rested: boolean;
}

/**
 * The world for a frame with this seed.
 *
 * A seed that rested and then changes opens another world at the same place of the voyage. A seed that changes at every
 * frame only changes the grain: a world that lasts one frame could never be seen.
 */
export function worldFor(before: World | undefined, seed: number): World {
  if (before === undefined) return { view: newView(seed), seed, rested: false };
  if (seed === before.seed) return { ...before, rested: true };
  const view = before.rested ? { ...before.view, seed: seed >>> 0 } : before.view;
  return { view, seed, rested: false };
}
