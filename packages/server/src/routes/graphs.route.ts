import { http } from '@epoch/graph-runtime/protocol';
import type { FastifyInstance } from 'fastify';
import { mount } from './mount.ts';
import type { RouteServices } from './services.ts';

export function registerGraphRoutes(app: FastifyInstance, services: RouteServices): void {
  const { graphs, templates, productions, settings, hub } = services;

  mount(app, http.listGraphs, async () => ({ graphs: [...(await graphs.list())] }));
  mount(app, http.readGraph, async ({ params }) => ({ graph: await graphs.read(params.graphId) }));
  mount(app, http.createGraph, async ({ body: { name, templateId, document } }) => {
    const from = templateId === undefined ? document : await templates.read(templateId);
    const graph = await graphs.create({ name, document: from });
    await settings.change({ lastGraphId: graph.id });
    hub.broadcast({ type: 'graph', graphId: graph.id, revision: graph.revision, editor: null });
    return { graph };
  });
  mount(app, http.patchGraph, async ({ params, body }) => {
    const graph = await graphs.patch(params.graphId, body.baseRevision, body.patches);
    productions.graphChanged(graph);
    hub.broadcast({ type: 'graph', graphId: graph.id, revision: graph.revision, editor: body.editor ?? null });
    return { revision: graph.revision };
  });
  mount(app, http.deleteGraph, async ({ params }) => {
    const trashId = await graphs.remove(params.graphId);
    if (settings.get().lastGraphId === params.graphId) await settings.change({ lastGraphId: null });
    return { trashId };
  });
  mount(app, http.restoreGraph, async ({ params }) => ({ graph: await graphs.restore(params.trashId) }));
}
