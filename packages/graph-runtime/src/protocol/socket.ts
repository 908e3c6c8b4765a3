import { z } from 'zod';
import { diagnosticSchema } from '../model/index.ts';
import { PRODUCTION_COMMANDS } from './http.ts';
import { appSettingsSchema, cueSchema, frameHealthSchema, idSchema, productionSchema } from './shapes.ts';

export const PROTOCOL_VERSION = 1;
export const SOCKET_URL = '/api/socket';

/** What a node did in the last drawn frame. `durationMs` null: nothing changed, shown as '='. */
export const nodeReportSchema = z.strictObject({
  durationMs: z.number().nullable(),
  /** Outputs that are numbers, booleans or text; text is cut at 300 characters. */
  values: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])),
});
export type WireNodeReport = z.infer<typeof nodeReportSchema>;

const production = { production: idSchema };

/** Server to browser. Every message but `reply` carries `seq`, rising by one per connection. */
export const serverEventSchema = z.discriminatedUnion('type', [
  /** First message: the whole present state. */
  z.strictObject({
    type: z.literal('hello'),
    seq: z.int(),
    protocol: z.int(),
    version: z.string(),
    session: z.string(),
    settings: appSettingsSchema,
    productions: z.array(productionSchema),
    cues: z.array(z.strictObject({ ...production, cue: cueSchema })),
    /** Last reports of the running production, by node. */
    reports: z.record(z.string(), nodeReportSchema),
    frame: z.int().nullable(),
    /** What nodes said of themselves last, by node. */
    remarks: z.record(z.string(), z.string()),
  }),
  z.strictObject({ type: z.literal('production'), seq: z.int(), production: productionSchema }),
  /** It is in the trash now. */
  z.strictObject({ type: z.literal('production-removed'), seq: z.int(), ...production }),
  z.strictObject({
    type: z.literal('frame'),
    seq: z.int(),
    ...production,
    frame: z.int(),
    reports: z.record(z.string(), nodeReportSchema),
    /** null while it is not measured yet. */
    health: frameHealthSchema.nullable(),
  }),
  z.strictObject({
    type: z.literal('progress'),
    seq: z.int(),
    ...production,
    node: idSchema,
    frame: z.int(),
    done: z.number(),
  }),
  /** A short line that a node says of itself, shown under its title: which model it took, which server. */
  z.strictObject({
    type: z.literal('remark'),
    seq: z.int(),
    ...production,
    node: idSchema,
    words: z.string().max(300),
  }),
  z.strictObject({ type: z.literal('problem'), seq: z.int(), ...production, problem: diagnosticSchema }),
  z.strictObject({ type: z.literal('cue'), seq: z.int(), ...production, cue: cueSchema, removed: z.boolean() }),
  z.strictObject({
    type: z.literal('graph'),
    seq: z.int(),
    graphId: idSchema,
    revision: z.int(),
    editor: z.string().nullable(),
  }),
  z.strictObject({ type: z.literal('assets'), seq: z.int() }),
  z.strictObject({ type: z.literal('templates'), seq: z.int() }),
  z.strictObject({
    type: z.literal('reply'),
    requestId: z.string(),
    ok: z.boolean(),
    error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  }),
]);
export type ServerEvent = z.infer<typeof serverEventSchema>;

/** Browser to server. */
export const clientMessageSchema = z.discriminatedUnion('type', [
  /** Which previews this browser shows now, and how wide. Replaces the list sent before. `MONITOR` is the film itself. */
  z.strictObject({
    type: z.literal('watch'),
    requestId: z.string().max(64),
    production: idSchema.nullable(),
    previews: z.array(z.strictObject({ node: idSchema, width: z.int().min(16).max(1920) })).max(500),
  }),
  z.strictObject({
    type: z.literal('command'),
    requestId: z.string().max(64),
    ...production,
    command: z.enum(PRODUCTION_COMMANDS),
  }),
  z.strictObject({ type: z.literal('ping'), requestId: z.string().max(64) }),
]);
export type ClientMessage = z.infer<typeof clientMessageSchema>;

/** Id under which the program monitor asks for the film's own picture in `watch`. */
export const MONITOR = 'monitor';

/**
 * A binary message is one preview: 4 bytes little-endian length of the header, the header as JSON (UTF-8), then a JPEG.
 */
export const previewHeaderSchema = z.strictObject({
  ...production,
  node: idSchema,
  frame: z.int(),
  width: z.int(),
  height: z.int(),
  /** Size of the raster the preview was made from. */
  sourceWidth: z.int(),
  sourceHeight: z.int(),
  /** A picture in the making, straight from the image server: gone with the next one. */
  glimpse: z.boolean().optional(),
});
export type PreviewHeader = z.infer<typeof previewHeaderSchema>;
