import { EpochError } from '@epoch/graph-runtime/model';
import { http } from '@epoch/graph-runtime/protocol';
import { afterEach, expect, test, vi } from 'vitest';
import { call, fillUrl } from './http-client.ts';

interface Seen {
  readonly url: string;
  readonly init: RequestInit | undefined;
}

/** Stands in for the network: answers every call the same way and keeps what was asked. */
function answerWith(answer: () => Response): Seen[] {
  const seen: Seen[] = [];
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    seen.push({ url, init });
    return answer();
  });
  return seen;
}

async function failureOf(work: Promise<unknown>): Promise<EpochError> {
  const error: unknown = await work.then(
    () => null,
    (cause: unknown) => cause,
  );
  return error instanceof EpochError ? error : expect.unreachable('it should have been refused');
}

afterEach(() => vi.unstubAllGlobals());

test('[ED57] a call has the method, the address and the body its endpoint declares', async () => {
  const seen = answerWith(() => Response.json({ revision: 8 }));
  const body = { baseRevision: 7, patches: [{ op: 'replace' as const, path: ['name'], value: 'New' }] };
  expect(await call(http.patchGraph, { params: { graphId: 'a b' }, body })).toEqual({ revision: 8 });
  expect(seen[0]).toMatchObject({ url: '/api/graphs/a%20b', init: { method: 'PATCH', body: JSON.stringify(body) } });
  expect(fillUrl(http.FRAME_IMAGE_URL, { productionId: 'p1', frame: 12 })).toBe('/api/productions/p1/frames/12');
});

test('[ED57] a GET sends its query and no body', async () => {
  const seen = answerWith(() => Response.json({ frames: [], total: 0 }));
  await call(http.listFrames, { params: { productionId: 'p1' }, query: { from: 20, limit: 5 } });
  expect(seen[0]?.url).toBe('/api/productions/p1/frames?from=20&limit=5');
  expect(seen[0]?.init?.body).toBeUndefined();
});

test('[ED58] a refusal comes with the code and the sentence of the server', async () => {
  const error = { code: 'GRAPH_INVALID', message: 'Node "a" is wired to itself.', detail: { node: 'a' } };
  answerWith(() => Response.json({ error }, { status: 422 }));
  expect(await failureOf(call(http.listGraphs))).toMatchObject(error);
});

test('[ED58] a server that is not there, and a proxy that says so, are told alike', async () => {
  answerWith(() => {
    throw new TypeError('connection refused');
  });
  expect((await failureOf(call(http.listGraphs))).code).toBe('SERVICE_UNAVAILABLE');
  answerWith(() => new Response('<h1>Bad gateway</h1>', { status: 502 }));
  expect((await failureOf(call(http.listGraphs))).code).toBe('SERVICE_UNAVAILABLE');
});

test('[ED58] a reply that is not what was declared is refused, with the place', async () => {
  answerWith(() => Response.json({ graphs: [{ id: 3 }] }));
  expect((await failureOf(call(http.listGraphs))).message).toContain('graphs.0.id');
});
