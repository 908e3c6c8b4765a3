import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from './answer.ts';
import { type Json, parseJson } from './json.ts';
import type { World } from './world.ts';

/** One request with its body read. */
export interface Call {
  readonly world: World;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Parts of the path that stand for `*` in the pattern. */
  readonly parts: readonly string[];
}

export interface Route {
  readonly method: 'GET' | 'POST';
  /** `*` takes one part of the path. */
  readonly path: string;
  /** Only servers from 0.26.0 on have it. */
  readonly since?: '0.26.0';
  /** It has no twin under /api. */
  readonly alone?: true;
  readonly answer: (call: Call) => Answer | Promise<Answer>;
}

/** The body as JSON, whatever its Content-Type says. @throws Error when it is none; the server answers 500 */
export function jsonBody({ body, headers }: Call): Json {
  const charset = /charset="?([\w-]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  return parseJson(new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(body));
}
