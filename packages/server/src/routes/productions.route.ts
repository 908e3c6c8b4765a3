import { http } from '@epoch/graph-runtime/protocol';
import type { FastifyInstance } from 'fastify';
import { graphInvalid } from '../storage/graph-invalid.ts';
import { mount } from './mount.ts';
import type { RouteServices } from './services.ts';

export function registerProductionRoutes(app: FastifyInstance, services: RouteServices): void {
  const { productions, graphs, settings, choicesOf } = services;

  mount(app, http.listProductions, () => ({ productions: [...productions.list()] }));
  mount(app, http.createProduction, async ({ body: { graphId, name, start, settings: given } }) => {
    const document = await graphs.read(graphId);
    const missing = await choicesOf(document);
    if (missing.length > 0) throw graphInvalid(missing);
    const production = await productions.create({
      ...{ graphId, document, start },
      ...(name === undefined ? {} : { name }),
      ...(given === undefined ? {} : { settings: given }),
    });
    await settings.change({ lastProductionId: production.id, lastGraphId: graphId });
    return { production };
  });
  mount(app, http.readProduction, async ({ params }) => {
    const production = productions.get(params.productionId);
    const { id } = production;
    return { production, cues: [...(await productions.cues(id))], nextFrame: await productions.nextFrame(id) };
  });
  mount(app, http.commandProduction, async ({ params }) => {
    const production = await productions.command(params.productionId, params.command);
    if (params.command !== 'stop') await settings.change({ lastProductionId: production.id });
    return { production };
  });
  mount(app, http.listFrames, async ({ params, query }) => {
    const { frames, total } = await productions.frames(params.productionId, query.from, query.limit);
    return { frames: [...frames], total };
  });
  mount(app, http.frameHealth, async ({ params, query }) => {
    const { rows, total } = await productions.health(params.productionId, query.from, query.limit);
    return { rows: [...rows], total };
  });
  mount(app, http.patchCue, ({ params, body }) => productions.changeCue(params.productionId, params.cueId, body));
  mount(app, http.orderCues, async ({ params, body }) => ({
    cues: [...(await productions.orderCues(params.productionId, body.ids))],
  }));
  mount(app, http.cancelCue, async ({ params }) => {
    await productions.cancelCue(params.productionId, params.cueId);
    return {};
  });
}
