import { createReadStream } from 'node:fs';
import { EpochError } from '@epoch/graph-runtime/model';
import { http } from '@epoch/graph-runtime/protocol';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { mount } from './mount.ts';
import { widthQuery } from './pictures.ts';
import type { RouteServices } from './services.ts';
import { readUpload } from './upload.ts';

const nameParams = z.strictObject({ name: z.string().min(1).max(200) });

export function registerAssetRoutes(app: FastifyInstance, { assets, thumbnails, hub }: RouteServices): void {
  mount(app, http.listAssets, async () => ({ assets: [...(await assets.list())] }));

  app.route({
    method: 'POST',
    url: http.ASSET_UPLOAD_URL,
    schema: {
      summary: 'Stores a picture or a sound: multipart, one file.',
      tags: ['assets'],
      consumes: ['multipart/form-data'],
      response: { 200: http.assetReply },
    },
    handler: async (request) => {
      const { file } = await readUpload(request, []);
      if (file === null || file.bytes.length === 0) {
        throw new EpochError('REQUEST_INVALID', 'There is no file in this request.', { detail: { field: 'file' } });
      }
      const asset = await assets.add(file.name, file.bytes);
      hub.broadcast({ type: 'assets' });
      return { asset };
    },
  });

  app.route({
    method: 'GET',
    url: http.ASSET_URL,
    schema: {
      summary: 'The bytes of an asset, or a small JPEG of a picture.',
      tags: ['assets'],
      params: nameParams,
      querystring: widthQuery,
    },
    handler: async (request, reply) => {
      const { file, type, asset } = await assets.find(nameParams.parse(request.params).name);
      const { width } = widthQuery.parse(request.query);
      reply
        .header('cache-control', 'private, no-cache')
        .header('content-security-policy', "default-src 'none'; sandbox");
      if (width === undefined || type.kind !== 'image') return reply.type(type.mediaType).send(createReadStream(file));
      return reply.type('image/jpeg').send(await thumbnails.of(`${file} ${asset.bytes}`, file, width));
    },
  });
}
