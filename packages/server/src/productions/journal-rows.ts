import { settingsSchema } from '@epoch/graph-runtime/model';
import { z } from 'zod';

/** One file that belongs to a frame. The film's own still is in the folder `stills`. */
export const stillFileSchema = z.strictObject({ folder: z.string(), sha256: z.string(), bytes: z.int() });
export type StillFile = z.infer<typeof stillFileSchema>;

/** A committed frame. A frame without a row does not exist. @unit durationMs: ms */
export interface FrameRow {
  readonly frame: number;
  readonly durationMs: number;
  /** None when the graph writes no stills. */
  readonly files: readonly StillFile[];
  /** What the image engines really used, by node, as they reported it. */
  readonly used: Readonly<Record<string, unknown>>;
}

export const frameRowSchema = z
  .object({ i: z.int(), duration_ms: z.number(), files: z.string(), used: z.string() })
  .transform(
    (row): FrameRow => ({
      frame: row.i,
      durationMs: row.duration_ms,
      files: z.array(stillFileSchema).parse(JSON.parse(row.files)),
      used: z.record(z.string(), z.unknown()).parse(JSON.parse(row.used)),
    }),
  );

/** States in which a production can be left behind. */
export const RESTING_STATES = ['ready', 'running', 'paused', 'waiting', 'stopped', 'finished', 'failed'] as const;

/** What holds for a production as a whole. `settings.seed` is the drawn one, so a resumed film draws the same numbers. */
export const filmMetaSchema = z.strictObject({
  name: z.string(),
  graphId: z.string(),
  graphName: z.string(),
  createdAt: z.string(),
  /** The program that made it. */
  program: z.string(),
  settings: settingsSchema.extend({ seed: z.int() }),
  state: z.enum(RESTING_STATES),
  message: z.string().nullable(),
  /** Where it branched off; null: an original. */
  take: z.strictObject({ parent: z.string(), fromFrame: z.int() }).nullable().default(null),
  /** Under which image servers know it, when that is not its own name: a take asks under the name of its original. */
  engineName: z.string().nullable().default(null),
  /** Chosen among its takes. */
  promoted: z.boolean().default(false),
});
export type FilmMeta = z.infer<typeof filmMetaSchema>;
export type FilmSettings = FilmMeta['settings'];
