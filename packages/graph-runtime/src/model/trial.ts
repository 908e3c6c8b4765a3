import { z } from 'zod';

/** What a short run of a graph tells: enough to plan a film by (planner.ts). */
export const trialSchema = z.strictObject({
  /** Frames that were timed; the first one, which warms everything up, is not among them. */
  frames: z.int(),
  /**
   * From one finished frame to the next: the median; where the engine leaves frames out, the medians of drawn and of moved
   * frames, each by its share. @unit s
   */
  secondsPerFrame: z.number(),
  /** @unit s */
  slowest: z.number(),
  /** What each node that worked takes of a frame, likewise; the longest first. @unit medianMs: ms */
  nodes: z.array(z.strictObject({ node: z.string(), title: z.string(), medianMs: z.number() })),
  /** The node that draws new pictures and takes longest; null when no node tells that it does. */
  engine: z.string().nullable(),
  width: z.int(),
  height: z.int(),
  /** Share of the frames that the engine drew; 1: all of them. */
  drawnShare: z.number().positive().max(1),
  /** What the engine really used in the last frame that it drew; null when it tells nothing of the kind. */
  steps: z.int().nullable(),
  denoise: z.number().nullable(),
});
export type Trial = z.infer<typeof trialSchema>;
