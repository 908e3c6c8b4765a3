import { EpochError } from '@epoch/graph-runtime/model';

type Headers = Readonly<Record<string, string>>;

const MOST_HEADERS = 20;
/** What the connection itself says; a second voice would break it. */
const TAKEN = new Set([
  ...['host', 'connection', 'keep-alive', 'content-length', 'content-type', 'transfer-encoding', 'te', 'trailer'],
  ...['upgrade', 'expect', 'origin', 'sec-websocket-key', 'sec-websocket-version', 'sec-websocket-protocol'],
  'sec-websocket-extensions',
]);
/** What a header may hold on the wire. @source RFC 9110, 5.5: field-vchar, blank and tab */
const VALUE = /^[\x21-\x7e\x80-\xff]([\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?$/;
/** Shorter words stand in ordinary sentences. */
const SECRET_LETTERS = 4;
const HIDDEN = '[hidden]';

/**
 * Headers after a change: those not named stay, null takes one away. Names of the same letters are the same name.
 *
 * @throws EpochError REQUEST_INVALID naming the header, never its value
 */
export function changedHeaders(saved: Headers, change: Readonly<Record<string, string | null>>): Headers {
  const headers = new Map(Object.entries(saved).map(([name, value]) => [name.toLowerCase(), { name, value }]));
  for (const [name, value] of Object.entries(change)) {
    headers.delete(name.toLowerCase());
    if (value === null) continue;
    if (TAKEN.has(name.toLowerCase()))
      throw refused(`The header ${name} is set by the connection itself. Leave it out.`);
    const trimmed = value.trim();
    if (!VALUE.test(trimmed)) {
      throw refused(`The value of the header ${name} is empty or holds characters that no header can have.`);
    }
    headers.set(name.toLowerCase(), { name, value: trimmed });
  }
  if (headers.size > MOST_HEADERS) throw refused(`A server can have ${MOST_HEADERS} headers at most.`);
  return Object.fromEntries([...headers.values()].map(({ name, value }) => [name, value]));
}

/**
 * Whether header values saved for one address may be sent to another: the same machine, and not from https down to http.
 * Otherwise whoever can change an address could read keys.
 */
export function mayFollow(from: string, to: string): boolean {
  const [before, after] = [new URL(from), new URL(to)];
  return before.hostname === after.hostname && (before.protocol === after.protocol || after.protocol === 'https:');
}

/** The text without any header value, in case a server repeats what it was sent. */
export function withoutSecrets(text: string, headers: readonly Headers[]): string {
  const secrets = headers
    .flatMap((each) => Object.values(each))
    .flatMap((value) => [value, ...value.split(/[\s,;=]+/)])
    .filter((word) => word.length >= SECRET_LETTERS && !/^(basic|bearer|digest|token)$/i.test(word))
    .sort((a, b) => b.length - a.length);
  return secrets.reduce((left, secret) => left.replaceAll(secret, HIDDEN), text);
}

function refused(message: string): EpochError {
  return new EpochError('REQUEST_INVALID', message, { detail: { field: 'headers' } });
}
