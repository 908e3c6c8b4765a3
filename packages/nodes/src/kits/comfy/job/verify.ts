import { messageOf } from '@epoch/graph-runtime/model';
import { keepDecoded } from '../../engines/decoded.ts';
import { failureOf, wireError } from '../../engines/wire/failure.ts';
import { decode } from '../../raster/decode.ts';
import { checkPng, type PngSize } from './png-check.ts';

/**
 * Makes sure that a picture from a server is a whole PNG of the right size, down to its last pixel. The pixels are kept
 * for whoever draws with it (`takeDecoded`).
 *
 * @throws EpochError from `wireError`, kind 'broken'
 */
export async function verifyPicture(bytes: Uint8Array, size: PngSize | null, url: string): Promise<void> {
  try {
    const found = checkPng(bytes);
    if (found === null) throw broken(`${url} sent a picture that is no PNG file, or is cut short or damaged.`);
    if (size !== null && (found.width !== size.width || found.height !== size.height)) {
      const asked = `${size.width} x ${size.height} px were asked for`;
      throw broken(`${url} sent a picture of ${found.width} x ${found.height} px where ${asked}.`);
    }
    keepDecoded(bytes, await decode(bytes, { name: `The picture from ${url}` }));
  } catch (error) {
    throw failureOf(error) === null ? broken(`${url} sent a picture that cannot be read. ${messageOf(error)}`) : error;
  }
}

function broken(sentence: string) {
  return wireError({ kind: 'broken', status: 200, retryAfterMs: null, unsent: false }, sentence);
}
