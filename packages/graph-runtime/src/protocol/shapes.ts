import { z } from 'zod';
import { diagnosticSchema, graphSchema, settingsSchema } from '../model/index.ts';

/** Shapes that several calls and events share. */
export const idSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
export const empty = z.strictObject({});

export const graphSummarySchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  description: z.string(),
  revision: z.int(),
  nodeCount: z.int(),
  savedAt: z.string(),
});
export type GraphSummary = z.infer<typeof graphSummarySchema>;

export const templateSummarySchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  description: z.string(),
  nodeCount: z.int(),
  /** Ships with the program; such a template is never deleted or changed. */
  builtIn: z.boolean(),
  /** URL of the picture; null when none was made yet. */
  thumbnail: z.string().nullable(),
});
export type TemplateSummary = z.infer<typeof templateSummarySchema>;

/** One change of a graph document, as immer makes them. */
export const patchSchema = z.strictObject({
  op: z.enum(['add', 'remove', 'replace']),
  path: z
    .array(z.union([z.string(), z.int()]))
    .min(1)
    .max(32),
  value: z.unknown().optional(),
});
export type DocumentPatch = z.infer<typeof patchSchema>;

export const productionStateSchema = z.enum([
  'ready',
  'running',
  'paused',
  'waiting',
  'stopped',
  'finished',
  'failed',
  'interrupted',
]);

/** All that the top bar and the list of productions show. */
export const productionSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  graphId: idSchema,
  graphName: z.string(),
  createdAt: z.string(),
  state: productionStateSchema,
  /** A whole sentence when the state needs one: why it paused, waits or failed, and what is safe. */
  message: z.string().nullable(),
  problem: diagnosticSchema.nullable(),
  /** Committed frames: stills 0 .. framesDone - 1 are safe. */
  framesDone: z.int(),
  /** null: runs until stopped. */
  framesTotal: z.int().nullable(),
  settings: settingsSchema,
  /** Frames per second of the last seconds; null when it does not run. */
  framesPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  /** When a frame that an image server did not make is tried again (ISO 8601); null when nothing is waited for. */
  retryAt: z.string().nullable(),
  /** A take shares frames 0 .. fromFrame - 1 with its parent and went on differently; null: an original. */
  take: z.strictObject({ parent: idSchema, fromFrame: z.int() }).nullable(),
  /** The film that counts: at most one among an original and all takes that go back to it. */
  promoted: z.boolean(),
});
export type Production = z.infer<typeof productionSchema>;
export type ProductionState = Production['state'];

export const frameRecordSchema = z.strictObject({
  frame: z.int(),
  sha256: z.string(),
  bytes: z.int(),
  durationMs: z.number(),
});
export type FrameRecord = z.infer<typeof frameRecordSchema>;

export const assetSchema = z.strictObject({
  name: z.string(),
  kind: z.enum(['image', 'audio']),
  bytes: z.int(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  builtIn: z.boolean(),
  url: z.string(),
});
export type Asset = z.infer<typeof assetSchema>;

export const cueFitSchema = z.enum(['cover', 'contain', 'stretch']);
export const cueKeySchema = z.string().regex(/^[A-Z0-9]$/);

export const cueSchema = z.strictObject({
  id: idSchema,
  kind: z.literal('teleport'),
  node: idSchema,
  /** Frame it acts at; null while it waits for the next frame to begin. */
  frame: z.int().nullable(),
  dissolveFrames: z.int(),
  /** How the picture is brought to the film's size; null: as the node says. */
  fit: cueFitSchema.nullable(),
  /** Letter or digit that fires it while it is held. */
  key: cueKeySchema.nullable(),
  image: z.string(),
  /** held: waits for its key, or for being fired. armed: acts at `frame`, or at the next frame when that is null. */
  state: z.enum(['held', 'armed', 'done']),
  /** Place in the queue. Armed cues without a frame are taken one per frame of a node, in this order. */
  order: z.int(),
});
export type CueRecord = z.infer<typeof cueSchema>;
export type CueFit = z.infer<typeof cueFitSchema>;

/** What is measured of a frame of the film: means over the whole picture. */
export const frameHealthSchema = z.strictObject({
  frame: z.int(),
  /** Mean of the picture in OKLab, 0..1. */
  lightness: z.number(),
  a: z.number(),
  b: z.number(),
  /** Mean of sqrt(a^2 + b^2). */
  chroma: z.number(),
  /** Deviation of lightness. */
  contrast: z.number(),
  /** Mean curvature of lightness. */
  sharpness: z.number(),
  /** Mean difference from the frame before, 0..1; null where there is none of the same size. */
  change: z.number().nullable(),
});
export type FrameHealth = z.infer<typeof frameHealthSchema>;

export const appSettingsSchema = z.strictObject({
  lastGraphId: idSchema.nullable(),
  lastProductionId: idSchema.nullable(),
  theme: z.enum(['dark', 'light']),
  previews: z.boolean(),
});
export type AppSettings = z.infer<typeof appSettingsSchema>;

export { graphSchema };
