import { readFile } from 'node:fs/promises';
import { http } from '@epoch/graph-runtime/protocol';
import type { FastifyInstance } from 'fastify';
import { sha256Of } from '../storage/durable.ts';
import { kindOf } from '../storage/magic.ts';
import { mount } from './mount.ts';
import type { RouteServices } from './services.ts';

/** @unit px */
const THUMBNAIL_WIDTH = 480;

export function registerTemplateRoutes(app: FastifyInstance, services: RouteServices): void {
  const { templates, graphs, productions, pictures, hub } = services;

  mount(app, http.listTemplates, async () => ({ templates: [...(await templates.list())] }));
  mount(app, http.saveTemplate, async ({ body: { graphId, name, description } }) => {
    const document = await graphs.read(graphId);
    const template = await templates.save(document, { name, description }, await pictureOf(graphId));
    hub.broadcast({ type: 'templates' });
    return { template };
  });
  mount(app, http.deleteTemplate, async ({ params }) => {
    await templates.remove(params.templateId);
    hub.broadcast({ type: 'templates' });
    return {};
  });

  app.route({
    method: 'GET',
    url: '/api/templates/:templateId/thumbnail',
    schema: { summary: "A template's picture.", tags: ['templates'], params: http.deleteTemplate.params },
    handler: async (request, reply) => {
      const { templateId } = http.deleteTemplate.params.parse(request.params);
      const bytes = await templates.thumbnail(templateId);
      const etag = `"${sha256Of(bytes).slice(0, 32)}"`;
      reply.header('etag', etag).header('cache-control', 'private, no-cache');
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      return reply.type(kindOf(bytes)?.mediaType ?? 'application/octet-stream').send(bytes);
    },
  });

  /** The last frame that the graph has made; null when it has made none, or when that cannot be read. */
  async function pictureOf(graphId: string): Promise<Uint8Array | null> {
    const still = await productions.lastStillOfGraph(graphId);
    if (still === null) return null;
    const raster = await pictures.decode(await readFile(still.file)).catch(() => null);
    if (raster === null) return null;
    return (await pictures.preview(raster, { maxWidth: THUMBNAIL_WIDTH, maxHeight: THUMBNAIL_WIDTH })).bytes;
  }
}
