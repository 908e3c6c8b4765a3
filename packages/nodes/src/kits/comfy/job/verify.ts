import { decode, formatOf } from '../../raster/decode.ts';
import { wireError } from '../wire/failure.ts';

const END_CHUNK = [0x49, 0x45, 0x4e, 0x44];

/** Begins and ends as a PNG file does. A file that was cut short does not; servers take it all the same. */
export function isWholePng(bytes: Uint8Array): boolean {
  if (bytes.length < 45 || formatOf(bytes) !== 'PNG') return false;
  const end = bytes.length - 8;
  return END_CHUNK.every((byte, n) => bytes[end + n] === byte);
}

/**
 * Makes sure that a picture from a server is a whole, readable PNG of the right size, by decoding all of it.
 *
 * @throws EpochError from `wireError`, kind 'broken'
 */
export async function verifyPicture(
  bytes: Uint8Array,
  size: { readonly width: number; readonly height: number } | null,
  url: string,
): Promise<void> {
  if (formatOf(bytes) !== 'PNG') throw broken(`${url} sent something that is no PNG file where the picture should be.`);
  const raster = await decode(bytes).catch(() => null);
  if (raster === null || !isWholePng(bytes)) throw broken(`${url} sent a picture that is cut short or damaged.`);
  if (size !== null && (raster.width !== size.width || raster.height !== size.height)) {
    const found = `${raster.width} x ${raster.height}`;
    throw broken(`${url} sent a picture of ${found} px where ${size.width} x ${size.height} px were asked for.`);
  }
}

function broken(sentence: string) {
  return wireError({ kind: 'broken', status: 200, retryAfterMs: null, unsent: false }, sentence);
}
