import { EpochError } from '@epoch/graph-runtime/model';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { engineGraph } from './testing/engine-film.ts';
import { type FilmApp, filmApp } from './testing/film-app.ts';
import { waitFor } from './testing/film-helper.ts';

let site: FilmApp;
beforeEach(async () => {
  site = await filmApp();
});
afterEach(() => site.app.end());

test.each(['added', 'changed', 'brought back'])(
  '[IS12] a film that waits tries again when a server is %s',
  async (how) => {
    const server = { name: 'Studio', kind: 'comfyui', url: 'http://127.0.0.1:9' };
    const { id } = await site.call('POST', '/api/engines', server);
    if (how === 'brought back') await site.call('DELETE', `/api/engines/${id}`);
    let isAway = true;
    site.app.kit.fake.engine = async () => {
      // So late that nothing but the change can be what it goes on for.
      if (isAway) throw new EpochError('ENGINE_AWAY', 'Nothing answers.', { detail: { retryAfterMs: 600_000 } });
    };
    const { graph } = await site.call('POST', '/api/graphs', { document: engineGraph({ frames: 3 }) });
    const { production } = await site.call('POST', '/api/productions', { graphId: graph.id, start: true });
    await waitFor(() => site.read(production.id).retryAt !== null);
    isAway = false;
    if (how === 'added') await site.call('POST', '/api/engines', { ...server, name: 'Attic' });
    if (how === 'changed') await site.call('PATCH', `/api/engines/${id}`, { url: 'http://127.0.0.1:10' });
    if (how === 'brought back') await site.call('POST', `/api/engines/${id}/restore`);
    expect(await site.settled(production.id)).toMatchObject({ state: 'finished', framesDone: 3 });
  },
);
