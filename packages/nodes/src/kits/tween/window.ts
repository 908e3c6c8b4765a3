import type { GenerationSettings, Motion, Raster } from '@epoch/graph-runtime/model';
import { after, NO_STEP, type Step } from '../camera/step.ts';

/** A picture that was drawn, not moved. */
export interface DrawnFrame {
  readonly frame: number;
  readonly image: Raster;
  /** The film was cut to this picture: what was before has nothing to do with it. */
  readonly isCut?: boolean;
}

/** The camera's step onto a frame, and what the engine used at it. */
export interface SteppedFrame {
  readonly frame: number;
  readonly motion: Motion;
  readonly settings?: GenerationSettings;
}

/** A frame as it comes from the loop. */
export interface IncomingFrame {
  readonly index: number;
  readonly image: Raster;
  readonly motion: Motion;
  readonly settings: GenerationSettings | undefined;
  /** The engine drew it. */
  readonly isDrawn: boolean;
  /** The film jumps to it. */
  readonly isCut: boolean;
}

/** What has to be remembered of the past to show frames later than they came. Plain values and pictures. */
export interface Window {
  readonly drawn: readonly DrawnFrame[];
  readonly steps: readonly SteppedFrame[];
}

const EMPTY: Window = { drawn: [], steps: [] };

/** The frame that is shown while frame `index` comes in: each one waits for the next drawn picture. */
export function shownAt(index: number, cadence: number): number {
  return Math.max(0, index - (cadence - 1));
}

/**
 * Takes a frame in, and lets go of what no later frame needs.
 *
 * @param isDrawn  what the engine says; a frame also counts as drawn when the last one was a whole cadence ago, or when the film is cut to it
 */
export function withFrame(
  before: Window | undefined,
  { index, image, motion, settings, isDrawn, isCut }: IncomingFrame,
  cadence: number,
): Window {
  const { drawn, steps } = before ?? EMPTY;
  const last = drawn.at(-1);
  const due = last === undefined || index - last.frame >= cadence;
  const stepped = { frame: index, motion, ...(settings === undefined ? {} : { settings }) };
  const here = { frame: index, image, ...(isCut ? { isCut } : {}) };
  const all = isDrawn || isCut || due ? [...drawn, here] : drawn;
  const shown = shownAt(index, cadence);
  const first = all.findLast(({ frame }) => frame <= shown)?.frame ?? all[0]?.frame ?? index;
  return {
    drawn: all.filter(({ frame }) => frame >= first),
    steps: [...steps, stepped].filter(({ frame }) => frame > first || frame === shown),
  };
}

/** The drawn pictures around a frame; the same one twice, or one missing, at the ends. */
export function neighbours(
  { drawn }: Window,
  frame: number,
): { readonly from: DrawnFrame | undefined; readonly to: DrawnFrame | undefined } {
  return { from: drawn.findLast((one) => one.frame <= frame), to: drawn.find((one) => one.frame > frame) };
}

/** All steps after one frame up to another, as one. */
export function stepOver({ steps }: Window, afterFrame: number, toFrame: number): Step {
  return steps
    .filter(({ frame }) => frame > afterFrame && frame <= toFrame)
    .reduce<Step>((whole, { motion }) => after(whole, motion), NO_STEP);
}
