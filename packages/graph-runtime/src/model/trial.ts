import { z } from 'zod';

/** What a short run of a graph tells: enough to plan a film by (planner.ts). */
export const trialSchema = z.strictObject({
  /** Frames that were timed; the first one, which warms everything up, is not among them. */
  frames: z.int(),
  /** Median from one finished frame to the next. @unit s */
  secondsPerFrame: z.number(),
  /** @unit s */
  slowest: z.number(),
  /** Median of each node that worked, the longest first. @unit medianMs: ms */
  nodes: z.array(z.strictObject({ node: z.string(), title: z.string(), medianMs: z.number() })),
  /** The node that draws new pictures and takes longest; null when no node tells that it does. */
  engine: z.string().nullable(),
  width: z.int(),
  height: z.int(),
  /** What the engine really used in the last frame; null when it tells nothing of the kind. */
  steps: z.int().nullable(),
  denoise: z.number().nullable(),
});
export type Trial = z.infer<typeof trialSchema>;
