import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { empty, graphSchema, graphSummarySchema, idSchema, patchSchema, templateSummarySchema } from './shapes.ts';

const none = empty;
const graphParams = z.strictObject({ graphId: idSchema });

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
