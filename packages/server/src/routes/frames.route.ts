import { createReadStream } from 'node:fs';
import { http } from '@epoch/graph-runtime/protocol';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { widthQuery } from './pictures.ts';
import type { RouteServices } from './services.ts';

const frameParams = z.strictObject({
  productionId: http.readProduction.params.shape.productionId,
  frame: z.coerce.number().int().min(0).max(10_000_000),
});

/** A committed frame never changes its pixels, so browsers may keep it for good. */
const FOR_GOOD = 'private, max-age=31536000, immutable';

export function registerFrameRoutes(app: FastifyInstance, { productions, thumbnails }: RouteServices): void {
  app.route({
    method: 'GET',
    url: http.FRAME_IMAGE_URL,
    schema: {
      summary: 'One committed frame: the PNG itself, or a JPEG of the given width.',
      tags: ['productions'],
      params: frameParams,
      querystring: widthQuery,
    },
    handler: async (request, reply) => {
      const { productionId, frame } = frameParams.parse(request.params);
      const { width } = widthQuery.parse(request.query);
      const { file, sha256 } = await productions.still(productionId, frame);
      const etag = `"${sha256.slice(0, 32)}${width === undefined ? '' : `-${width}`}"`;
      reply.header('etag', etag).header('cache-control', FOR_GOOD);
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      if (width === undefined) return reply.type('image/png').send(createReadStream(file));
      return reply.type('image/jpeg').send(await thumbnails.of(sha256, file, width));
    },
  });
}
