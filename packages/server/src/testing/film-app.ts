import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphDocument } from '@epoch/graph-runtime/model';
import type { Production } from '@epoch/graph-runtime/protocol';
import { type FakeApp, fakeApp } from './fake-app.ts';
import { loopGraph } from './fake-kit.ts';
import { waitFor } from './film-helper.ts';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** A server over small nodes, and what tests of films ask of it over HTTP. */
export async function filmApp() {
  const app: FakeApp = await fakeApp();

  async function call(method: Method, url: string, payload?: object) {
    const answer = await app.http.inject({ method, url, ...(payload === undefined ? {} : { payload }) });
    return { status: answer.statusCode, ...answer.json() };
  }

  async function settled(id: string): Promise<Production> {
    await waitFor(() => ['finished', 'failed', 'stopped'].includes(app.productions.get(id).state));
    return app.productions.get(id);
  }

  return {
    app,
    call,
    settled,
    read: (id: string): Production => app.productions.get(id),
    /** A finished film of the graph. */
    async film(document: GraphDocument = loopGraph({ frames: 60 })): Promise<Production> {
      const { graph } = await call('POST', '/api/graphs', { document });
      const { production } = await call('POST', '/api/productions', { graphId: graph.id, start: true });
      return settled(production.id);
    },
    take: (id: string, frame: number, more: object = {}) =>
      call('POST', `/api/productions/${id}/takes`, { frame, start: false, ...more }),
    async finish(id: string): Promise<Production> {
      await call('POST', `/api/productions/${id}/resume`);
      return settled(id);
    },
    /** Draws frames one by one until `count` exist. */
    async stepTo(id: string, count: number): Promise<void> {
      for (let done = app.productions.get(id).framesDone; done < count; done += 1) {
        await call('POST', `/api/productions/${id}/step`);
        await waitFor(() => app.productions.get(id).framesDone > done);
      }
    },
    /** Name and sha256 of every still. */
    stills(id: string): readonly string[] {
      const folder = join(app.folder, id, 'stills');
      const hash = (name: string) =>
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex');
      return readdirSync(folder)
        .sort()
        .map((name) => `${name} ${hash(name)}`);
    },
    /** Things in the making beside the productions. */
    hidden: () => readdirSync(app.folder).filter((name) => name.startsWith('.')),
  };
}

export type FilmApp = Awaited<ReturnType<typeof filmApp>>;
