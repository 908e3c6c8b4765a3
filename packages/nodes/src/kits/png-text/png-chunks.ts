import { crc32 } from 'node:zlib';
import { EpochError } from '@epoch/graph-runtime/model';

/** One chunk of a PNG file: where it begins in the file and what is in it. */
export interface PngChunk {
  readonly type: string;
  /** Of the first byte of its length field. @unit bytes */
  readonly offset: number;
  /** Behind its last byte. @unit bytes */
  readonly end: number;
  readonly data: Uint8Array;
  /** Whether its checksum is that of its contents. Worked out when asked. */
  isIntact(): boolean;
}

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
/** Length, type and checksum. @unit bytes */
const FRAME_BYTES = 12;
/** A picture of 64 megapixels in the smallest blocks that encoders write has a third of it. */
const MOST_CHUNKS = 100_000;

export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, at) => bytes[at] === byte);
}

/**
 * The chunks of a PNG file in their order. Ends where the file was cut, without an error: what stands before the cut is
 * there.
 *
 * @throws EpochError IMAGE_INVALID when it is no PNG file or has more chunks than any picture needs
 * @source PNG (Third Edition) 5.3
 */
export function* pngChunks(bytes: Uint8Array): Generator<PngChunk> {
  if (!isPng(bytes)) throw new EpochError('IMAGE_INVALID', 'This is not a PNG file.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = SIGNATURE.length;
  for (let count = 0; offset + FRAME_BYTES <= bytes.length; count++) {
    if (count === MOST_CHUNKS) throw new EpochError('IMAGE_INVALID', 'This PNG file is cut into too many pieces.');
    const length = view.getUint32(offset);
    const end = offset + FRAME_BYTES + length;
    if (end > bytes.length) return;
    const covered = bytes.subarray(offset + 4, end - 4);
    const checksum = view.getUint32(end - 4);
    const type = String.fromCharCode(...covered.subarray(0, 4));
    yield { type, offset, end, data: covered.subarray(4), isIntact: () => crc32(covered) === checksum };
    offset = end;
  }
}

/** A whole chunk as it stands in the file. */
export function encodeChunk(type: string, data: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(FRAME_BYTES + data.length);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) chunk[4 + i] = type.charCodeAt(i);
  chunk.set(data, 8);
  view.setUint32(chunk.length - 4, crc32(chunk.subarray(4, -4)));
  return chunk;
}
