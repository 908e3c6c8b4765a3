import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { EpochError, makeRaster, type Raster } from '@epoch/graph-runtime/model';
import type { Pictures } from '../storage/pictures.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const HEADER_AT = 16;
const FIRST_CHUNK_AT = 8;
const JPEG_START = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);

/** Pixel work for tests: real but plain PNG files, previews that are JPEG by their first bytes only. */
export function fakePictures(): Pictures & { readonly pinned: () => number } {
  let pinned = 0;
  return {
    decode: async (bytes, limits) => decode(Buffer.from(bytes), limits?.name ?? 'The picture'),
    png: async (image) => encode(image),
    async preview(image, { maxWidth }) {
      const width = Math.min(maxWidth, image.width);
      const height = Math.max(1, Math.round((image.height * width) / image.width));
      return { width, height, bytes: Buffer.concat([JPEG_START, image.data.subarray(0, 64)]) };
    },
    /** No colour science: numbers that any other byte changes. */
    async measure({ data }) {
      const mean = (of: number) =>
        data.reduce((sum, level, at) => (at % 4 === of ? sum + level : sum), 0) / data.length;
      const roughness = data.reduce((sum, level, at) => sum + Math.abs(level - (data[at - 4] ?? level)), 0);
      const [a, b] = [mean(0) / 255, mean(2) / 255];
      const sharpness = roughness / data.length / 255;
      return { lightness: mean(1) / 255, a, b, chroma: Math.hypot(a, b), contrast: sharpness / 2, sharpness };
    },
    difference: async (a, b) =>
      a.data.reduce((sum, level, at) => sum + Math.abs(level - (b.data[at] ?? 0)), 0) / a.data.length / 255,
    pin() {
      pinned += 1;
      let held = true;
      return () => {
        if (held) pinned -= 1;
        held = false;
      };
    },
    pinned: () => pinned,
  };
}

/** RGBA, no filter, one IDAT right after the header. */
function encode({ width, height, data }: Raster): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (width * 4 + 1));
  for (let y = 0; y < height; y += 1)
    rows.set(data.subarray(y * width * 4, (y + 1) * width * 4), y * (width * 4 + 1) + 1);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, body: Uint8Array): Buffer {
  const made = Buffer.alloc(body.length + 12);
  made.writeUInt32BE(body.length, 0);
  made.write(name, 4, 'latin1');
  made.set(body, 8);
  made.writeUInt32BE(crc32(made.subarray(4, body.length + 8)), body.length + 8);
  return made;
}

/** The contents of the IDAT chunk, whatever texts stand before it. */
function dataOf(bytes: Buffer): Buffer {
  for (let at = FIRST_CHUNK_AT; at + 8 < bytes.length; at += bytes.readUInt32BE(at) + 12) {
    if (bytes.toString('latin1', at + 4, at + 8) !== 'IDAT') continue;
    return bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at));
  }
  throw new Error('no pixels');
}

function decode(bytes: Buffer, name: string): Raster {
  try {
    if (!bytes.subarray(0, 8).equals(SIGNATURE)) throw new Error('no PNG');
    const [width, height] = [bytes.readUInt32BE(HEADER_AT), bytes.readUInt32BE(HEADER_AT + 4)];
    const rows = inflateSync(dataOf(bytes));
    const data = new Uint8Array(width * height * 4);
    for (let y = 0; y < height; y += 1)
      data.set(rows.subarray(y * (width * 4 + 1) + 1, (y + 1) * (width * 4 + 1)), y * width * 4);
    return makeRaster(width, height, data);
  } catch (cause) {
    throw new EpochError('IMAGE_INVALID', `${name} is no picture that can be read. Send a PNG.`, {
      detail: { file: name },
      cause,
    });
  }
}
