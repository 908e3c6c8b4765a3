import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { takeDecoded } from '../../engines/decoded.ts';
import { checkPng, isWholePng } from './png-check.ts';
import { firstPicture } from './testing.ts';
import { verifyPicture } from './verify.ts';

const verify = (bytes: Uint8Array) => verifyPicture(bytes, null, 'http://attic');

test('[CC83] a picture counts as whole when it is: every cut and every flipped byte is noticed', async () => {
  const png = await firstPicture(24);
  expect(checkPng(png)).toEqual({ width: 24, height: 24 });
  expect(checkPng(Buffer.concat([png, Buffer.from([0])]))).toBeNull();
  for (let cut = 0; cut < png.length; cut += 7) expect(checkPng(png.subarray(0, cut)), `cut ${cut}`).toBeNull();
  expect(isWholePng(png)).toBe(true);
  expect(isWholePng(png.subarray(0, -1))).toBe(false);
  for (let at = 0; at < png.length; at += 5) {
    const flipped = Buffer.from(png);
    flipped[at] = (flipped[at] ?? 0) ^ 4;
    expect(checkPng(flipped), `byte ${at}`).toBeNull();
  }
});

const SIDE = 24;
const ROW_BYTES = 1 + 3 * SIDE;

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const words = Buffer.alloc(8);
  words.writeUInt32BE(data.length);
  words.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([words.subarray(0, 4), body, words.subarray(4)]);
}

/** A file whose checksums are all right, whatever is in it. */
function fileOf(rows: Uint8Array, change: (packed: Buffer) => Buffer = (packed) => packed): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIDE);
  header.writeUInt32BE(SIDE, 4);
  header.set([8, 2], 8);
  const chunks = [chunk('IHDR', header), chunk('IDAT', change(deflateSync(rows))), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...chunks]);
}

test('[CC83] rows that are missing or broken inside a file with good checksums are noticed', async () => {
  const rows = Buffer.alloc(SIDE * ROW_BYTES).map((_, at) => (at % ROW_BYTES === 0 ? 0 : (at * 37) & 255));
  await verify(fileOf(rows));
  const wrongFilter = Buffer.from(rows);
  wrongFilter[3 * ROW_BYTES] = 9;
  const bad = [
    fileOf(rows.subarray(0, -ROW_BYTES)),
    fileOf(rows.subarray(0, -1)),
    fileOf(wrongFilter),
    fileOf(rows, (packed) => packed.subarray(0, -4)),
    fileOf(rows, (packed) => Buffer.from(packed.map((byte, at) => (at === packed.length - 1 ? byte ^ 1 : byte)))),
  ];
  for (const [at, file] of bad.entries()) {
    expect(checkPng(file), `file ${at}`).not.toBeNull();
    await expect(verify(file), `file ${at}`).rejects.toThrow('The picture from http://attic is a PNG file, but');
  }
});

test('[CC84] PNG files of every kind that servers write are whole: grey, palette, alpha, 16 bit, interlaced', async () => {
  const image = () => sharp({ create: { width: 37, height: 11, channels: 4, background: '#3a7c' } });
  const kinds = [
    image().png(),
    image().removeAlpha().png(),
    image().greyscale().png(),
    image().png({ palette: true, colours: 4 }),
    image().png({ progressive: true }),
    image().toColourspace('rgb16').png(),
  ];
  for (const kind of kinds) {
    const file = await kind.toBuffer();
    await verifyPicture(file, { width: 37, height: 11 }, 'http://attic');
    expect(takeDecoded(file)).toMatchObject({ width: 37, height: 11 });
    expect(takeDecoded(file)).toBeUndefined();
  }
  await expect(verify(await image().jpeg().toBuffer())).rejects.toThrow('no PNG file');
  await expect(verify(Buffer.from('<html>'))).rejects.toThrow('no PNG file');
});
