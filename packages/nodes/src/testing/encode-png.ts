import { crc32, deflateSync } from 'node:zlib';
import type { Raster } from '@epoch/graph-runtime/model';

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** A PNG file without threads: RGB when the picture is opaque, RGBA otherwise, as the real pixels give it. */
export async function encodePng({ width, height, data }: Raster): Promise<Uint8Array> {
  const opaque = data.every((level, at) => at % 4 !== 3 || level === 255);
  const channels = opaque ? 3 : 4;
  const rows = Buffer.alloc(height * (1 + width * channels));
  for (let pixel = 0; pixel < width * height; pixel++) {
    const row = Math.floor(pixel / width);
    // Each row begins with the number of its filter: none.
    rows.set(data.subarray(4 * pixel, 4 * pixel + channels), 1 + row + pixel * channels);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, opaque ? 2 : 6], 8);
  const parts = [SIGNATURE, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))];
  return new Uint8Array(Buffer.concat(parts));
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}
