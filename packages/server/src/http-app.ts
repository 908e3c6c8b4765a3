import { EpochError } from '@epoch/graph-runtime/model';
import multipart from '@fastify/multipart';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { installErrors } from './errors.ts';
import { type GuardPolicy, judge } from './guard.ts';
import { registerAppRoutes } from './routes/app.route.ts';
import { registerAssetRoutes } from './routes/assets.route.ts';
import { registerDocsRoutes } from './routes/docs.route.ts';
import { registerEditorRoutes } from './routes/editor.route.ts';
import { registerEngineRoutes } from './routes/engines.route.ts';
import { registerFrameRoutes } from './routes/frames.route.ts';
import { registerGraphRoutes } from './routes/graphs.route.ts';
import { registerProductionRoutes } from './routes/productions.route.ts';
import type { RouteServices } from './routes/services.ts';
import { registerStillImportRoutes } from './routes/still-import.route.ts';
import { registerTakeRoutes } from './routes/takes.route.ts';
import { registerTeleportRoutes } from './routes/teleport.route.ts';
import { registerTemplateRoutes } from './routes/templates.route.ts';
import { MULTIPART_LIMITS } from './routes/upload.ts';
import { registerWorkflowRoutes } from './routes/workflows.route.ts';
import { installSecurityHeaders } from './security-headers.ts';
import { VERSION } from './version.ts';

/** Graph documents are the largest bodies. @unit bytes */
const BODY_LIMIT_BYTES = 16 * 1024 * 1024;
/** Of the request itself; an answer may take longer. */
const REQUEST_TIMEOUT_MS = 120_000;

interface HttpOptions {
  readonly policy: GuardPolicy;
  readonly editorFolder: string;
  readonly services: RouteServices;
}

/** The HTTP side: the guard before everything, one error shape behind everything, the routes between. */
export async function createHttp({ policy, editorFolder, services }: HttpOptions): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    trustProxy: false,
    forceCloseConnections: true,
    logger: { level: process.env.EPOCH_LOG ?? 'error', stream: process.stderr },
    routerOptions: { maxParamLength: 200 },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  installErrors(app);
  takeJsonOnly(app);
  installSecurityHeaders(app);
  app.addHook('onRequest', async (request) => {
    const refusal = judge(request.raw, policy);
    if (refusal !== null) throw new EpochError('FORBIDDEN', refusal);
  });

  await app.register(multipart, { limits: MULTIPART_LIMITS });
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'EpochStreamer', version: VERSION } },
    transform: jsonSchemaTransform,
  });

  await app.register(async (scope) => {
    registerAppRoutes(scope, services);
    registerGraphRoutes(scope, services);
    registerTemplateRoutes(scope, services);
    registerProductionRoutes(scope, services);
    registerFrameRoutes(scope, services);
    registerTeleportRoutes(scope, services);
    registerTakeRoutes(scope, services);
    registerAssetRoutes(scope, services);
    registerEngineRoutes(scope, services);
    registerWorkflowRoutes(scope, services);
    registerStillImportRoutes(scope, services);
  });
  await registerDocsRoutes(app);
  await registerEditorRoutes(app, editorFolder, policy);
  return app;
}

/** JSON bodies only; an empty one counts as none. Keys that could reach prototypes are refused by the parser. */
function takeJsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) return done(null, undefined);
    return parse(request, body.toString(), done);
  });
}
