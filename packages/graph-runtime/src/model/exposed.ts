import { z } from 'zod';

/** A place inside a foreign workflow that a socket drives. */
const targetSchema = z.strictObject({
  node: z.string().min(1).max(200),
  input: z.string().min(1).max(200),
});

/**
 * A socket that the user put on one box (a bring-your-own workflow): an input for pictures, a param for all else. Its
 * name is its key in `exposed`; its value, when it is a param, stands in the node's `params` like any other.
 */
export const exposedSchema = z.strictObject({
  kind: z.enum(['raster', 'number', 'integer', 'boolean', 'text', 'choice']),
  label: z.string().min(1).max(120),
  default: z.union([z.number(), z.boolean(), z.string().max(20_000)]).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  choices: z.array(z.string().max(500)).max(2000).optional(),
  /** What it is to the director: lets the editor, the HUD and a swap of engines find it. */
  role: z
    .enum(['image', 'mask', 'prompt', 'negative', 'seed', 'denoise', 'steps', 'cfg', 'width', 'height', 'free'])
    .default('free'),
  targets: z.array(targetSchema).max(64),
});
export type ExposedSocket = z.infer<typeof exposedSchema>;
