import type { IncomingHttpHeaders } from 'node:http';
import type { FakeVersion } from './world.ts';

/**
 * Whether the server talks to this caller. A browser page of another site is refused; a caller that sends no Origin is
 * taken, and so is everybody when Host is not this machine.
 */
export function isWelcome(headers: IncomingHttpHeaders, version: FakeVersion): boolean {
  if (version === '0.26.0' && headers['sec-fetch-site'] === 'cross-site') return false;
  const { host, origin } = headers;
  if (host === undefined || origin === undefined || origin === 'null') return true;
  const here = split(host);
  const there = split(origin.replace(/^[a-z]+:\/\//i, ''));
  if (!/^(localhost|127(\.\d+){3}|\[?::1\]?)$/i.test(here.name) || there.name === '') return true;
  if (here.name.toLowerCase() !== there.name.toLowerCase()) return false;
  return here.port === '' || there.port === '' || here.port === there.port;
}

function split(address: string): { readonly name: string; readonly port: string } {
  const [, name = '', port = ''] = /^(\[[^\]]*\]|[^:/]*)(?::(\d+))?/.exec(address) ?? [];
  return { name, port };
}
