import { crc32 } from 'node:zlib';

export interface PngSize {
  readonly width: number;
  readonly height: number;
}

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const HEADER_BYTES = 13;

/**
 * Reads a PNG file by its chunks: all are there, each with its checksum, and nothing after the last. So no byte was lost
 * or changed on the way; whether the picture inside is whole is for a decoder to say.
 *
 * @returns null when anything is missing, damaged or left over
 * @source PNG, third edition, section 5
 */
export function checkPng(bytes: Uint8Array): PngSize | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!file.subarray(0, 8).equals(SIGNATURE)) return null;
  let size: PngSize | null = null;
  for (let at = 8; at + 12 <= file.length; ) {
    const length = file.readUInt32BE(at);
    const end = at + 8 + length;
    if (end + 4 > file.length || crc32(file.subarray(at + 4, end)) !== file.readUInt32BE(end)) return null;
    const type = file.toString('latin1', at + 4, at + 8);
    if (size === null) {
      if (type !== 'IHDR' || length !== HEADER_BYTES) return null;
      size = { width: file.readUInt32BE(at + 8), height: file.readUInt32BE(at + 12) };
    }
    at = end + 4;
    if (type === 'IEND') return at === file.length ? size : null;
  }
  return null;
}

/** Begins and ends as a PNG file does, which one that was cut short does not; servers take it all the same. */
export function isWholePng(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return (
    file.length > 45 && file.subarray(0, 8).equals(SIGNATURE) && file.subarray(-8, -4).toString('latin1') === 'IEND'
  );
}
