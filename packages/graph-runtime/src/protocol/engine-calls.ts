import { z } from 'zod';
import { ENGINE_KINDS, ENGINE_LISTS, exposedSchema } from '../model/index.ts';
import { endpoint } from './endpoint.ts';
import { empty, graphSchema, idSchema } from './shapes.ts';

const byId = z.strictObject({ id: idSchema });

/** A saved image server as anybody may see it: of its headers only the names. */
export const engineServerSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  kind: z.enum(ENGINE_KINDS),
  /** http or https, host, port and base path; never a user name or password. */
  url: z.string(),
  headerNames: z.array(z.string()),
  /** From the `environment` variable COMFY_URL, `saved` by the user, or the `default` address that is tried when nothing is saved. */
  origin: z.enum(['environment', 'saved', 'default']),
});
export type EngineServer = z.infer<typeof engineServerSchema>;

const name = z.string().min(1).max(60);
const url = z.string().min(1).max(500);
const headerName = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);
const headerValue = z.string().min(1).max(4000);
/** Header values go in and never come out. */
const headers = z.record(headerName, headerValue);
const headerChange = z.record(headerName, headerValue.nullable());

export const listEngines = endpoint({
  method: 'GET',
  url: '/api/engines',
  summary: 'Image servers, in the order in which they are tried.',
  params: empty,
  query: empty,
  body: empty,
  reply: z.strictObject({ servers: z.array(engineServerSchema) }),
  errors: [],
});
export const createEngine = endpoint({
  method: 'POST',
  url: '/api/engines',
  summary: 'Saves an image server.',
  params: empty,
  query: empty,
  body: z.strictObject({ name, kind: z.enum(ENGINE_KINDS), url, headers: headers.optional() }),
  reply: engineServerSchema,
  errors: ['REQUEST_INVALID'],
});
export const patchEngine = endpoint({
  method: 'PATCH',
  url: '/api/engines/:id',
  summary:
    'Changes a saved image server. Headers not named stay; null takes one away. Their values do not follow to another machine.',
  params: byId,
  query: empty,
  body: z.strictObject({
    name: name.optional(),
    url: url.optional(),
    headers: headerChange.optional(),
  }),
  reply: engineServerSchema,
  errors: ['ENGINE_NOT_FOUND', 'REQUEST_INVALID'],
});
export const deleteEngine = endpoint({
  method: 'DELETE',
  url: '/api/engines/:id',
  summary: 'Forgets a saved image server. The last 20 can be restored.',
  params: byId,
  query: empty,
  body: empty,
  reply: empty,
  errors: ['ENGINE_NOT_FOUND', 'REQUEST_INVALID'],
});
export const restoreEngine = endpoint({
  method: 'POST',
  url: '/api/engines/:id/restore',
  summary: 'Brings a forgotten image server back.',
  params: byId,
  query: empty,
  body: empty,
  reply: engineServerSchema,
  errors: ['ENGINE_NOT_FOUND'],
});

/** What a connection test found. A server that cannot be used is no error of the call: `ok` is false, `message` says why. */
export const engineReportSchema = z.strictObject({
  ok: z.boolean(),
  /** A whole sentence: what answered, or what went wrong and what to do. */
  message: z.string(),
  version: z.string().nullable(),
  device: z.string().nullable(),
  queueRunning: z.int().nullable(),
  queuePending: z.int().nullable(),
  /** How many of each list it has. */
  counts: z.partialRecord(z.enum(ENGINE_LISTS), z.int()),
  latencyMs: z.number().nullable(),
});
export type EngineReport = z.infer<typeof engineReportSchema>;

export const testEngine = endpoint({
  method: 'POST',
  url: '/api/engines/test',
  summary:
    'Asks a server how it is, saved or not. With `id`, headers not named are the saved ones; null leaves one out.',
  params: empty,
  query: empty,
  body: z.strictObject({ id: idSchema.optional(), kind: z.enum(ENGINE_KINDS), url, headers: headerChange.optional() }),
  reply: engineReportSchema,
  errors: ['ENGINE_NOT_FOUND', 'REQUEST_INVALID'],
});

