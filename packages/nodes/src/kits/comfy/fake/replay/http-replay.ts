import { request } from 'node:http';
import type { FakeComfy } from '../fake-comfy.ts';
import { type Json, parseJson, writeJson } from '../json.ts';
import { differences } from './compare.ts';
import type { Exchange } from './recordings.ts';

/** Headers of the answer that are held to the recording: value, or only whether they are there. */
const HELD = ['content-type', 'allow', 'content-disposition', 'accept-ranges', 'transfer-encoding'];
const THERE = ['content-range', 'etag'];

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

/** One call, byte for byte as given: no header is added but Host and the length. */
export function call(
  fake: FakeComfy,
  sent: { method: string; path: string; query?: string; headers?: Record<string, string>; body?: Buffer },
): Promise<Reply> {
  const { method, path, query = '', headers = {}, body } = sent;
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': body.length };
    const target = query === '' ? path : `${path}?${query}`;
    const sending = request(
      {
        host: '127.0.0.1',
        port: fake.port,
        method,
        path: encodeURI(decodeSafely(target)),
        headers: { ...headers, ...length },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const given = Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const);
          resolve({
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(given),
            bytes: Buffer.concat(chunks),
          });
        });
      },
    );
    sending.on('error', reject);
    sending.end(body);
  });
}

/** The recorded target is partly escaped already. */
function decodeSafely(target: string): string {
  return /%[0-9A-F]{2}/i.test(target) ? decodeURI(target) : target;
}

/** Headers as recorded, with our port in place of the recorded one. */
export function headersFor(fake: FakeComfy, headers: Readonly<Record<string, string>>): Record<string, string> {
  const moved = Object.entries(headers).map(([name, value]) => [name, value.replace(/:818[89]\b/, `:${fake.port}`)]);
  return Object.fromEntries(moved);
}

/** How our reply differs from the recorded one; empty when they agree in status, headers and shape of the body. */
export function compareReply(recorded: Exchange, reply: Reply): string[] {
  const found: string[] = [];
  if (recorded.status !== reply.status) {
    found.push(`status ${recorded.status}, here ${reply.status} ${reply.bytes.toString().slice(0, 200)}`);
  }
  const noBody = recorded.bodyBytes === 0 && reply.bytes.length === 0;
  for (const name of HELD) {
    const wanted = recorded.headers[name];
    const given = reply.headers[name];
    // An empty body has a type of its own on some servers, which says nothing.
    if (name === 'content-type' && noBody && wanted === undefined) continue;
    if (wanted !== given) found.push(`header ${name}: ${wanted}, here ${given}`);
  }
  for (const name of THERE) {
    if ((recorded.headers[name] === undefined) !== (reply.headers[name] === undefined)) found.push(`header ${name}`);
  }
  if (recorded.answer !== undefined) found.push(...differences(recorded.answer, readJson(reply.bytes)));
  else if (recorded.answerText !== undefined && !recorded.answerText.startsWith('{')) {
    if (recorded.answerText !== reply.bytes.toString()) found.push(`text ${recorded.answerText}, here ${reply.bytes}`);
  } else if (recorded.bodyBytes === 0 && reply.bytes.length > 0) found.push(`a body of ${reply.bytes.length} bytes`);
  return found;
}

function readJson(bytes: Buffer): Json | undefined {
  try {
    return parseJson(bytes.toString());
  } catch {
    return undefined;
  }
}

/** The body that was recorded, when it is kept word by word. */
export function recordedBody({ body, bodyText }: Exchange): Buffer | undefined {
  if (body !== undefined) return Buffer.from(writeJson(body));
  return bodyText === undefined ? undefined : Buffer.from(bodyText);
}
