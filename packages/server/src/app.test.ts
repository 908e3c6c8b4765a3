import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeApp, fakeApp } from './testing/fake-app.ts';
import { loopGraph } from './testing/fake-kit.ts';
import { FAKE_NODES } from './testing/fake-nodes.ts';
import { multipart } from './testing/multipart.ts';
import { solidPng } from './testing/solid-png.ts';

let app: FakeApp;
beforeAll(async () => {
  app = await fakeApp();
});
afterAll(() => app.end());

const get = (url: string, headers: Record<string, string> = {}) => app.http.inject({ method: 'GET', url, headers });
const post = (url: string, body?: object) =>
  app.http.inject({ method: 'POST', url, ...(body === undefined ? {} : { payload: body }) });

async function settled(id: string): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    const { production } = (await get(`/api/productions/${id}`)).json();
    if (production.state === 'finished') return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('the production did not finish');
}

test('[RT1] health, catalogue and settings answer', async () => {
  expect((await get('/api/health')).json()).toMatchObject({ status: 'ok', workers: 1 });
  expect((await get('/api/catalogue')).json().cards).toHaveLength(FAKE_NODES.length);
  const changed = await app.http.inject({ method: 'PATCH', url: '/api/settings', payload: { theme: 'light' } });
  expect(changed.json()).toMatchObject({ theme: 'light', previews: true });
  expect((await get('/api/settings')).json().theme).toBe('light');
});

test('[RT2] a graph is made, read, edited, conflicts, is deleted and comes back', async () => {
  const { graph } = (await post('/api/graphs', { templateId: 'first-light', name: 'Mine' })).json();
  expect(graph).toMatchObject({ name: 'Mine', revision: 0 });
  const url = `/api/graphs/${graph.id}`;
  const patches = [{ op: 'replace', path: ['nodes', 'painter', 'position', 'x'], value: 500 }];
  const edit = (baseRevision: number) => app.http.inject({ method: 'PATCH', url, payload: { baseRevision, patches } });
  expect((await edit(0)).json()).toEqual({ revision: 1 });
  const stale = await edit(0);
  expect(stale.statusCode).toBe(409);
  expect(stale.json().error).toMatchObject({ code: 'REVISION_CONFLICT', detail: { revision: 1 } });
  expect((await get(url)).json().graph.nodes.painter.position.x).toBe(500);
  expect((await get('/api/graphs')).json().graphs).toMatchObject([{ id: graph.id, revision: 1, nodeCount: 5 }]);
  const { trashId } = (await app.http.inject({ method: 'DELETE', url })).json();
  expect((await get(url)).statusCode).toBe(404);
  expect((await post(`/api/trash/${trashId}/restore`)).json().graph.id).toBe(graph.id);
  expect((await get(url)).statusCode).toBe(200);
});

test('[RT3] a production runs, its frames are listed and served, and nothing overwrites it', async () => {
  const { graph } = (await post('/api/graphs', { document: loopGraph() })).json();
  const made = (await post('/api/productions', { graphId: graph.id, start: true })).json().production;
  expect(made.framesTotal).toBe(20);
  await settled(made.id);
  const listed = (await get(`/api/productions/${made.id}/frames?from=18`)).json();
  expect(listed).toMatchObject({ total: 20, frames: [{ frame: 18 }, { frame: 19 }] });
  const image = await get(`/api/productions/${made.id}/frames/3`);
  expect(image.headers['content-type']).toBe('image/png');
  expect(image.rawPayload.subarray(1, 4).toString()).toBe('PNG');
  const etag = String(image.headers.etag);
  expect((await get(`/api/productions/${made.id}/frames/3`, { 'if-none-match': etag })).statusCode).toBe(304);
  const small = await get(`/api/productions/${made.id}/frames/3?width=64`);
  expect(small.headers['content-type']).toBe('image/jpeg');
  const again = (await post('/api/productions', { graphId: graph.id, start: false })).json().production;
  expect(again.id).not.toBe(made.id);
  expect((await get('/api/productions')).json().productions.map(({ id }: { id: string }) => id)).toContain(made.id);
  const refused = await post(`/api/productions/${made.id}/resume`);
  expect(refused.json().error).toMatchObject({ code: 'PRODUCTION_BUSY' });
});

