import type { Dream } from './dream.ts';
import type { DreamFrame } from './request.ts';
import type { View } from './view.ts';

/** A frame for the engine as it is posted to the worker that has one: plain JSON and pointers. */
export type DreamJob = DreamFrame;

/**
 * Paints one frame into `job.out`. Returns the view that belongs to it: the one that came in, or, when the motion was
 * measured, the one it led to. Keep it with the picture: the next frame needs both.
 */
export function runDreamJob(dream: Dream, job: DreamJob): { view: View } {
  return dream.render(job);
}
