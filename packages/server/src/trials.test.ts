import { afterEach, beforeEach, expect, test } from 'vitest';
import { engineGraph } from './testing/engine-film.ts';
import { loopGraph } from './testing/fake-kit.ts';
import { type FilmApp, filmApp } from './testing/film-app.ts';

let site: FilmApp;
beforeEach(async () => {
  site = await filmApp();
});
afterEach(() => site.app.end());

test('[TY1] a trial over HTTP tells of the graph, and leaves no production and no folder', async () => {
  const { graph } = await site.call('POST', '/api/graphs', { document: loopGraph() });
  const trial = await site.call('POST', `/api/graphs/${graph.id}/trial`, { seconds: 5 });
  expect(trial).toMatchObject({ status: 200, width: 128, height: 72, engine: null });
  expect(trial.nodes.map(({ title }: { title: string }) => title)).toContain('Painter');
  expect([site.hidden(), (await site.call('GET', '/api/productions')).productions]).toEqual([[], []]);
  expect((await site.call('POST', `/api/graphs/${graph.id}/trial`, { seconds: 600 })).status).toBe(400);
  expect((await site.call('POST', '/api/graphs/nothing/trial', { seconds: 5 })).error.code).toBe('GRAPH_NOT_FOUND');
});

test('[TY6] a trial ends when whoever asked for it has gone, and another can begin', async () => {
  let drawn = 0;
  site.app.kit.fake.engine = async () => {
    drawn += 1;
    await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const { graph } = await site.call('POST', '/api/graphs', { document: engineGraph({ frames: null }) });
  const origin = await site.app.http.listen({ port: 0, host: '127.0.0.1' });
  const gone = new AbortController();
  const asked = fetch(`${origin}/api/graphs/${graph.id}/trial`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"seconds":120}',
    signal: gone.signal,
  });
  await expect.poll(() => drawn, { timeout: 20_000 }).toBeGreaterThan(0);
  gone.abort();
  await expect(asked).rejects.toThrow();
  await expect.poll(() => site.hidden(), { timeout: 20_000 }).toEqual([]);
  expect(await site.call('POST', `/api/graphs/${graph.id}/trial`, { seconds: 5 })).toMatchObject({ status: 200 });
});

test('[TY3] a trial is refused while a production is open, and one that is started ends the trial with what it has', async () => {
  let drawn = 0;
  site.app.kit.fake.engine = async () => {
    drawn += 1;
    await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const { graph } = await site.call('POST', '/api/graphs', { document: engineGraph({ frames: 5000 }) });
  const trial = site.call('POST', `/api/graphs/${graph.id}/trial`, { seconds: 120 });
  await expect.poll(() => drawn, { timeout: 20_000 }).toBeGreaterThan(3);
  const second = await site.call('POST', `/api/graphs/${graph.id}/trial`, { seconds: 5 });
  expect([second.status, second.error.code]).toEqual([409, 'PRODUCTION_BUSY']);
  const { production } = await site.call('POST', '/api/productions', { graphId: graph.id, start: true });
  const told = await trial;
  expect(told).toMatchObject({ status: 200, engine: 'engine' });
  expect(told.frames).toBeLessThan(200);
  const refused = await site.call('POST', `/api/graphs/${graph.id}/trial`, { seconds: 5 });
  expect(refused.error.message).toMatch(/A production is open/);
  await site.call('POST', `/api/productions/${production.id}/stop`);
  expect(site.hidden()).toEqual([]);
});
