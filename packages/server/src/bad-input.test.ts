import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GraphDocument } from '@epoch/graph-runtime/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeApp, fakeApp } from './testing/fake-app.ts';
import { loopGraph } from './testing/fake-kit.ts';
import { multipart } from './testing/multipart.ts';

let app: FakeApp;
let graphId: string;
beforeAll(async () => {
  app = await fakeApp();
  const made = await app.http.inject({ method: 'POST', url: '/api/graphs', payload: { document: loopGraph() } });
  graphId = made.json().graph.id;
  await app.http.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => app.end());

type Edit = (graph: GraphDocument) => unknown;
const node = (graph: GraphDocument, id: string) => graph.nodes[id] ?? {};
const withEdge = (graph: GraphDocument, from: [string, string], to: [string, string]) => ({
  ...graph,
  edges: { ...graph.edges, x: { id: 'x', from: { node: from[0], port: from[1] }, to: { node: to[0], port: to[1] } } },
});
const withNode = (graph: GraphDocument, id: string, change: object) => ({
  ...graph,
  nodes: { ...graph.nodes, [id]: { ...node(graph, id), ...change } },
});

const DOCUMENTS: readonly (readonly [
  what: string,
  edit: Edit,
  status: number,
  code: string,
  place: object,
  words: RegExp,
])[] = [
  [
    'an unknown node type',
    (g) => withNode(g, 'painter', { type: 'Unheard' }),
    422,
    'NODE_UNKNOWN',
    { node: 'painter' },
    /Unheard/,
  ],
  [
    'a node of a newer version',
    (g) => withNode(g, 'painter', { version: 9 }),
    422,
    'NODE_UNKNOWN',
    { node: 'painter' },
    /newer|update/i,
  ],
  [
    'a missing port',
    (g) => withEdge(g, ['painter', 'nothing'], ['output', 'image']),
    422,
    'GRAPH_INVALID',
    { edge: 'x' },
    /nothing/,
  ],
  [
    'a wire of the wrong type',
    (g) => withEdge(g, ['painter', 'image'], ['painter', 'strength']),
    422,
    'GRAPH_INVALID',
    { edge: 'x' },
    /\./,
  ],
  [
    'a cycle without a delay',
    (g) => withEdge(g, ['fragile', 'image'], ['painter', 'image']),
    422,
    'GRAPH_INVALID',
    {},
    /./,
  ],
  [
    'a param outside its limits',
    (g) => withNode(g, 'painter', { params: { strength: 7 } }),
    422,
    'PARAM_INVALID',
    { node: 'painter', param: 'strength' },
    /7/,
  ],
  [
    'a document of a newer program',
    (g) => ({ ...g, schemaVersion: 99 }),
    422,
    'GRAPH_TOO_NEW',
    { field: 'schemaVersion' },
    /Update/,
  ],
  ['a document that is no graph', () => ({ hello: 'world' }), 422, 'GRAPH_INVALID', { field: 'format' }, /format/],
  [
    'keys that could reach prototypes',
    (g) => ({ ...g, nodes: JSON.parse('{"constructor":{"prototype":{}}}') }),
    400,
    'REQUEST_INVALID',
    {},
    /./,
  ],
];

test.each(DOCUMENTS)(
  '[BI1] %s is refused with place and cure, and nothing is stored',
  async (_what, edit, status, code, place, words) => {
    const before = app.diskMark();
    const answer = await app.http.inject({
      method: 'POST',
      url: '/api/graphs',
      payload: { document: edit(loopGraph()) },
    });
    expect(answer.statusCode).toBe(status);
    expect(answer.json().error).toMatchObject({ code, detail: place });
    expect(answer.json().error.message).toMatch(words);
    expect(app.diskMark()).toBe(before);
    expect((await app.http.inject({ url: '/api/health' })).statusCode).toBe(200);
  },
);

test('[BI2] an edit that would bring such a problem is refused, one that leaves work unfinished is not', async () => {
  const url = `/api/graphs/${graphId}`;
  const patch = (patches: object[]) => app.http.inject({ method: 'PATCH', url, payload: { baseRevision: 0, patches } });
  const before = app.diskMark();
  const tooStrong = await patch([{ op: 'add', path: ['nodes', 'painter', 'params', 'strength'], value: -3 }]);
  expect(tooStrong.statusCode).toBe(422);
  expect(tooStrong.json().error.detail).toMatchObject({ node: 'painter', param: 'strength' });
  const outside = await patch([{ op: 'replace', path: ['revision'], value: 0 }]);
  expect(outside.json().error.code).toBe('GRAPH_INVALID');
  expect(app.diskMark()).toBe(before);
  expect((await patch([{ op: 'remove', path: ['edges', 'e3'] }])).json()).toEqual({ revision: 1 });
});

test('[BI3] __proto__ in a body, unknown fields, wrong types and other media types are refused', async () => {
  const before = app.diskMark();
  const send = (payload: string, type = 'application/json') =>
    app.http.inject({ method: 'POST', url: '/api/graphs', payload, headers: { 'content-type': type } });
  const polluted = await send('{"name":"x","__proto__":{"polluted":true}}');
  expect(polluted.statusCode).toBe(400);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  expect((await send('{"name":"x","colour":"red"}')).json().error).toMatchObject({ code: 'REQUEST_INVALID' });
  const wrongType = (await send('{"name":7}')).json().error;
  expect(wrongType).toMatchObject({ code: 'REQUEST_INVALID', detail: { place: 'body', field: 'name' } });
  expect((await send('{"name":')).json().error.code).toBe('REQUEST_INVALID');
  expect((await send('name=x', 'text/plain')).json().error.code).toBe('MEDIA_TYPE');
  expect((await send('name=x', 'application/x-www-form-urlencoded')).statusCode).toBe(415);
  const deep = await send(`{"document":${'['.repeat(5000)}${']'.repeat(5000)}}`);
  expect([400, 422]).toContain(deep.statusCode);
  expect(app.diskMark()).toBe(before);
});

test('[BI4] ids that are paths find nothing and touch nothing', async () => {
  const before = app.diskMark();
  const evil = [
    '..%2f..%2fetc%2fpasswd',
    '..%252fx',
    '%2e%2e',
    'C:%5Cx',
    'a%00.png',
    '%c0%ae',
    'x'.repeat(300),
    'CON',
    '.',
    '..',
  ];
  for (const id of evil) {
    const urls = [
      `/api/graphs/${id}`,
      `/api/templates/${id}/thumbnail`,
      `/api/productions/${id}/frames/0`,
      `/api/assets/${id}`,
    ];
    for (const url of urls) {
      const { statusCode, body } = await app.http.inject({ method: 'GET', url });
      expect([400, 404, 414], url).toContain(statusCode);
      expect(body).not.toMatch(/root:/);
    }
  }
  expect(app.diskMark()).toBe(before);
});

test('[BI5] a broken picture is refused before anything is stored', async () => {
  const broken = { name: 'sun.png', bytes: Buffer.from('\x89PNG\r\n\x1a\n but then nothing', 'latin1') };
  const before = app.diskMark();
  const asset = await app.http.inject({ method: 'POST', url: '/api/assets', ...multipart({}, broken) });
  expect(asset.statusCode).toBe(400);
  expect(asset.json().error).toMatchObject({ code: 'IMAGE_INVALID' });
  const page = await app.http.inject({
    method: 'POST',
    url: '/api/assets',
    ...multipart({}, { name: 'a.png', bytes: Buffer.from('<svg onload=alert(1)>') }),
  });
  expect(page.json().error.code).toBe('MEDIA_TYPE');
  const none = await app.http.inject({ method: 'POST', url: '/api/assets', ...multipart({}) });
  expect(none.statusCode).toBe(400);
  expect(app.diskMark()).toBe(before);
});

test('[BI6] a teleport of a broken picture, to a wrong node or into the past is refused', async () => {
  const made = await app.http.inject({ method: 'POST', url: '/api/productions', payload: { graphId, start: false } });
  const url = `/api/productions/${made.json().production.id}/cues/teleport`;
  const before = app.diskMark();
  const tell = async (fields: Record<string, string>, bytes: Uint8Array = Buffer.from('junk')) =>
    (await app.http.inject({ method: 'POST', url, ...multipart(fields, { name: 'x.png', bytes }) })).json().error;
  expect(await tell({ node: 'painter' })).toMatchObject({ code: 'IMAGE_INVALID' });
  expect(await tell({ node: '../x' })).toMatchObject({ code: 'REQUEST_INVALID', detail: { field: 'node' } });
  expect(await tell({ node: 'painter', frame: '-1' })).toMatchObject({
    code: 'REQUEST_INVALID',
    detail: { field: 'frame' },
  });
  expect(await tell({ node: 'painter', colour: 'red' })).toMatchObject({
    code: 'REQUEST_INVALID',
    detail: { field: 'colour' },
  });
  expect(app.diskMark()).toBe(before);
});

/** Sends a body without end to a real socket, until the server has answered. */
function flood(
  url: string,
  headers: Record<string, string>,
): Promise<{ status: number; sentBytes: number; growthBytes: number }> {
  const { port } = app.http.server.address() as AddressInfo;
  const startBytes = process.memoryUsage().rss;
  return new Promise((resolve, reject) => {
    let sentBytes = 0;
    let status = 0;
    const call = request({ port, host: '127.0.0.1', path: url, method: 'POST', headers });
    const done = () => resolve({ status, sentBytes, growthBytes: process.memoryUsage().rss - startBytes });
    call.on('response', (response) => {
      status = response.statusCode ?? 0;
      call.destroy();
      done();
    });
    call.on('error', () => status === 0 && reject(new Error('no answer')));
    const piece = Buffer.alloc(1024 * 1024);
    const push = () => {
      if (status !== 0 || sentBytes >= 1024 ** 3) return;
      sentBytes += piece.length;
      if (call.write(piece)) setImmediate(push);
      else call.once('drain', push);
    };
    const { payload } = multipart({}, { name: 'big.png', bytes: Buffer.alloc(0) });
    call.write(payload.subarray(0, payload.lastIndexOf('\r\n--')));
    push();
  });
}

test('[BI7] a 1 GB upload is refused with 413, declared or not, without memory growing with it', async () => {
  const before = app.diskMark();
  const { 'content-type': type } = multipart({}).headers;
  const declared = await flood('/api/assets', { 'content-type': type ?? '', 'content-length': String(1024 ** 3) });
  expect(declared.status).toBe(413);
  const chunked = await flood('/api/assets', { 'content-type': type ?? '', 'transfer-encoding': 'chunked' });
  expect(chunked.status).toBe(413);
  expect(chunked.sentBytes).toBeLessThan(200 * 1024 * 1024);
  expect(chunked.growthBytes).toBeLessThan(250 * 1024 * 1024);
  expect(app.diskMark()).toBe(before);
  expect((await app.http.inject({ url: '/api/health' })).statusCode).toBe(200);
});

test('[BI8] a production does not start from a graph with errors, and leaves no folder', async () => {
  const graph = (await app.http.inject({ url: `/api/graphs/${graphId}` })).json().graph;
  const second = { ...graph.nodes.output, id: 'second' };
  const wire = { id: 'f', from: { node: 'painter', port: 'image' }, to: { node: 'second', port: 'image' } };
  const patches = [
    { op: 'add', path: ['nodes', 'second'], value: second },
    { op: 'add', path: ['edges', 'f'], value: wire },
    { op: 'add', path: ['edges', 'e3'], value: { ...wire, id: 'e3', to: { node: 'output', port: 'image' } } },
  ];
  const edit = { baseRevision: graph.revision, patches };
  expect((await app.http.inject({ method: 'PATCH', url: `/api/graphs/${graphId}`, payload: edit })).statusCode).toBe(
    200,
  );
  const before = app.diskMark();
  const refused = await app.http.inject({ method: 'POST', url: '/api/productions', payload: { graphId, start: true } });
  expect(refused.statusCode).toBe(422);
  expect(refused.json().error.detail).toMatchObject({ problem: 'output-folder' });
  expect(app.diskMark()).toBe(before);
});
