import { Pool } from 'undici';
import { wireError } from './failure.ts';
import { type Json, readJson } from './json-read.ts';
import type { TypedBody } from './multipart.ts';
import { networkError } from './network-failure.ts';
import { type BodyLimits, readBody } from './read-body.ts';
import { notServerError, statusError } from './status-failure.ts';

/** One image server as HTTP sees it. Header values go to its origin only, and into no message. */
export interface HttpTarget {
  /** What answers there, for sentences: 'ComfyUI'. */
  readonly product: string;
  /** http or https, host, port and base path, no trailing slash. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface HttpRequest {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** Below the base path, with its leading slash. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Text is sent as JSON. */
  readonly body?: string | TypedBody;
  /** From the start to the last byte of the answer. */
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

/** Requests to one server over connections that are kept. Redirects are never followed. */
export interface Http {
  readonly target: HttpTarget;
  /**
   * @returns the body of the answer
   * @throws EpochError from `wireError` for everything but a whole answer with status 2xx; `signal`'s reason
   */
  send(request: HttpRequest): Promise<Uint8Array>;
  /** As `send`; the answer must be JSON. @throws as `send`, and when it is not (kind 'broken') */
  json(request: HttpRequest): Promise<Json>;
  close(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 5000;
const REQUEST_TIMEOUT_MS = 15_000;
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;
const MAX_ERROR_BYTES = 256 * 1024;
const CONNECTIONS = 8;

/** Opens nothing yet: connections come with the first request. `graceMs` as in `BodyLimits`. */
export function createHttp(target: HttpTarget, { graceMs }: Pick<BodyLimits, 'graceMs'> = {}): Http {
  const { product, url } = target;
  const base = new URL(url);
  const basePath = base.pathname.replace(/\/+$/, '');
  const pool = new Pool(base.origin, {
    connections: CONNECTIONS,
    // The total time of a request is ours to limit; undici's own limits would end long generations at 300 s.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: CONNECT_TIMEOUT_MS },
  });

  async function send(request: HttpRequest): Promise<Uint8Array> {
    const { timeoutMs = REQUEST_TIMEOUT_MS, maxBytes = MAX_ANSWER_BYTES, signal } = request;
    signal?.throwIfAborted();
    // A controller of its own that is let go at the end: signals joined by AbortSignal.any pile up over a long film.
    const call = new AbortController();
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      call.abort();
    }, timeoutMs);
    const giveUp = () => call.abort();
    signal?.addEventListener('abort', giveUp);
    try {
      const answer = await pool.request({
        method: request.method ?? 'GET',
        path: `${basePath}${request.path}${queryOf(request.query)}`,
        headers: headersOf(target, request),
        signal: call.signal,
        ...(request.body === undefined
          ? {}
          : { body: typeof request.body === 'string' ? request.body : request.body.bytes }),
      });
      const good = answer.statusCode >= 200 && answer.statusCode < 300;
      const { headers, statusCode: status } = answer;
      const announcedBytes = Number(oneOf(headers['content-length']) ?? 0);
      const limits: BodyLimits = { maxBytes: good ? maxBytes : MAX_ERROR_BYTES, cutAtLimit: !good, announcedBytes };
      const bytes = await readBody(answer.body, graceMs === undefined ? limits : { ...limits, graceMs });
      if (good) return bytes;
      const location = oneOf(headers.location);
      const retryAfter = oneOf(headers['retry-after']);
      const text = new TextDecoder().decode(bytes);
      const error = statusError({
        product,
        url,
        path: request.path,
        status,
        location,
        retryAfter,
        text,
        nowMs: Date.now(),
      });
      // Hidden from whoever prints the error: a server may repeat what it was sent, secrets included.
      throw Object.defineProperty(error, 'answerText', { value: text });
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw explain(error, late, timeoutMs);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
    }
  }

  function explain(error: unknown, timedOut: boolean, timeoutMs: number): unknown {
    if (isExplained(error)) return error;
    if (timedOut) {
      const words = `${product} at ${url} does not answer within ${Math.round(timeoutMs / 1000)} s.`;
      return wireError({ kind: 'away', status: null, retryAfterMs: null, unsent: false }, words, error);
    }
    if (error instanceof RangeError) {
      const words = `${product} at ${url}: ${error.message}`;
      return wireError({ kind: 'broken', status: null, retryAfterMs: null, unsent: false }, words, error);
    }
    return networkError(product, url, error);
  }

  return {
    target,
    send,
    async json(request) {
      const text = new TextDecoder().decode(await send(request));
      try {
        return readJson(text);
      } catch {
        throw notServerError(product, url, request.path, text);
      }
    },
    async close() {
      await pool.destroy();
    },
  };
}

/** What the server wrote in an answer with an error status; '' for other errors. For reading, never for showing raw. */
export function answerTextOf(error: unknown): string {
  return error instanceof Error && 'answerText' in error && typeof error.answerText === 'string'
    ? error.answerText
    : '';
}

function isExplained(error: unknown): boolean {
  return error instanceof Error && 'answerText' in error;
}

function headersOf({ headers }: HttpTarget, { body }: HttpRequest): Record<string, string> {
  const mediaType = typeof body === 'string' ? 'application/json' : body?.mediaType;
  return { accept: '*/*', ...headers, ...(mediaType === undefined ? {} : { 'content-type': mediaType }) };
}

function queryOf(query: Readonly<Record<string, string>> = {}): string {
  const text = new URLSearchParams(query).toString();
  return text === '' ? '' : `?${text}`;
}

function oneOf(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  return typeof header === 'string' ? header : (header[0] ?? null);
}