test('[RT4] a template is saved with the picture of its last frame, and removed', async () => {
  const { graphs } = (await get('/api/graphs')).json();
  const graphId = graphs.find(({ name }: { name: string }) => name === 'Test film').id;
  const saved = (await post('/api/templates', { graphId, name: 'My loop', description: 'Mine.' })).json().template;
  expect(saved).toMatchObject({ name: 'My loop', builtIn: false, thumbnail: `/api/templates/${saved.id}/thumbnail` });
  expect((await get(saved.thumbnail)).headers['content-type']).toBe('image/jpeg');
  expect((await get('/api/templates')).json().templates.map(({ id }: { id: string }) => id)).toEqual([
    'first-light',
    saved.id,
  ]);
  expect((await app.http.inject({ method: 'DELETE', url: `/api/templates/${saved.id}` })).statusCode).toBe(200);
  expect((await app.http.inject({ method: 'DELETE', url: '/api/templates/first-light' })).statusCode).toBe(403);
});

test('[RT5] assets are listed, uploaded under a free name, and served by what they are', async () => {
  const upload = async (name: string) =>
    app.http.inject({
      method: 'POST',
      url: '/api/assets',
      ...multipart({}, { name, bytes: await solidPng(20, 10, 9) }),
    });
  expect((await upload('../../My ship.JPG')).json().asset).toMatchObject({
    name: 'My ship.png',
    width: 20,
    height: 10,
  });
  expect((await upload('My ship.png')).json().asset.name).toBe('My ship-2.png');
  const { assets } = (await get('/api/assets')).json();
  expect(assets.map(({ name }: { name: string }) => name)).toEqual(['My ship-2.png', 'My ship.png', 'ship.png']);
  const served = await get('/api/assets/My%20ship.png');
  expect(served.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' });
  expect((await get('/api/assets/ship.png?width=16')).headers['content-type']).toBe('image/jpeg');
});

test('[RT6] a teleport is armed, listed with its picture, and taken back', async () => {
  const { graphs } = (await get('/api/graphs')).json();
  const made = (await post('/api/productions', { graphId: graphs[0].id, start: false })).json().production;
  const url = `/api/productions/${made.id}/cues/teleport`;
  const fields = { node: 'painter', frame: '5', dissolveFrames: '3' };
  const file = { name: 'sun.png', bytes: await solidPng(32, 18, 77) };
  const armed = (await app.http.inject({ method: 'POST', url, ...multipart(fields, file) })).json().cue;
  expect(armed).toMatchObject({ node: 'painter', frame: 5, dissolveFrames: 3, state: 'armed' });
  const byName = await app.http.inject({ method: 'POST', url, ...multipart({ node: 'painter', asset: 'ship.png' }) });
  expect(byName.json().cue.frame).toBeNull();
  expect((await get(armed.image)).headers['content-type']).toBe('image/png');
  expect((await get(`/api/productions/${made.id}`)).json().cues).toHaveLength(2);
  const cancel = () => app.http.inject({ method: 'DELETE', url: `/api/productions/${made.id}/cues/${armed.id}` });
  expect((await cancel()).statusCode).toBe(200);
  expect((await cancel()).json().error.code).toBe('CUE_NOT_FOUND');
});

test('[RT7] the API describes itself, and the page says when the editor is not built', async () => {
  const openapi = (await get('/api/openapi.json')).json();
  expect(openapi.paths['/api/graphs/{graphId}'].patch.requestBody).toBeDefined();
  const docs = await get('/api/docs/');
  expect(docs.statusCode).toBe(200);
  expect(docs.body).not.toMatch(/<script>(?!<)/);
  expect((await get('/')).body).toMatch(/editor is not built/);
  const missing = await get('/api/nothing');
  expect(missing.statusCode).toBe(404);
  expect(missing.json().error.code).toBe('NOT_FOUND');
});
