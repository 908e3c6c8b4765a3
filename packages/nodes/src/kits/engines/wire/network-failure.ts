import type { EpochError } from '@epoch/graph-runtime/model';
import { wireError } from './failure.ts';

const UNSENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const TIMEOUTS = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT']);
const TLS_AT_PLAIN = new Set(['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG']);

/**
 * Turns whatever the network threw into an error with a sentence. The cause's own words stay out of the sentence: they
 * may carry what was sent.
 */
export function networkError(product: string, url: string, cause: unknown): EpochError {
  const code = codeOf(cause);
  const host = hostOf(url);
  const away = { kind: 'away', status: null, retryAfterMs: null, unsent: UNSENT.has(code) } as const;
  const refused = { kind: 'refused', status: null, retryAfterMs: null, unsent: true } as const;
  if (code === 'ECONNREFUSED') {
    const cure = `is ${product} running, and started with --listen if it is on another machine?`;
    return wireError(away, `Nothing answers at ${url}: ${cure}`, cause);
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return wireError(away, `No machine called ${host} is known here: check the address ${url} and the network.`, cause);
  }
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH') {
    return wireError(away, `The machine ${host} cannot be reached: is it switched on and in the same network?`, cause);
  }
  if (TIMEOUTS.has(code)) {
    return wireError(away, `${product} at ${url} does not answer in time: it is busy, switched off or blocked.`, cause);
  }
  if (TLS_AT_PLAIN.has(code)) {
    const plain = url.replace(/^https:/, 'http:');
    return wireError(refused, `${host} does not speak https: write ${plain} instead.`, cause);
  }
  if (code.startsWith('HPE_') || code === 'UND_ERR_HTTP_PARSER') {
    const secure = url.replace(/^http:/, 'https:');
    const words = `What answers at ${url} does not speak http: try ${secure}, and check the port.`;
    return wireError({ ...refused, kind: 'broken', unsent: false }, words, cause);
  }
  if (isCertificate(code)) {
    const cure = 'give the server a valid certificate, or use http inside your own network';
    return wireError(refused, `The certificate of ${host} is not trusted (${code}): ${cure}.`, cause);
  }
  if (code === 'UND_ERR_INVALID_ARG' || code === 'ERR_INVALID_CHAR') {
    return wireError(
      refused,
      `A header saved for ${url} cannot be sent: write its name and value in plain characters.`,
    );
  }
  const words = `The connection to ${product} at ${url} broke${code === '' ? '' : ` (${code})`}.`;
  return wireError(away, words, cause);
}

function isCertificate(code: string): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(code);
}

/** The code of an error, or of what caused it. */
function codeOf(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth++) {
    if (at instanceof AggregateError && at.errors.length > 0 && codeOf(at.errors[0]) !== '')
      return codeOf(at.errors[0]);
    if (at.name === 'HTTPParserError') return 'UND_ERR_HTTP_PARSER';
    if ('code' in at && typeof at.code === 'string' && at.code !== 'UND_ERR_SOCKET') return at.code;
  }
  return '';
}

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
