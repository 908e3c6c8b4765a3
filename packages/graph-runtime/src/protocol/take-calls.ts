import { z } from 'zod';
import { trialSchema } from '../model/index.ts';
import { endpoint } from './endpoint.ts';
import { empty, graphSchema, idSchema, productionSchema } from './shapes.ts';

const none = empty;
const productionParams = z.strictObject({ productionId: idSchema });

/**
 * Go on differently from a frame: a new production that shares frames 0 .. frame - 1, with a graph of its own. Teleports
 * that are planned come along. The parent is not touched; while `start` is true and it runs, it is stopped cleanly, as by any start.
 */
export const createTake = endpoint({
  method: 'POST',
  url: '/api/productions/:productionId/takes',
  summary: 'A new take: shares the frames before the given one and goes on from there with a graph of its own.',
  params: productionParams,
  query: none,
  body: z.strictObject({
    /** First frame that the take draws itself; at most the number of committed frames. */
    frame: z.int().min(0),
    name: z.string().min(1).max(120).optional(),
    start: z.boolean(),
    /** Teleports that the parent's frames from `frame` on have taken are planned at the same frames again. */
    repeatTeleports: z.boolean().optional(),
  }),
  reply: z.strictObject({ production: productionSchema, graph: graphSchema }),
  errors: ['PRODUCTION_NOT_FOUND', 'FRAME_NOT_FOUND', 'FRAME_DAMAGED', 'PRODUCTION_BUSY', 'DISK_FULL', 'GRAPH_INVALID'],
});
export const promoteTake = endpoint({
  method: 'POST',
  url: '/api/productions/:productionId/promote',
  summary: 'Marks a production as the one that counts among its takes.',
  params: productionParams,
  query: none,
  body: none,
  reply: z.strictObject({ production: productionSchema }),
  errors: ['PRODUCTION_NOT_FOUND', 'PRODUCTION_BUSY'],
});
/** Takes about as long as asked for; leaves nothing behind. */
export const tryGraph = endpoint({
  method: 'POST',
  url: '/api/graphs/:graphId/trial',
  summary:
    'Runs a graph for some seconds in a folder of its own, throws the frames away, and tells how long they took.',
  params: z.strictObject({ graphId: idSchema }),
  query: none,
  body: z.strictObject({ seconds: z.number().min(5).max(120) }),
  reply: trialSchema,
  errors: [
    ...(['GRAPH_NOT_FOUND', 'GRAPH_INVALID', 'PRODUCTION_BUSY', 'DISK_FULL'] as const),
    ...(['ENGINE_AWAY', 'NODE_FAILED', 'SERVICE_UNAVAILABLE'] as const),
  ],
});
