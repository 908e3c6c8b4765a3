import { constants, crc32, deflateRawSync } from 'node:zlib';
import type { Workbench } from '../workbench.ts';
import { opaque, type PixelsAt } from './pixels-at.ts';

export interface PngJob {
  readonly image: PixelsAt;
  /** Text chunks, ready to be written: type and contents. */
  readonly chunks: readonly { readonly type: string; readonly data: Uint8Array }[];
}

const SIGNATURE = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);
const RGB = 2;
const RGBA = 6;
/** Pictures that shrink less than this are noisy: searching them for repeats takes long and finds nothing. */
const CALM_RATIO = 6;
/** One table of codes for so many bytes: it follows the picture from top to bottom. */
const BLOCK_BYTES = 2 ** 17;
const CALM_BLOCK_BYTES = 2 ** 20;
/** Of a calm picture this many slices, this share of it together but no less than so many rows each, are tried first. */
const SLICES = 4;
const SLICED_SHARE = 1 / 64;
const SLICED_ROWS = 4;

/** Encodes a picture as a PNG file. */
export function runPng(bench: Workbench, { image, chunks }: PngJob): Uint8Array {
  const channels = opaque(bench, image) ? 3 : 4;
  return assemble([
    { type: 'IHDR', parts: [header(image, channels === 3 ? RGB : RGBA)] },
    ...chunks.map(({ type, data }) => ({ type, parts: [data] })),
    { type: 'IDAT', parts: compress(bench, image, channels) },
    { type: 'IEND', parts: [] },
  ]);
}

function header({ width, height }: PixelsAt, colourType: number): Uint8Array {
  const bytes = new Uint8Array(13);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  bytes.set([8, colourType], 8);
  return bytes;
}

/** The zlib stream of the filtered rows: header, deflate data, checksum. */
function compress(bench: Workbench, image: PixelsAt, channels: number): Uint8Array[] {
  const rowBytes = 1 + image.width * channels;
  const length = image.height * rowBytes;
  const filtered = bench.take(length + 64);
  bench.team.rows(image.height, [['filterRows', image.pointer, image.width, channels, filtered]]);
  let blocks = deflated(bench, { filtered, rowBytes, rows: image.height }, BLOCK_BYTES);
  // A calm picture needs few codes, and so many tables of them would be the larger part.
  if (lengthOf(blocks) * CALM_RATIO < length) {
    blocks = deflated(bench, { filtered, rowBytes, rows: image.height }, CALM_BLOCK_BYTES);
  }
  const checksum = new Uint8Array(4);
  new DataView(checksum.buffer).setUint32(0, bench.team.once('adler32', filtered, length) >>> 0);
  return [Uint8Array.of(0x78, 0x01), ...shorter(blocks, bench.bytes(filtered, length), image.height), checksum];
}

interface Scanlines {
  readonly filtered: number;
  readonly rowBytes: number;
  readonly rows: number;
}

/** Blocks of whole rows, compressed by as many threads as come; the same blocks whoever comes. */
function deflated(bench: Workbench, { filtered, rowBytes, rows }: Scanlines, blockBytes: number): Uint8Array[] {
  const { team } = bench;
  const blockRows = Math.min(rows, Math.max(1, Math.round(blockBytes / rowBytes)));
  const block = blockRows * rowBytes;
  const outAt = team.once('deflateWorkspace') + 4;
  // The codes never make a block longer than its bytes by more than a header.
  const desk = Math.ceil((outAt + block + (block >> 4) + 4096) / 64) * 64;
  const count = Math.ceil(rows / blockRows);
  const desks = bench.take(count * desk);
  team.rows(rows, [['deflateRows', filtered, rowBytes, rows, blockRows, desks, desk]]);
  return Array.from({ length: count }, (_, at) => {
    const out = desks + at * desk + outAt;
    return bench.bytes(out, bench.words(out - 4, 1)[0] ?? 0);
  });
}

/** Drawn gradients, letters and patterns repeat themselves; zlib's search for repeats makes less of them than runs do. */
function shorter(ours: Uint8Array[], filtered: Uint8Array, rows: number): Uint8Array[] {
  const length = lengthOf(ours);
  if (length * CALM_RATIO > filtered.length || !repeats(filtered, rows)) return ours;
  const theirs = deflateRawSync(filtered, { level: 6, memLevel: 9 });
  return theirs.length < length ? [theirs] : ours;
}

function repeats(filtered: Uint8Array, rows: number): boolean {
  const share = Math.max(SLICED_SHARE / SLICES, Math.min(1 / SLICES, SLICED_ROWS / rows));
  const length = Math.ceil(filtered.length * share);
  let [searched, runs] = [0, 0];
  for (let slice = 0; slice < SLICES; slice++) {
    const start = Math.max(0, Math.floor(((slice + 0.5) / SLICES) * filtered.length - length / 2));
    const part = filtered.subarray(start, start + length);
    searched += deflateRawSync(part, { level: 6, memLevel: 9 }).length;
    runs += deflateRawSync(part, { strategy: constants.Z_RLE, memLevel: 9 }).length;
  }
  return searched < 0.97 * runs;
}

interface Chunk {
  readonly type: string;
  readonly parts: readonly Uint8Array[];
}

const lengthOf = (parts: readonly Uint8Array[]) => parts.reduce((sum, part) => sum + part.length, 0);

function assemble(chunks: readonly Chunk[]): Uint8Array {
  const total = chunks.reduce((sum, { parts }) => sum + 12 + lengthOf(parts), SIGNATURE.length);
  const file = new Uint8Array(total);
  const view = new DataView(file.buffer);
  file.set(SIGNATURE);
  let at = SIGNATURE.length;
  for (const { type, parts } of chunks) {
    view.setUint32(at, lengthOf(parts));
    const start = at + 4;
    for (let i = 0; i < 4; i++) file[start + i] = type.charCodeAt(i);
    at += 8;
    for (const part of parts) {
      file.set(part, at);
      at += part.length;
    }
    view.setUint32(at, crc32(file.subarray(start, at)));
    at += 4;
  }
  return file;
}
