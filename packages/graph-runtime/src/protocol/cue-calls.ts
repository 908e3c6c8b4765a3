import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { cueFitSchema, cueKeySchema, cueSchema, empty, idSchema } from './shapes.ts';

const none = empty;
const cueParams = z.strictObject({ productionId: idSchema, cueId: idSchema });

/** The most that cues can be asked for. @unit frames */
export const MOST_DISSOLVE_FRAMES = 10_000;
export const MOST_CUE_FRAME = 10_000_000;

/**
 * POST multipart: fields node, frame (optional), dissolveFrames (optional), fit (cover, contain or stretch; without it the node's own), key
 * (optional: a letter or digit), hold (optional: 'true' waits to be fired), and asset (a stored name) or a file `image`.
 */
export const TELEPORT_URL = '/api/productions/:productionId/cues/teleport';
export const teleportReply = z.strictObject({
  cue: cueSchema,
  /** The frame that takes it, as things stand: the frames that have begun are finished first. null while it is held. */
  actsAt: z.int().nullable(),
});

export const cancelCue = endpoint({
  method: 'DELETE',
  url: '/api/productions/:productionId/cues/:cueId',
  summary: 'Takes a cue back that no frame has taken yet.',
  params: cueParams,
  query: none,
  body: none,
  reply: empty,
  errors: ['CUE_NOT_FOUND', 'PRODUCTION_NOT_FOUND'],
});
/** `state: 'armed'` fires a held cue: at its frame when it has one, else at the next that begins. */
export const patchCue = endpoint({
  method: 'PATCH',
  url: '/api/productions/:productionId/cues/:cueId',
  summary: 'Changes, fires or holds a cue that no frame has taken yet.',
  params: cueParams,
  query: none,
  body: z.strictObject({
    frame: z.int().min(0).max(MOST_CUE_FRAME).nullable().optional(),
    dissolveFrames: z.int().min(0).max(MOST_DISSOLVE_FRAMES).optional(),
    fit: cueFitSchema.nullable().optional(),
    key: cueKeySchema.nullable().optional(),
    state: z.enum(['held', 'armed']).optional(),
  }),
  reply: teleportReply,
  errors: ['CUE_NOT_FOUND', 'CUE_DONE', 'PRODUCTION_NOT_FOUND', 'REQUEST_INVALID'],
});
/** Cues that are not named keep their places behind those that are. */
export const orderCues = endpoint({
  method: 'POST',
  url: '/api/productions/:productionId/cues/order',
  summary: 'Puts cues that no frame has taken yet into another order.',
  params: z.strictObject({ productionId: idSchema }),
  query: none,
  body: z.strictObject({ ids: z.array(idSchema).min(1).max(1000) }),
  reply: z.strictObject({ cues: z.array(cueSchema) }),
  errors: ['CUE_NOT_FOUND', 'CUE_DONE', 'PRODUCTION_NOT_FOUND', 'REQUEST_INVALID'],
});
