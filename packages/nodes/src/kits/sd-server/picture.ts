import { type EpochError, messageOf, type Raster } from '@epoch/graph-runtime/model';
import { keepDecoded } from '../engines/decoded.ts';
import { wireError } from '../engines/wire/failure.ts';
import { decode, formatOf } from '../raster/decode.ts';

const DATA_URL = /^data:[a-z/+.-]{1,40};base64,/i;
const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;

/** The bytes of a picture in an answer: base64, with or without the head of a data URL. Empty when it is neither. */
export function bytesOf(text: string): Uint8Array {
  const plain = text.replace(DATA_URL, '');
  return BASE64.test(plain) ? new Uint8Array(Buffer.from(plain, 'base64')) : new Uint8Array();
}

/**
 * Looks at an answer before it may enter the film: a whole picture file of the size that was asked for. The pixels are
 * kept for whoever draws with it (`takeDecoded`).
 *
 * @returns whether it holds the pixels exactly, which JPEG and WebP files need not
 * @throws EpochError by `wireError`, kind 'broken' for a damaged file and 'refused' for another size
 */
export async function verifyPicture(
  picture: Uint8Array,
  size: { readonly width: number; readonly height: number },
  where: string,
): Promise<boolean> {
  let found: Raster;
  try {
    found = await decode(picture, { name: 'The answer' });
  } catch (cause) {
    throw strange('broken', `${where} sent a picture that cannot be read. ${messageOf(cause)}`, cause);
  }
  if (found.width !== size.width || found.height !== size.height) {
    const sizes = `${found.width} x ${found.height} px instead of ${size.width} x ${size.height} px`;
    throw strange('refused', `${where} sent ${sizes}: set width and height to multiples of 64 that it can make.`);
  }
  keepDecoded(picture, found);
  return formatOf(picture) === 'PNG';
}

function strange(kind: 'broken' | 'refused', sentence: string, cause?: unknown): EpochError {
  return wireError({ kind, status: 200, retryAfterMs: null, unsent: false }, sentence, cause);
}
