import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { networkInterfaces } from 'node:os';
import { sha256Of } from './storage/durable.ts';

/**
 * Who may talk to the server. A browser sends requests for any page it shows, so neither the address 127.0.0.1 nor the
 * absence of a password says who asks; Host, Origin and Sec-Fetch-Site do, because pages cannot forge them.
 */
export interface GuardPolicy {
  /** Host names beside localhost that this server is called by. */
  readonly hosts: ReadonlySet<string>;
  /** Origins beside the server's own, as exact strings. */
  readonly origins: ReadonlySet<string>;
  /** When set, every request needs it, as a bearer token or in the cookie. */
  readonly token: string | null;
}

/** A sentence why a request is refused; null when it may pass. */
export type Refusal = string | null;

type Asked = Pick<IncomingMessage, 'method' | 'url' | 'headers' | 'rawHeaders'>;

const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::\d{1,5})?$/i;
export const TOKEN_COOKIE = 'epochstreamer';

export function judge(request: Asked, policy: GuardPolicy): Refusal {
  return judgeHost(request, policy) ?? judgeOrigin(request, policy) ?? judgeToken(request, policy);
}

/** Against DNS rebinding: a foreign name that resolves to this machine is still a foreign name. */
function judgeHost({ url, headers, rawHeaders }: Asked, policy: GuardPolicy): Refusal {
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host');
  const name = HOST.exec(headers.host ?? '')?.[1]?.toLowerCase();
  if (hosts.length !== 1 || name === undefined) return 'The request has no proper Host header.';
  if (url === undefined || !url.startsWith('/') || url.startsWith('//')) return 'The address has to be a plain path.';
  const isLocal = name === 'localhost' || name.endsWith('.localhost') || name === '127.0.0.1' || name === '[::1]';
  if (isLocal || policy.hosts.has(name)) return null;
  return `This server does not go by the name "${name.slice(0, 100)}". Open it under 127.0.0.1, or list the name in EPOCH_HOSTS.`;
}

/** Against requests that another page makes the browser send. */
function judgeOrigin({ method, url, headers }: Asked, policy: GuardPolicy): Refusal {
  const { host, origin } = headers;
  const isOwn = origin === `http://${host}` || origin === `https://${host}`;
  const isListed = origin !== undefined && policy.origins.has(origin);
  if (origin !== undefined && !isOwn && !isListed) return 'Requests from other web pages are refused.';
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none' || isListed) return null;
  const isLink =
    method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  if (isLink && url?.split('?')[0] === '/') return null;
  return 'Requests from other web pages are refused.';
}

function judgeToken({ method, url, headers }: Asked, { token }: GuardPolicy): Refusal {
  if (token === null) return null;
  const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
  const cookie = new RegExp(`(?:^|;\\s*)${TOKEN_COOKIE}=([^;]+)`).exec(headers.cookie ?? '')?.[1];
  const linked = method === 'GET' ? tokenInLink(url ?? '') : null;
  for (const given of [bearer, cookie, linked]) {
    if (given !== undefined && given !== null && isSame(given, token)) return null;
  }
  return 'This server asks for a token. Open the address that it printed when it started.';
}

/** The token of the address that was printed at the start: `/?token=...`; null for any other address. */
export function tokenInLink(url: string): string | null {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  return pathname === '/' ? searchParams.get('token') : null;
}

function isSame(given: string, token: string): boolean {
  return timingSafeEqual(Buffer.from(sha256Of(given)), Buffer.from(sha256Of(token)));
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '127.0.0.1' || host === '::1';
}

/** Names that a server bound to `host` is called by: the address itself, or all addresses of this machine. */
export function hostNamesOf(host: string): readonly string[] {
  const bracketed = (address: string) => (address.includes(':') ? `[${address.split('%')[0]}]` : address).toLowerCase();
  if (host !== '0.0.0.0' && host !== '::') return [bracketed(host)];
  return Object.values(networkInterfaces()).flatMap((entries) =>
    (entries ?? []).map(({ address }) => bracketed(address)),
  );
}