/** Lists of a server; asked once and kept until `refresh`. When the server is away `message` says so and lists are empty. */
export const readEngineLists = endpoint({
  method: 'GET',
  url: '/api/engine-lists',
  summary: 'What an image server has: checkpoints, samplers, LoRAs and so on.',
  params: empty,
  query: z.strictObject({
    kind: z.enum(ENGINE_KINDS),
    /** Name of a saved server; empty for the first that answers. */
    server: z.string().max(60).default(''),
    refresh: z.enum(['true', 'false']).default('false'),
  }),
  body: empty,
  reply: z.strictObject({
    server: z.string().nullable(),
    message: z.string().nullable(),
    lists: z.partialRecord(z.enum(ENGINE_LISTS), z.array(z.string())),
  }),
  errors: ['ENGINE_NOT_FOUND'],
});

/** A stored workflow file, read and understood as far as it goes. */
export const workflowReportSchema = z.strictObject({
  /** sha256 of the API-format workflow that is sent. */
  id: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string(),
  format: z.enum(['api', 'ui', 'png', 'webp']),
  nodeCount: z.int(),
  /** What could not be taken over from a UI-format file, a sentence each; empty when all was. */
  conversion: z.array(z.string()),
  /** Sockets found without doubt, ready to be put on the box. */
  exposed: z.record(z.string(), exposedSchema),
  /** Node that gives the picture; null when the user has to choose. */
  output: z.string().nullable(),
  /** Questions to the user: roles with more than one candidate. `node` and `input` of each. */
  questions: z.array(
    z.strictObject({
      role: z.string(),
      message: z.string(),
      candidates: z.array(z.strictObject({ node: z.string(), input: z.string(), title: z.string() })),
    }),
  ),
  /** All inputs that can still be exposed. */
  free: z.array(z.strictObject({ node: z.string(), input: z.string(), title: z.string(), socket: exposedSchema })),
  /** Sentences to be read before the first run: no picture goes in, a model is missing, ... */
  warnings: z.array(z.string()),
  /** Classes that are not part of ComfyUI itself; nothing is sent until they are confirmed. */
  customClasses: z.array(z.string()),
  confirmed: z.boolean(),
});
export type WorkflowReport = z.infer<typeof workflowReportSchema>;

const byHash = z.strictObject({ id: z.string().regex(/^[0-9a-f]{64}$/) });

/**
 * POST multipart: one file (JSON, PNG or WebP), and in the field `previous`, as JSON, the sockets that stand on the box for
 * the workflow before this one. Optional query `server`. Stores a workflow. Answers workflowReportSchema.
 */
export const WORKFLOW_UPLOAD_URL = '/api/workflows';
/** What a box had: sockets that are still there in the new workflow keep their names, and nobody is asked for them again. */
export const previousSocketsSchema = z.strictObject({
  workflow: byHash.shape.id,
  sockets: z.record(z.string().min(1).max(120), exposedSchema.pick({ role: true, targets: true }).strict()),
});
export type PreviousSockets = z.infer<typeof previousSocketsSchema>;
export const readWorkflow = endpoint({
  method: 'GET',
  url: '/api/workflows/:id',
  summary: 'What is known of a stored workflow.',
  params: byHash,
  query: z.strictObject({ server: z.string().max(60).default('') }),
  body: empty,
  reply: workflowReportSchema,
  errors: ['WORKFLOW_NOT_FOUND'],
});
export const confirmWorkflow = endpoint({
  method: 'POST',
  url: '/api/workflows/:id/confirm',
  summary: 'The user agrees to send this workflow with its custom classes.',
  params: byHash,
  query: empty,
  body: empty,
  reply: workflowReportSchema,
  errors: ['WORKFLOW_NOT_FOUND'],
});

/** POST multipart, one PNG: reads the graph that a still carries and saves it as a new graph. Answers this. */
export const STILL_IMPORT_URL = '/api/graphs/from-still';
export const stillImportReply = z.strictObject({
  graph: graphSchema,
  /** Frame that the still was. */
  frame: z.int(),
  /** Id of the production here whose still it is; null when it is of another place. */
  production: z.string().nullable(),
});
