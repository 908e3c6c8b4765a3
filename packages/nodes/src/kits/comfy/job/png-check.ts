import { isPng, pngChunks } from '../../png-text/png-chunks.ts';

export interface PngSize {
  readonly width: number;
  readonly height: number;
}

const HEADER_BYTES = 13;
/** A picture in the smallest file: signature, header, one chunk of pixels, end. @unit bytes */
const LEAST_BYTES = 45;

/**
 * Reads a PNG file by its chunks: all are there, each with its checksum, and nothing after the last. So no byte was lost
 * or changed on the way; whether the picture inside is whole is for a decoder to say.
 *
 * @returns null when anything is missing, damaged or left over
 * @throws EpochError IMAGE_INVALID when it has more chunks than any picture needs
 * @source PNG, third edition, section 5
 */
export function checkPng(bytes: Uint8Array): PngSize | null {
  if (!isPng(bytes)) return null;
  let size: PngSize | null = null;
  for (const { type, data, end, isIntact } of pngChunks(bytes)) {
    if (!isIntact()) return null;
    if (size === null) {
      if (type !== 'IHDR' || data.length !== HEADER_BYTES) return null;
      const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
      size = { width: view.getUint32(0), height: view.getUint32(4) };
    }
    if (type === 'IEND') return end === bytes.length ? size : null;
  }
  return null;
}

/** Begins and ends as a PNG file does, which one that was cut short does not; servers take it all the same. */
export function isWholePng(bytes: Uint8Array): boolean {
  return bytes.length > LEAST_BYTES && isPng(bytes) && String.fromCharCode(...bytes.subarray(-8, -4)) === 'IEND';
}
