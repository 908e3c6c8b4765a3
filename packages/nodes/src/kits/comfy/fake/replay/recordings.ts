import { readFileSync } from 'node:fs';
import { isObject, type Json, type JsonObject, parseJson } from '../json.ts';
import type { FakeVersion } from '../world.ts';

const FOLDER = '../../../../../src/kits/comfy/fake/recordings/';

/** One recorded call and its answer. */
export interface Exchange {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  /** What was sent; a text stands for itself, parts of a form are described. */
  readonly body: Json | undefined;
  readonly bodyText: string | undefined;
  readonly description: Json | undefined;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly answer: Json | undefined;
  readonly answerText: string | undefined;
  readonly bodyBytes: number | undefined;
}

/** The entries of a recording, one in each line. */
export function readRecording(version: FakeVersion, file: string): JsonObject[] {
  const text = readFileSync(new URL(`${FOLDER}${version}/${file}`, import.meta.url), 'utf8');
  const lines = text
    .replaceAll(/"<<bare (NaN|Infinity), not JSON>>"/g, '$1')
    .trim()
    .split('\n');
  return lines.map((line) => parseJson(line)).filter(isObject);
}

export function readExchanges(version: FakeVersion, file: string): Exchange[] {
  return readRecording(version, file)
    .filter((entry) => typeof entry.method === 'string')
    .map(exchange);
}

function exchange(entry: JsonObject): Exchange {
  return {
    name: String(entry.name),
    method: String(entry.method),
    path: String(entry.path),
    query: typeof entry.query === 'string' ? entry.query : '',
    requestHeaders: texts(entry.reqHeaders),
    body: entry.reqBody,
    bodyText: typeof entry.reqBodyText === 'string' ? entry.reqBodyText : undefined,
    description: entry.reqBodyDescription,
    status: Number(entry.status),
    headers: texts(entry.resHeaders),
    answer: entry.body ?? (Array.isArray(entry.jobs) ? undefined : entry.jobs),
    answerText: typeof entry.bodyText === 'string' ? entry.bodyText : undefined,
    bodyBytes: typeof entry.bodyLength === 'number' ? entry.bodyLength : undefined,
  };
}

function texts(value: Json | undefined): Record<string, string> {
  if (!isObject(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key.toLowerCase(), String(item)]));
}
