import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { EpochError, type Raster } from '@epoch/graph-runtime/model';
import { http } from '@epoch/graph-runtime/protocol';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { CueRequest } from '../productions/cues.ts';
import { isId } from '../storage/names.ts';
import type { RouteServices } from './services.ts';
import { readUpload, type Upload, wholeNumber } from './upload.ts';

const FIELDS = ['node', 'frame', 'dissolveFrames', 'fit', 'key', 'hold', 'asset'] as const;
const params = z.strictObject({ productionId: http.readProduction.params.shape.productionId });

export function registerTeleportRoutes(app: FastifyInstance, services: RouteServices): void {
  const { productions, assets, pictures } = services;

  app.route({
    method: 'POST',
    url: http.TELEPORT_URL,
    schema: {
      summary:
        'Arms a teleport: multipart fields node, frame, dissolveFrames, fit, key, hold, and a picture or the name of an asset.',
      tags: ['productions'],
      params,
      consumes: ['multipart/form-data'],
      response: { 200: http.teleportReply },
    },
    handler: async (request) => {
      const { productionId } = params.parse(request.params);
      productions.get(productionId);
      const upload = await readUpload(request, FIELDS);
      const node = upload.fields.node ?? '';
      if (!isId(node)) throw wrong('node', 'The field "node" has to name the node that takes the picture.');
      const frame = wholeNumber(upload, 'frame', null, http.MOST_CUE_FRAME);
      const dissolveFrames = wholeNumber(upload, 'dissolveFrames', 0, http.MOST_DISSOLVE_FRAMES) ?? 0;
      const how = { ...mannerOf(upload), dissolveFrames };
      const image = await imageOf(upload);
      return productions.teleport(productionId, { node, frame, image, ...how });
    },
  });

  app.route({
    method: 'GET',
    url: '/api/productions/:productionId/cues/:cueId/image',
    schema: { summary: 'The picture of a cue.', tags: ['productions'], params: http.cancelCue.params },
    handler: async (request, reply) => {
      const { productionId, cueId } = http.cancelCue.params.parse(request.params);
      const file = await productions.cueImage(productionId, cueId);
      return reply
        .type('image/png')
        .header('cache-control', 'private, max-age=31536000, immutable')
        .send(createReadStream(file));
    },
  });

  async function imageOf({ file, fields }: Upload): Promise<Raster> {
    if (file !== null) return pictures.decode(file.bytes, { name: file.name.slice(0, 100) || 'The picture' });
    const name = fields.asset;
    if (name === undefined)
      throw wrong('image', 'Send a picture as the file "image", or the name of an asset as "asset".');
    const stored = await assets.find(name);
    if (stored.type.kind !== 'image')
      throw wrong('asset', `"${stored.asset.name}" is a sound; a teleport needs a picture.`);
    return pictures.decode(await readFile(stored.file), { name: stored.asset.name });
  }
}

/** What a browser's form leaves empty was not given. */
const mannerSchema = http.patchCue.body
  .pick({ fit: true, key: true })
  .extend({ hold: z.enum(['true', 'false']).optional() });

function mannerOf({ fields }: Upload): Pick<CueRequest, 'fit' | 'key' | 'isHeld'> {
  const given = Object.entries(fields).filter(([name, text]) => name in mannerSchema.shape && text !== '');
  const manner = mannerSchema.safeParse(Object.fromEntries(given));
  if (manner.success) {
    const { fit = null, key = null, hold } = manner.data;
    return { fit, key, isHeld: hold === 'true' };
  }
  const field = String(manner.error.issues[0]?.path[0] ?? '');
  const allowed: Readonly<Record<string, string>> = {
    fit: 'cover, contain or stretch',
    key: 'one capital letter or digit',
    hold: 'true or false',
  };
  throw wrong(field, `The field "${field}" takes ${allowed[field] ?? 'something else'}.`);
}

function wrong(field: string, message: string): EpochError {
  return new EpochError('REQUEST_INVALID', message, { detail: { field } });
}
