import { promisify } from 'node:util';
import { crc32, inflate } from 'node:zlib';

export interface PngSize {
  readonly width: number;
  readonly height: number;
}

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
/** Samples per pixel by colour type. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const MAX_BYTES = 1024 * 1024 * 1024;
const LAST_FILTER = 4;
const unpack = promisify(inflate);

interface Header extends PngSize {
  readonly rowBytes: number;
  readonly interlaced: boolean;
}

/**
 * Reads a PNG file as far as it can be wrong: every chunk by its checksum, the picture unpacked to its last row.
 * Quicker than a decoder, which also makes the pixels.
 *
 * @returns null when anything is missing, damaged or left over
 * @source PNG, third edition, sections 5 and 9
 */
export async function checkPng(bytes: Uint8Array): Promise<PngSize | null> {
  const chunks = chunksOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const first = chunks?.[0];
  if (chunks === null || first?.type !== 'IHDR' || chunks.at(-1)?.type !== 'IEND') return null;
  const header = headerOf(first.data);
  if (header === null) return null;
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const rows = await unpack(packed, { maxOutputLength: MAX_BYTES }).catch(() => null);
  if (rows === null || !isWhole(rows, header)) return null;
  return { width: header.width, height: header.height };
}

/** Begins and ends as a PNG file does, which one that was cut short does not; servers take it all the same. */
export function isWholePng(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return (
    file.length > 45 && file.subarray(0, 8).equals(SIGNATURE) && file.subarray(-8, -4).toString('latin1') === 'IEND'
  );
}

function chunksOf(file: Buffer): readonly { readonly type: string; readonly data: Buffer }[] | null {
  if (!file.subarray(0, 8).equals(SIGNATURE)) return null;
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = 8; at < file.length; ) {
    if (at + 12 > file.length) return null;
    const end = at + 8 + file.readUInt32BE(at);
    if (end + 4 > file.length || crc32(file.subarray(at + 4, end)) !== file.readUInt32BE(end)) return null;
    const type = file.subarray(at + 4, at + 8).toString('latin1');
    chunks.push({ type, data: file.subarray(at + 8, end) });
    at = end + 4;
    if (type === 'IEND') return at === file.length ? chunks : null;
  }
  return null;
}

function headerOf(data: Buffer): Header | null {
  if (data.length !== 13) return null;
  const [width, height] = [data.readUInt32BE(0), data.readUInt32BE(4)];
  const channels = CHANNELS[data.readUInt8(9)];
  if (width === 0 || height === 0 || channels === undefined) return null;
  const rowBytes = Math.ceil((width * channels * data.readUInt8(8)) / 8);
  return { width, height, rowBytes, interlaced: data.readUInt8(12) !== 0 };
}

/** All rows are there, each with a filter that exists. Interlaced pictures have seven passes; their checksum has to do. */
function isWhole(rows: Buffer, { height, rowBytes, interlaced }: Header): boolean {
  if (interlaced) return rows.length >= height * rowBytes;
  if (rows.length !== height * (rowBytes + 1)) return false;
  for (let row = 0; row < height; row++) if ((rows[row * (rowBytes + 1)] ?? 255) > LAST_FILTER) return false;
  return true;
}
