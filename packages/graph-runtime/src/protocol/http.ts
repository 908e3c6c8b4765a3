import { z } from 'zod';
import { settingsSchema } from '../model/index.ts';
import { endpoint } from './endpoint.ts';
import {
  appSettingsSchema,
  assetSchema,
  cueSchema,
  empty,
  frameRecordSchema,
  graphSchema,
  graphSummarySchema,
  idSchema,
  patchSchema,
  productionSchema,
  templateSummarySchema,
} from './shapes.ts';

const none = empty;
const graphParams = z.strictObject({ graphId: idSchema });
const productionParams = z.strictObject({ productionId: idSchema });

export const getHealth = endpoint({
  method: 'GET',
  url: '/api/health',
  summary: 'Is the server alive, and how is it?',
  params: none,
  query: none,
  body: none,
  reply: z.strictObject({
    status: z.literal('ok'),
    version: z.string(),
    node: z.string(),
    workers: z.int(),
    diskFreeBytes: z.number().nullable(),
    dataFolder: z.string(),
    uptimeSeconds: z.number(),
  }),
  errors: [],
});

/** The cards are checked by the nodes' own contract test; on the wire they are opaque. */
export const getCatalogue = endpoint({
  method: 'GET',
  url: '/api/catalogue',
  summary: 'The cards of all node types.',
  params: none,
  query: none,
  body: none,
  reply: z.strictObject({ cards: z.array(z.unknown()) }),
  errors: [],
});

export const listGraphs = endpoint({
  method: 'GET',
  url: '/api/graphs',
  summary: 'All saved graphs, latest first.',
  params: none,
  query: none,
  body: none,
  reply: z.strictObject({ graphs: z.array(graphSummarySchema) }),
  errors: [],
});
export const readGraph = endpoint({
  method: 'GET',
  url: '/api/graphs/:graphId',
  summary: 'One graph document.',
  params: graphParams,
  query: none,
  body: none,
  reply: z.strictObject({ graph: graphSchema }),
  errors: ['GRAPH_NOT_FOUND'],
});
/** From a template, from a whole document (import; it gets a new id), or empty. */
export const createGraph = endpoint({
  method: 'POST',
  url: '/api/graphs',
  summary: 'Makes a graph: empty, from a template, or from a document.',
  params: none,
  query: none,
  body: z.strictObject({
    name: z.string().min(1).max(120).optional(),
    templateId: idSchema.optional(),
    document: z.unknown().optional(),
  }),
  reply: z.strictObject({ graph: graphSchema }),
  errors: ['GRAPH_INVALID', 'GRAPH_TOO_NEW', 'TEMPLATE_NOT_FOUND', 'NODE_UNKNOWN'],
});
export const patchGraph = endpoint({
  method: 'PATCH',
  url: '/api/graphs/:graphId',
  summary: 'Applies edits to a saved graph; a running production takes them over at the next frame.',
  params: graphParams,
  query: none,
  body: z.strictObject({
    baseRevision: z.int().min(0),
    patches: z.array(patchSchema).min(1).max(2000),
    editor: z.string().max(64).optional(),
  }),
  reply: z.strictObject({ revision: z.int() }),
  errors: ['GRAPH_NOT_FOUND', 'REVISION_CONFLICT', 'GRAPH_INVALID'],
});
export const deleteGraph = endpoint({
  method: 'DELETE',
  url: '/api/graphs/:graphId',
  summary: 'Moves a graph to the trash.',
  params: graphParams,
  query: none,
  body: none,
  reply: z.strictObject({ trashId: z.string() }),
  errors: ['GRAPH_NOT_FOUND'],
});
export const restoreGraph = endpoint({
  method: 'POST',
  url: '/api/trash/:trashId/restore',
  summary: 'Takes a graph out of the trash.',
  params: z.strictObject({ trashId: z.string().max(200) }),
  query: none,
  body: none,
  reply: z.strictObject({ graph: graphSchema }),
  errors: ['GRAPH_NOT_FOUND'],
});

export const listTemplates = endpoint({
  method: 'GET',
  url: '/api/templates',
  summary: 'Templates that ship and templates of the user.',
  params: none,
  query: none,
  body: none,
  reply: z.strictObject({ templates: z.array(templateSummarySchema) }),
  errors: [],
});
export const saveTemplate = endpoint({
  method: 'POST',
  url: '/api/templates',
  summary: 'Saves a graph as a template; its picture is the last frame of its production.',
  params: none,
  query: none,
  body: z.strictObject({ graphId: idSchema, name: z.string().min(1).max(120), description: z.string().max(2000) }),
  reply: z.strictObject({ template: templateSummarySchema }),
  errors: ['GRAPH_NOT_FOUND'],
});
export const deleteTemplate = endpoint({
  method: 'DELETE',
  url: '/api/templates/:templateId',
  summary: 'Moves a template of the user to the trash.',
  params: z.strictObject({ templateId: idSchema }),
  query: none,
  body: none,
  reply: empty,
  errors: ['TEMPLATE_NOT_FOUND', 'FORBIDDEN'],
});

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
  summary: 'One production and its cues.',
  params: productionParams,
  query: none,
  body: none,
  reply: z.strictObject({ production: productionSchema, cues: z.array(cueSchema) }),
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

/** POST multipart: fields node, frame (optional), dissolveFrames (optional), asset (a stored name) or a file `image`. */
export const TELEPORT_URL = '/api/productions/:productionId/cues/teleport';
export const teleportReply = z.strictObject({ cue: cueSchema });
export const cancelCue = endpoint({
  method: 'DELETE',
  url: '/api/productions/:productionId/cues/:cueId',
  summary: 'Takes an armed cue back.',
  params: z.strictObject({ productionId: idSchema, cueId: idSchema }),
  query: none,
  body: none,
  reply: empty,
  errors: ['CUE_NOT_FOUND', 'PRODUCTION_NOT_FOUND'],
});

export const listAssets = endpoint({
  method: 'GET',
  url: '/api/assets',
  summary: 'Pictures and sounds that nodes can use.',
  params: none,
  query: none,
  body: none,
  reply: z.strictObject({ assets: z.array(assetSchema) }),
  errors: [],
});
/** POST multipart, one file: stores an asset under its own name, numbered when taken. Answers assetReply. */
export const ASSET_UPLOAD_URL = '/api/assets';
export const assetReply = z.strictObject({ asset: assetSchema });
/** GET: bytes of an asset, from magic bytes typed. `?width=` gives a small JPEG or PNG. */
export const ASSET_URL = '/api/assets/:name';

export const readSettings = endpoint({
  method: 'GET',
  url: '/api/settings',
  summary: "The app's own state.",
  params: none,
  query: none,
  body: none,
  reply: appSettingsSchema,
  errors: [],
});
export const patchSettings = endpoint({
  method: 'PATCH',
  url: '/api/settings',
  summary: "Changes the app's own state.",
  params: none,
  query: none,
  body: appSettingsSchema.partial(),
  reply: appSettingsSchema,
  errors: [],
});
