import { EpochError, ERROR_STATUS, type ErrorCode, type ErrorDetail } from '@epoch/graph-runtime/model';
import type { AnyEndpoint, ErrorBody } from '@epoch/graph-runtime/protocol';

type In<S extends { readonly _input: unknown }> = S['_input'];
type Out<S extends { readonly _output: unknown }> = S['_output'];

interface Request<E extends AnyEndpoint> {
  readonly params?: In<E['params']>;
  readonly query?: In<E['query']>;
  readonly body?: In<E['body']>;
  /** Gives the call up; the server is told by the end of the connection. */
  readonly signal?: AbortSignal;
}

/** The sentence for a server that is not there. */
export const NO_ANSWER =
  'EpochStreamer does not answer. Your changes are kept in this browser. Start it with npm start.';

/**
 * Calls an endpoint of the protocol: its URL, method and reply come from the declaration the server uses too.
 *
 * @throws EpochError with the server's own code and sentence; SERVICE_UNAVAILABLE when nobody answers
 */
export async function call<E extends AnyEndpoint>(endpoint: E, request: Request<E> = {}): Promise<Out<E['reply']>> {
  const url = fillUrl(endpoint.url, request.params) + queryOf(request.query);
  const hasBody = endpoint.method !== 'GET' && endpoint.method !== 'DELETE';
  const init: RequestInit = hasBody
    ? {
        method: endpoint.method,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request.body ?? {}),
      }
    : { method: endpoint.method };
  const { signal } = request;
  const answer = await send(url, signal === undefined ? init : { ...init, signal });
  return parseReply(endpoint, answer);
}

/**
 * Sends a form with a file.
 *
 * @throws EpochError as `call` does
 */
export async function upload(url: string, params: Readonly<Record<string, string>>, form: FormData): Promise<unknown> {
  return send(fillUrl(url, params), { method: 'POST', body: form });
}

/**
 * The bytes of a picture that the server shows.
 *
 * @throws EpochError as `call` does
 */
export async function download(url: string): Promise<Blob> {
  const response = await reach(url, { method: 'GET' });
  if (!response.ok) throw refusal(response.status, null);
  return response.blob();
}

/** Puts params into `/api/graphs/:graphId`. */
export function fillUrl(url: string, params: unknown): string {
  const values = new Map<string, unknown>(typeof params === 'object' && params !== null ? Object.entries(params) : []);
  return url.replace(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(String(values.get(name) ?? '')));
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, credentials: 'same-origin' });
  } catch (cause) {
    throw new EpochError('SERVICE_UNAVAILABLE', NO_ANSWER, { cause });
  }
}

async function send(url: string, init: RequestInit): Promise<unknown> {
  const response = await reach(url, init);
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body;
  throw refusal(response.status, body);
}

function refusal(status: number, body: unknown): EpochError {
  if (isErrorBody(body)) return new EpochError(body.error.code, body.error.message, { detail: body.error.detail });
  // A proxy in front of a stopped server answers 502 to 504 with a page of its own.
  if (status >= 502 && status <= 504) return new EpochError('SERVICE_UNAVAILABLE', NO_ANSWER);
  return new EpochError('INTERNAL', `The server answered ${status} without saying why. Nothing was changed here.`);
}

function isErrorBody(body: unknown): body is ErrorBody {
  if (typeof body !== 'object' || body === null || !('error' in body)) return false;
  const { error } = body;
  if (typeof error !== 'object' || error === null || !('code' in error) || !('message' in error)) return false;
  return isCode(error.code) && typeof error.message === 'string' && hasDetail(error);
}

function isCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERROR_STATUS, code);
}

function hasDetail(error: object): error is { detail: ErrorDetail } {
  return !('detail' in error) || (typeof error.detail === 'object' && error.detail !== null);
}

function parseReply<E extends AnyEndpoint>(endpoint: E, answer: unknown): Out<E['reply']> {
  const parsed = endpoint.reply.safeParse(answer);
  if (parsed.success) return parsed.data;
  const at = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new EpochError('INTERNAL', `${endpoint.url} answered something this editor does not understand, at "${at}".`);
}

function queryOf(query: unknown): string {
  if (typeof query !== 'object' || query === null) return '';
  const entries = Object.entries(query).filter(([, value]) => value !== undefined);
  if (entries.length === 0) return '';
  return `?${new URLSearchParams(entries.map(([name, value]) => [name, String(value)]))}`;
}
