import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { type GuardPolicy, TOKEN_COOKIE, tokenInLink } from '../guard.ts';

const NOT_BUILT = `EpochStreamer is running, but its editor is not built yet.
Run "npm run build" in the project folder, then load this page again. The API is described at /api/docs.
`;
const FOR_GOOD = 'public, max-age=31536000, immutable';

/** The built editor at `/`. Files with a hash in their name may be kept for good, the page itself is asked for each time. */
export async function registerEditorRoutes(app: FastifyInstance, folder: string, policy: GuardPolicy): Promise<void> {
  app.addHook('onRequest', async (request, reply) => {
    const token = policy.token === null ? null : tokenInLink(request.url);
    if (token === null) return;
    reply.header('set-cookie', `${TOKEN_COOKIE}=${token}; HttpOnly; SameSite=Strict; Path=/`);
    return reply.redirect('/', 303);
  });
  await app.register(fastifyStatic, {
    root: folder,
    serve: existsSync(join(folder, 'index.html')),
    wildcard: true,
    decorateReply: false,
    cacheControl: false,
    setHeaders(reply, path) {
      reply.header('cache-control', /[\\/]assets[\\/]/.test(path) ? FOR_GOOD : 'no-cache');
    },
  });
  if (!existsSync(join(folder, 'index.html'))) {
    app.get('/', { schema: { hide: true } }, async (_request, reply) =>
      reply.type('text/plain; charset=utf-8').send(NOT_BUILT),
    );
  }
}
