import { inflateSync } from 'node:zlib';
import { EpochError } from '@epoch/graph-runtime/model';
import { type PngChunk, pngChunks } from './png-chunks.ts';

export interface TextLimits {
  /** Of all texts of a file together, unpacked. @unit bytes */
  readonly maxBytes?: number;
  /** How many texts a file may have. */
  readonly maxTexts?: number;
}

const MAX_BYTES = 16 * 1024 * 1024;
const MAX_TEXTS = 256;

/**
 * The texts of a PNG file by keyword; of two with the same keyword the first counts. Texts are unpacked only as far as
 * the limit goes, so a small file cannot become a large one here.
 *
 * @throws EpochError IMAGE_INVALID when it is no PNG file, a text is damaged, or the texts break a limit
 * @source PNG (Third Edition) 11.3.3
 */
export function readPngText(
  bytes: Uint8Array,
  { maxBytes = MAX_BYTES, maxTexts = MAX_TEXTS }: TextLimits = {},
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  let left = maxBytes;
  let count = 0;
  for (const chunk of pngChunks(bytes)) {
    if (!(chunk.type in READERS)) continue;
    count += 1;
    if (count > maxTexts) throw new EpochError('IMAGE_INVALID', `This PNG file has more than ${maxTexts} texts.`);
    const { key, text, usedBytes } = readText(chunk, left);
    left -= usedBytes;
    if (!texts.has(key)) texts.set(key, text);
  }
  return texts;
}

interface Found {
  readonly key: string;
  readonly text: string;
  readonly usedBytes: number;
}

function readText(chunk: PngChunk, left: number): Found {
  if (!chunk.isIntact()) throw damaged();
  const keyEnd = chunk.data.indexOf(0);
  if (keyEnd < 1 || keyEnd > 79) throw damaged();
  const read = READERS[chunk.type];
  if (read === undefined) throw damaged();
  const key = latin1(chunk.data.subarray(0, keyEnd));
  const { bytes, decode } = read(chunk.data.subarray(keyEnd + 1), left);
  if (bytes.length > left) throw tooLong();
  return { key, text: decode(bytes), usedBytes: bytes.length };
}

interface Unpacked {
  readonly bytes: Uint8Array;
  readonly decode: (bytes: Uint8Array) => string;
}

/** What follows the keyword, by type of chunk. */
const READERS: Readonly<Record<string, (rest: Uint8Array, left: number) => Unpacked>> = {
  tEXt: (rest) => ({ bytes: rest, decode: latin1 }),
  zTXt: (rest, left) => ({ bytes: inflate(rest[0], rest.subarray(1), left), decode: latin1 }),
  iTXt(rest, left) {
    const languageEnd = rest.indexOf(0, 2);
    const translatedEnd = languageEnd < 0 ? -1 : rest.indexOf(0, languageEnd + 1);
    if (translatedEnd < 0) throw damaged();
    const packed = rest.subarray(translatedEnd + 1);
    return { bytes: rest[0] === 0 ? packed : inflate(rest[1], packed, left), decode: utf8 };
  },
};

function inflate(method: number | undefined, packed: Uint8Array, left: number): Uint8Array {
  if (method !== 0) throw damaged();
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(1, left) });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    throw code === 'ERR_BUFFER_TOO_LARGE' ? tooLong() : damaged();
  }
}

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
const utf8 = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

const damaged = () =>
  new EpochError('IMAGE_INVALID', 'A text inside this PNG file is damaged. Take the original file.');
const tooLong = () => new EpochError('IMAGE_INVALID', 'The texts inside this PNG file are too long.');
