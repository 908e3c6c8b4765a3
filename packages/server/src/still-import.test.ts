import { readFileSync } from 'node:fs';
import { asciiJson, insertPngChunks, pngTextChunk, readPngText } from '@epoch/nodes/stills';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeApp, fakeApp } from './testing/fake-app.ts';
import { loopGraph } from './testing/fake-kit.ts';
import { multipart } from './testing/multipart.ts';
import { solidPng } from './testing/solid-png.ts';

let app: FakeApp;
beforeAll(async () => {
  app = await fakeApp();
});
afterAll(() => app.end());

async function bring(bytes: Uint8Array, name = 'still.png') {
  const upload = multipart({}, { name, bytes });
  const answer = await app.http.inject({ method: 'POST', url: '/api/graphs/from-still', ...upload });
  return { status: answer.statusCode, body: answer.json() };
}

async function film(graphId: string, name: string): Promise<string> {
  const payload = { graphId, name, start: true, settings: { frames: 6 } };
  const { production } = (await app.http.inject({ method: 'POST', url: '/api/productions', payload })).json();
  await expect.poll(() => app.productions.get(production.id).state, { timeout: 30_000 }).toBe('finished');
  return production.id;
}

async function still(production: string, frame: number): Promise<Buffer> {
  return readFileSync((await app.productions.still(production, frame)).file);
}

test('[SI1] a still gives its graph as a new one, and the same film comes out of it', async () => {
  const document = { ...loopGraph({ seed: null }), name: 'A loop' };
  const original = await app.graphs.create({ document });
  const first = await film(original.id, 'Morning');
  const { status, body } = await bring(await still(first, 4));
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body).toMatchObject({ frame: 4, production: first, graph: { name: 'Morning, frame 4', revision: 0 } });
  expect(body.graph.id).not.toBe(original.id);
  expect(body.graph.nodes).toEqual(original.nodes);
  expect(body.graph.settings.seed).toEqual(expect.any(Number));
  expect(await app.graphs.read(original.id)).toEqual(original);
  expect(app.settings.get().lastGraphId).toBe(body.graph.id);
  const second = await film(body.graph.id, 'Evening');
  for (const frame of [0, 5]) {
    const [a, b] = await Promise.all(
      [first, second].map(async (id) => app.kit.pictures.decode(await still(id, frame))),
    );
    expect(Buffer.from(b?.data ?? []).equals(Buffer.from(a?.data ?? [1]))).toBe(true);
  }
});

test('[SI1] a still of another place is named after its graph', async () => {
  const document = { ...loopGraph(), name: 'Elsewhere' };
  const { id } = await app.graphs.create({ document });
  const bytes = await still(await film(id, 'Noon'), 2);
  const elsewhere = await fakeApp();
  const upload = multipart({}, { name: 'still.png', bytes });
  const answer = await elsewhere.http.inject({ method: 'POST', url: '/api/graphs/from-still', ...upload });
  expect(answer.json()).toMatchObject({ frame: 2, production: null, graph: { name: 'Elsewhere, frame 2' } });
  await elsewhere.end();
  const changed = insertPngChunks(bytes, [pngTextChunk('Comment', 'mine', { packed: false })]);
  expect((await bring(changed)).body).toMatchObject({ production: null, graph: { name: 'Elsewhere, frame 2' } });
});

const withText = async (key: string, text: string) =>
  insertPngChunks(await solidPng(8, 8, 90), [pngTextChunk(key, text, { packed: false })]);

test('[SI2] what carries no graph of ours is refused in a sentence, and nothing on the disk changes', async () => {
  const { id } = await app.graphs.create({ document: loopGraph() });
  const good = await still(await film(id, 'Dusk'), 1);
  const texts = readPngText(good);
  const newer = JSON.stringify({ ...JSON.parse(texts.get('epochstreamer-graph') ?? ''), schemaVersion: 99 });
  const made = pngTextChunk('epochstreamer', texts.get('epochstreamer') ?? '', { packed: false });
  const later = pngTextChunk('epochstreamer-graph', asciiJson(newer), { packed: false });
  const before = app.diskMark();
  const refusals: [Uint8Array, string, RegExp][] = [
    [await withText('prompt', '{"3":{}}'), 'GRAPH_INVALID', /"still\.png" carries a workflow of ComfyUI.*Drop it on/],
    [await withText('workflow', '{}'), 'GRAPH_INVALID', /Drop it on a ComfyUI workflow box/],
    [await solidPng(8, 8, 90), 'GRAPH_INVALID', /carries no graph.*Use it as a picture/],
    [await withText('epochstreamer', 'half {'), 'GRAPH_INVALID', /./],
    [insertPngChunks(await solidPng(8, 8, 9), [made, later]), 'GRAPH_TOO_NEW', /./],
    [Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2]), 'MEDIA_TYPE', /is no PNG file/],
    [Buffer.alloc(0), 'REQUEST_INVALID', /no file/],
  ];
  for (const [bytes, code, words] of refusals) {
    const { status, body } = await bring(bytes);
    expect(status, code).toBeGreaterThanOrEqual(400);
    expect(body.error.code).toBe(code);
    expect(body.error.message).toMatch(words);
  }
  expect(app.diskMark()).toBe(before);
});
