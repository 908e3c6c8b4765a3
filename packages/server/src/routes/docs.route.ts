import type { FastifyInstance } from 'fastify';

/** The description of all calls: for programs as OpenAPI, for people as pages. */
export async function registerDocsRoutes(app: FastifyInstance): Promise<void> {
  app.get('/api/openapi.json', { schema: { hide: true } }, async (_request, reply) => reply.send(app.swagger()));
  const { default: swaggerUi } = await import('@fastify/swagger-ui');
  const css = [{ filename: 'epochstreamer.css', content: '.swagger-ui .topbar { display: none }' }];
  await app.register(swaggerUi, { routePrefix: '/api/docs', theme: { title: 'EpochStreamer API', css } });
}
