import type { EpochError } from '@epoch/graph-runtime/model';
import { wireError } from './failure.ts';
import { hostOf } from './network-failure.ts';

/** What is needed of an answer to explain it. Its body is looked at, never shown. */
export interface BadAnswer {
  readonly product: string;
  /** Address of the server. */
  readonly url: string;
  /** Path that was asked for. */
  readonly path: string;
  readonly status: number;
  readonly location: string | null;
  readonly retryAfter: string | null;
  readonly text: string;
  /** For Retry-After dates. @unit ms since 1970 */
  readonly nowMs: number;
}

const MAX_RETRY_AFTER_MS = 600_000;

/** An error for a status that is not 2xx. */
export function statusError(answer: BadAnswer): EpochError {
  const { product, url, status, path } = answer;
  const retryAfterMs = retryAfterOf(answer.retryAfter, answer.nowMs);
  const refused = { kind: 'refused', status, retryAfterMs: null, unsent: false } as const;
  const away = { kind: 'away', status, retryAfterMs, unsent: false } as const;
  if (status >= 300 && status < 400) {
    return wireError(
      refused,
      `Unexpected redirect to ${targetOf(answer)} by ${url}: enter the final address yourself.`,
    );
  }
  if (/plain http request was sent to https port/i.test(answer.text)) {
    return wireError(refused, `${hostOf(url)} speaks https: write ${url.replace(/^http:/, 'https:')} instead.`);
  }
  switch (status) {
    case 401:
      return wireError(
        refused,
        `${url} asks for a login (401): add its Authorization or API key header in the settings.`,
      );
    case 403: {
      const cure = 'check the headers in the settings, and use the host name that the server itself knows';
      return wireError(refused, `${url} forbids the request (403): ${cure}.`);
    }
    case 413:
      return wireError(refused, `${url} says that the picture is too large (413): make the film's frames smaller.`);
    case 429:
      return wireError(away, `${product} at ${url} has too much to do (429).`);
    case 502:
    case 503:
    case 504:
      return wireError(
        away,
        `The way to ${product} at ${url} is interrupted (${status}): its proxy does not reach it.`,
      );
    default:
      if (status >= 500) return wireError(away, `${product} at ${url} failed at ${path} (${status}).`);
      return wireError(
        refused,
        `${product} at ${url} does not accept ${path} (${status}): check address and base path.`,
      );
  }
}

/** An answer with status 2xx that is not what an image server says. */
export function notServerError(product: string, url: string, path: string, text: string): EpochError {
  const html = /^\s*<(!doctype|html|head|body)/i.test(text);
  const what = html ? 'a web page' : text.trim() === '' ? 'nothing' : 'something else';
  const words = `${url} answers ${path} with ${what}, not as ${product} does: check the address, port and base path.`;
  return wireError({ kind: 'broken', status: 200, retryAfterMs: null, unsent: false }, words);
}

/** Retry-After as seconds or as a date. */
function retryAfterOf(value: string | null, nowMs: number): number | null {
  if (value === null) return null;
  const waitMs = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - nowMs;
  return Number.isFinite(waitMs) ? Math.min(MAX_RETRY_AFTER_MS, Math.max(0, waitMs)) : null;
}

/** Scheme, host and path of the target; its query may hold secrets. */
function targetOf({ location, url }: BadAnswer): string {
  if (location === null || !URL.canParse(location, url)) return 'an unnamed place';
  const target = new URL(location, url);
  return `${target.protocol}//${target.host}${target.pathname}`;
}
