import { createHash } from 'node:crypto';

/**
 * A sha256 over everything that decides an answer: what the user set, and the picture that goes in. The order of the
 * names does not count.
 *
 * @returns 64 lower-case hex digits
 */
export function requestHash(
  settings: Readonly<Record<string, string | number | boolean | null>>,
  pictures: readonly (Uint8Array | null)[],
): string {
  const ordered = Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1));
  const hash = createHash('sha256').update(JSON.stringify(ordered));
  for (const picture of pictures) {
    hash.update(picture === null ? 'none' : createHash('sha256').update(picture).digest('hex'));
  }
  return hash.digest('hex');
}
