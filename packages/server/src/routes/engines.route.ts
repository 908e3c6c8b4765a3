import { http } from '@epoch/graph-runtime/protocol';
import type { FastifyInstance } from 'fastify';
import { mount } from './mount.ts';
import type { RouteServices } from './services.ts';

export function registerEngineRoutes(app: FastifyInstance, { engines, engineDesk, productions }: RouteServices): void {
  mount(app, http.listEngines, () => ({ servers: [...engines.list()] }));
  mount(app, http.createEngine, ({ body }) => thenTryAgain(engines.create(body)));
  mount(app, http.patchEngine, ({ params, body }) => thenTryAgain(engines.patch(params.id, body)));
  mount(app, http.deleteEngine, async ({ params }) => {
    await engines.remove(params.id);
    return {};
  });
  mount(app, http.restoreEngine, ({ params }) => thenTryAgain(engines.restore(params.id)));
  mount(app, http.testEngine, ({ body }) => engineDesk.test(body));
  mount(app, http.readEngineLists, async ({ query }) => {
    const { server, message, lists } = await engineDesk.lists(query.kind, query.server, query.refresh === 'true');
    return {
      server,
      message,
      lists: Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, [...list]])),
    };
  });

  async function thenTryAgain<T>(change: Promise<T>): Promise<T> {
    const changed = await change;
    productions.enginesChanged();
    return changed;
  }
}
