import { EpochError } from '@epoch/graph-runtime/model';

const MAX_BYTES = 16 * 1024 * 1024;
/** A TIFF directory has 2 bytes of count, 12 an entry. */
const ENTRY_BYTES = 12;
const ASCII = 2;

export function isWebp(bytes: Uint8Array): boolean {
  return tagAt(bytes, 0) === 'RIFF' && tagAt(bytes, 8) === 'WEBP';
}

/**
 * The texts that ComfyUI writes into a WebP file: in the first directory of its EXIF data each text has the form
 * `keyword:text`, under whatever tag was free. By keyword; the first of two counts.
 *
 * @throws EpochError IMAGE_INVALID when it is no WebP file or its texts are too long
 * @source ComfyUI comfy_extras/nodes_images.py (SaveAnimatedWEBP): prompt under tag 0x0110, others from 0x010f down
 */
export function readWebpText(bytes: Uint8Array): ReadonlyMap<string, string> {
  if (!isWebp(bytes)) throw new EpochError('IMAGE_INVALID', 'This is not a WebP file.');
  const texts = new Map<string, string>();
  const exif = exifOf(bytes);
  if (exif === null) return texts;
  for (const text of asciiTags(exif)) {
    const match = /^([A-Za-z][A-Za-z0-9_]{0,78}):([\s\S]*)$/.exec(text);
    const [, key, value] = match ?? [];
    if (key !== undefined && value !== undefined && !texts.has(key)) texts.set(key, value);
  }
  return texts;
}

/** The TIFF data inside the EXIF chunk; null when the file has none. */
function exifOf(bytes: Uint8Array): Uint8Array | null {
  const view = viewOf(bytes);
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at + 4, true);
    if (tagAt(bytes, at) === 'EXIF') {
      const data = bytes.subarray(at + 8, at + 8 + length);
      return tagAt(data, 0) === 'Exif' ? data.subarray(6) : data;
    }
    at += 8 + length + (length % 2);
  }
  return null;
}

/** The texts of the first directory. Entries that point outside are passed over: they are nothing of ComfyUI's. */
function asciiTags(tiff: Uint8Array): string[] {
  if (tiff.length < 8) return [];
  const view = viewOf(tiff);
  const little = tiff[0] === 0x49;
  const directory = view.getUint32(4, little);
  if (directory + 2 > tiff.length) return [];
  const count = view.getUint16(directory, little);
  const texts: string[] = [];
  let left = MAX_BYTES;
  for (let i = 0; i < count; i++) {
    const entry = directory + 2 + i * ENTRY_BYTES;
    if (entry + ENTRY_BYTES > tiff.length) break;
    if (view.getUint16(entry + 2, little) !== ASCII) continue;
    const length = view.getUint32(entry + 4, little);
    const start = length <= 4 ? entry + 8 : view.getUint32(entry + 8, little);
    if (start + length > tiff.length) continue;
    // Entries may share bytes, so the sum counts, not the size of the file.
    left -= length;
    if (left < 0) throw new EpochError('IMAGE_INVALID', 'The texts inside this WebP file are too long.');
    texts.push(new TextDecoder().decode(tiff.subarray(start, start + length)).replace(/\0+$/, ''));
  }
  return texts;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function tagAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
