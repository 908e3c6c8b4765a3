import { EpochError } from '@epoch/graph-runtime/model';

/** Where cloud machines keep credentials for whoever can make a request from inside. No image server lives there. */
const METADATA_HOSTS = new Set(['169.254.169.254', '[fd00:ec2::254]', 'metadata.google.internal', '100.100.100.200']);
/** IPv4 within IPv6, as WHATWG URLs write it: [::ffff:a9fe:a9fe]. */
const MAPPED_IPV4 = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/;

/**
 * The normal form of an image server's address: scheme, host, port and base path, without a slash at the end. Odd ways to
 * write an IP address (`127.1`, `2130706433`) come out as the address they mean. Private networks are what it is for.
 *
 * @throws EpochError REQUEST_INVALID with a sentence that says what to write instead
 * @source WHATWG URL Standard, host parsing
 */
export function serverUrl(text: string): string {
  const url = parsed(text.trim());
  if (url.username !== '' || url.password !== '') {
    throw invalid('An address holds no user name or password. Leave them out and add a header Authorization instead.');
  }
  if (url.search !== '' || url.hash !== '') {
    throw invalid('An address ends with its path. Leave out what comes after ? or #.');
  }
  if (METADATA_HOSTS.has(withoutMapping(url.hostname))) {
    throw invalid(`${url.hostname} is where cloud machines keep their secrets, not an image server.`);
  }
  if (url.hostname === '0.0.0.0' || url.hostname === '[::]') {
    throw invalid(
      `${url.hostname} is what a server listens on, not where it is. Write 127.0.0.1, or the name of its machine.`,
    );
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

function parsed(text: string): URL {
  const example = 'Write it like http://127.0.0.1:8188.';
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) throw invalid(`The address has to begin with http:// or https://. ${example}`);
  if (scheme !== 'http' && scheme !== 'https') {
    throw invalid(`Image servers are reached over http or https, not over ${scheme}. ${example}`);
  }
  if (!URL.canParse(text)) throw invalid(`This is no address that can be reached. ${example}`);
  return new URL(text);
}

function withoutMapping(hostname: string): string {
  const [, high, low] = MAPPED_IPV4.exec(hostname) ?? [];
  if (high === undefined || low === undefined) return hostname.replace(/\.$/, '');
  const words = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return words.flatMap((word) => [word >> 8, word & 255]).join('.');
}

function invalid(message: string): EpochError {
  return new EpochError('REQUEST_INVALID', message, { detail: { field: 'url' } });
}
