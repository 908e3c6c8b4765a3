import { z } from 'zod';
import { settingsSchema } from '../model/index.ts';
import { endpoint } from './endpoint.ts';
import { cueSchema, empty, frameHealthSchema, frameRecordSchema, idSchema, productionSchema } from './shapes.ts';

const none = empty;
const productionParams = z.strictObject({ productionId: idSchema });

export const listProductions = endpoint({
  method: 'GET',
  url: '/api/productions',
  summary: 'All productions, latest first.',
  params: none,
  query: none,
  body: none,
  reply: z.strictObject({ productions: z.array(productionSchema) }),
  errors: [],
});
/** New Production: always a new folder, never over an old one. */
export const createProduction = endpoint({
  method: 'POST',
  url: '/api/productions',
  summary: 'New Production from a graph, from frame 0 in a folder of its own.',
  params: none,
  query: none,
  body: z.strictObject({
    graphId: idSchema,
    name: z.string().min(1).max(120).optional(),
    start: z.boolean(),
    settings: settingsSchema.partial().optional(),
  }),
  reply: z.strictObject({ production: productionSchema }),
  errors: ['GRAPH_NOT_FOUND', 'GRAPH_INVALID', 'PRODUCTION_BUSY', 'DISK_FULL'],
});
export const readProduction = endpoint({
  method: 'GET',
  url: '/api/productions/:productionId',
  summary: 'One production, its cues, and the frame that begins next.',
  params: productionParams,
  query: none,
  body: none,
  reply: z.strictObject({
    production: productionSchema,
    cues: z.array(cueSchema),
    /** First frame that a cue or an edit can still reach; frames before it are done or being drawn. */
    nextFrame: z.int(),
  }),
  errors: ['PRODUCTION_NOT_FOUND'],
});
export const PRODUCTION_COMMANDS = ['start', 'pause', 'unpause', 'step', 'stop', 'resume'] as const;
export type ProductionCommand = (typeof PRODUCTION_COMMANDS)[number];
export const commandProduction = endpoint({
  method: 'POST',
  url: '/api/productions/:productionId/:command',
  summary: 'start, pause, unpause, step, stop or resume.',
  params: z.strictObject({ productionId: idSchema, command: z.enum(PRODUCTION_COMMANDS) }),
  query: none,
  body: none,
  reply: z.strictObject({ production: productionSchema }),
  errors: ['PRODUCTION_NOT_FOUND', 'PRODUCTION_BUSY', 'FRAME_DAMAGED'],
});
export const listFrames = endpoint({
  method: 'GET',
  url: '/api/productions/:productionId/frames',
  summary: 'Committed frames, paged.',
  params: productionParams,
  query: z.strictObject({
    from: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
  }),
  body: none,
  reply: z.strictObject({ frames: z.array(frameRecordSchema), total: z.int() }),
  errors: ['PRODUCTION_NOT_FOUND'],
});
/** GET /api/productions/:productionId/frames/:frame?width=320 answers image bytes (PNG, or JPEG when a width is given). */
export const FRAME_IMAGE_URL = '/api/productions/:productionId/frames/:frame';

/** Moves the folder of a production to the trash of the data folder, whole. Takes of it are untouched. */
export const deleteProduction = endpoint({
  method: 'DELETE',
  url: '/api/productions/:productionId',
  summary: 'Moves a production to the trash; restore brings it back.',
  params: productionParams,
  query: none,
  body: none,
  reply: empty,
  errors: ['PRODUCTION_NOT_FOUND', 'PRODUCTION_BUSY'],
});
export const restoreProduction = endpoint({
  method: 'POST',
  url: '/api/productions/:productionId/restore',
  summary: 'Takes a production out of the trash.',
  params: productionParams,
  query: none,
  body: none,
  reply: z.strictObject({ production: productionSchema }),
  errors: ['PRODUCTION_NOT_FOUND', 'PRODUCTION_EXISTS'],
});
export const frameHealth = endpoint({
  method: 'GET',
  url: '/api/productions/:productionId/health',
  summary: 'What was measured of the committed frames, paged.',
  params: productionParams,
  query: z.strictObject({
    from: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(5000).default(1000),
  }),
  body: none,
  reply: z.strictObject({ rows: z.array(frameHealthSchema), total: z.int() }),
  errors: ['PRODUCTION_NOT_FOUND'],
});
