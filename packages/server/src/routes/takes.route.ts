import { http } from '@epoch/graph-runtime/protocol';
import type { FastifyInstance } from 'fastify';
import { graphInvalid } from '../storage/graph-invalid.ts';
import { mount } from './mount.ts';
import type { RouteServices } from './services.ts';

/** Takes, the one that counts, the trash of productions, and trials. */
export function registerTakeRoutes(app: FastifyInstance, services: RouteServices): void {
  const { productions, graphs, settings, hub, choicesOf } = services;

  mount(app, http.createTake, async ({ params, body }) => {
    const { production, graph } = await productions.createTake(params.productionId, body);
    hub.broadcast({ type: 'graph', graphId: graph.id, revision: graph.revision, editor: null });
    if (body.start) await settings.change({ lastProductionId: production.id, lastGraphId: graph.id });
    return { production, graph };
  });
  mount(app, http.promoteTake, async ({ params }) => ({ production: await productions.promote(params.productionId) }));
  mount(app, http.deleteProduction, async ({ params }) => {
    await productions.remove(params.productionId);
    if (settings.get().lastProductionId === params.productionId) await settings.change({ lastProductionId: null });
    return {};
  });
  mount(app, http.restoreProduction, async ({ params }) => ({
    production: await productions.restore(params.productionId),
  }));
  mount(app, http.tryGraph, async ({ params, body, gone }) => {
    const document = await graphs.read(params.graphId);
    const missing = await choicesOf(document);
    if (missing.length > 0) throw graphInvalid(missing);
    const trial = await productions.tryGraph(document, body.seconds, gone());
    return { ...trial, nodes: [...trial.nodes] };
  });
}
