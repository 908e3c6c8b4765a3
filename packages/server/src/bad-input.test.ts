import type { GraphDocument } from '@epoch/graph-runtime/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeApp, fakeApp } from './testing/fake-app.ts';
import { loopGraph } from './testing/fake-kit.ts';

let app: FakeApp;
let graphId: string;
beforeAll(async () => {
  app = await fakeApp();
  const made = await app.http.inject({ method: 'POST', url: '/api/graphs', payload: { document: loopGraph() } });
  graphId = made.json().graph.id;
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
