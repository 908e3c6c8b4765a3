import type { ServerResponse } from 'node:http';
import type { Endpoint } from '@epoch/graph-runtime/protocol';
import type {} from '@fastify/swagger';
import type { FastifyInstance, FastifySchema } from 'fastify';
import type { z } from 'zod';

/** A request that has passed its contract. */
export interface Checked<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** Aborts when whoever asks goes before the answer comes. */
  readonly gone: () => AbortSignal;
}

/**
 * Mounts one endpoint. The only place where a request is given its contract's type: the validator has just checked it,
 * and the reply is checked by the same contract on its way out.
 */
export function mount<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  app: FastifyInstance,
  { method, url, summary, params, query, body, reply }: Endpoint<P, Q, B, R>,
  handler: (request: Checked<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.output<R>> | z.output<R>,
): void {
  const takesBody = method !== 'GET' && method !== 'DELETE';
  const schema: FastifySchema = { summary, tags: [tagOf(url)], params, querystring: query, response: { 200: reply } };
  app.route({
    method,
    url,
    schema: takesBody ? { ...schema, body } : schema,
    /** A call without a body is a call with an empty one. */
    preValidation: async (request) => {
      if (takesBody) request.body ??= {};
    },
    handler: async (request, answer) => {
      const result = await handler({
        params: request.params as z.output<P>,
        query: request.query as z.output<Q>,
        body: request.body as z.output<B>,
        gone: () => goneSignal(answer.raw),
      });
      return answer.send(result);
    },
  });
}

function goneSignal(answer: ServerResponse): AbortSignal {
  const gone = new AbortController();
  answer.on('close', () => gone.abort());
  return gone.signal;
}

/** The chapter of the human pages: the first word after /api. */
function tagOf(url: string): string {
  return url.split('/')[2] ?? 'app';
}
