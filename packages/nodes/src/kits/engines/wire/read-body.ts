export interface BodyLimits {
  readonly maxBytes: number;
  /** Keep what fits instead of failing: for the text of errors. */
  readonly cutAtLimit: boolean;
  /** Length that the head of the answer names; 0 when it names none. One that is too long is given up at its first byte. */
  readonly announcedBytes?: number;
  /** After this time the answer must have come at `minBytesPerSecond` or faster. */
  readonly graceMs?: number;
  readonly minBytesPerSecond?: number;
}

const GRACE_MS = 10_000;
const MIN_BYTES_PER_SECOND = 1024;

/**
 * Reads an answer to its end.
 *
 * @throws RangeError when it is too long, or dribbles in more slowly than any network would
 */
export async function readBody(body: AsyncIterable<Uint8Array>, limits: BodyLimits): Promise<Uint8Array> {
  const {
    maxBytes,
    cutAtLimit,
    announcedBytes = 0,
    graceMs = GRACE_MS,
    minBytesPerSecond = MIN_BYTES_PER_SECOND,
  } = limits;
  const startMs = performance.now();
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body) {
    parts.push(part);
    bytes += part.length;
    if (bytes > maxBytes || (announcedBytes > maxBytes && !cutAtLimit)) {
      if (cutAtLimit) break;
      throw new RangeError(`the answer is longer than ${Math.round(maxBytes / 1024 / 1024)} MB.`);
    }
    const tookMs = performance.now() - startMs;
    if (tookMs > graceMs && bytes < (tookMs / 1000) * minBytesPerSecond) {
      throw new RangeError(`the answer comes too slowly, ${bytes} bytes in ${Math.round(tookMs / 1000)} s.`);
    }
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts).subarray(0, maxBytes);
}
