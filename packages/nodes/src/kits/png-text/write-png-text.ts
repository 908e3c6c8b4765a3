import { deflateSync } from 'node:zlib';
import { EpochError } from '@epoch/graph-runtime/model';
import { encodeChunk, pngChunks } from './png-chunks.ts';

/** 1 to 79 Latin-1 characters, no space at either end and no two in a row. */
const KEYWORD = /^(?!.* {2})[!-~\u00a1-\u00ff](?:[ -~\u00a1-\u00ff]{0,77}[!-~\u00a1-\u00ff])?$/;
/** NUL ends a keyword and must not be in a text. */
const BEYOND = /\0|[^\0-\u00ff]/;
const DEFLATE = 0;

/**
 * JSON with everything beyond ASCII written as \u escapes, as ComfyUI and Python do, so that it fits a `tEXt` chunk and
 * means the same. Takes JSON text rather than a value: whole numbers beyond 2^53 stay as they are.
 */
export function asciiJson(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * One text as a whole PNG chunk, ready for `insertPngChunks`: `tEXt`, or `zTXt` when it is to be packed. The same text
 * gives the same bytes, so a chunk can be made once and put into every still of a film.
 *
 * @throws RangeError when the keyword is none or the text is not Latin-1 (JSON goes through `asciiJson` first)
 */
export function pngTextChunk(
  keyword: string,
  text: string,
  { packed = false }: { readonly packed?: boolean } = {},
): Uint8Array {
  if (!KEYWORD.test(keyword)) {
    throw new RangeError(`"${keyword}" cannot be a keyword in a PNG file: use 1 to 79 Latin-1 characters.`);
  }
  if (BEYOND.test(text)) throw new RangeError(`The text of ${keyword} has characters beyond Latin-1.`);
  const body = Buffer.from(text, 'latin1');
  const head = Buffer.from(`${keyword}\0`, 'latin1');
  if (!packed) return encodeChunk('tEXt', Buffer.concat([head, body]));
  return encodeChunk('zTXt', Buffer.concat([head, Buffer.of(DEFLATE), deflateSync(body)]));
}

/**
 * Puts whole chunks into a PNG file, before its pixels, where readers look first. Everything else stays byte for byte.
 *
 * @throws EpochError IMAGE_INVALID when it is no PNG file or has no pixels
 */
export function insertPngChunks(png: Uint8Array, chunks: readonly Uint8Array[]): Uint8Array {
  for (const { type, offset } of pngChunks(png)) {
    if (type === 'IDAT') return Buffer.concat([png.subarray(0, offset), ...chunks, png.subarray(offset)]);
  }
  throw new EpochError('IMAGE_INVALID', 'This PNG file has no pixels.');
}

/** Puts texts into a PNG file, in their order. @throws as `pngTextChunk` and `insertPngChunks` */
export function insertPngText(png: Uint8Array, texts: Readonly<Record<string, string>>): Uint8Array {
  return insertPngChunks(
    png,
    Object.entries(texts).map(([keyword, text]) => pngTextChunk(keyword, text)),
  );
}
