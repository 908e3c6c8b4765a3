import { writeJson } from './json.ts';

/** One HTTP answer, before it is written to the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** null: chunked and empty, as the static fallback answers. */
  readonly body: Buffer | null;
  /** The connection ends before the answer is written. */
  readonly lost?: boolean;
  /** Between two bytes. @unit ms */
  readonly trickleMs?: number;
  /** @unit ms */
  readonly delayMs?: number;
  /** Length that the header claims, when it lies. @unit B */
  readonly claimedBytes?: number;
  /** Bytes after which the connection ends. @unit B */
  readonly cutAfterBytes?: number;
}

export function jsonAnswer(value: unknown, status = 200): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: Buffer.from(writeJson(value)),
  };
}

export function emptyAnswer(status: number): Answer {
  return { status, headers: {}, body: Buffer.alloc(0) };
}

export function textAnswer(status: number, text: string): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: Buffer.from(text) };
}

/** What any exception in a handler becomes. */
export function brokenAnswer(): Answer {
  return textAnswer(500, '500 Internal Server Error\n\nServer got itself in trouble');
}

/** A GET that no route takes. */
export function unknownAnswer(): Answer {
  return { status: 404, headers: { 'content-type': 'application/octet-stream' }, body: null };
}

export function wrongMethodAnswer(allow: string): Answer {
  const answer = textAnswer(405, '405: Method Not Allowed');
  return { ...answer, headers: { ...answer.headers, allow } };
}

export function errorAnswer(type: string, message: string, details: string, extra: object = {}): Answer {
  return jsonAnswer({ error: { type, message, details, extra_info: extra }, node_errors: {} }, 400);
}
