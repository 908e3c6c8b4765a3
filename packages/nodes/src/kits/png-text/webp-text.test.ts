import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { isWebp, readWebpText } from './read-webp-text.ts';

let file: Buffer;
beforeAll(async () => {
  // The tags that ComfyUI uses: prompt is the model of the camera (0x0110), workflow its maker (0x010f).
  file = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#123456' } })
    .withExif({ IFD0: { Model: 'prompt:{"1":{"class_type":"X:Y"}}', Make: 'workflow:{"nodes":[]}' } })
    .webp()
    .toBuffer();
});

test('[PT9] the texts of a WebP file are found by their keyword, whatever tag they stand under', () => {
  expect(isWebp(file)).toBe(true);
  const texts = readWebpText(file);
  expect(texts.get('prompt')).toBe('{"1":{"class_type":"X:Y"}}');
  expect(texts.get('workflow')).toBe('{"nodes":[]}');
});

test('[PT9] a WebP file without texts has none, another file is refused', async () => {
  const bare = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#123456' } })
    .webp()
    .toBuffer();
  expect(readWebpText(bare).size).toBe(0);
  expect(() => readWebpText(Buffer.from('RIFFxxxxWAVE'))).toThrow('not a WebP file');
});

/** A WebP file that is nothing but EXIF data of our making. */
function webpWith(tiff: Buffer): Buffer {
  const head = Buffer.alloc(20);
  head.write('RIFF', 0);
  head.writeUInt32LE(tiff.length + 12, 4);
  head.write('WEBPEXIF', 8);
  head.writeUInt32LE(tiff.length, 16);
  return Buffer.concat([head, tiff]);
}

/** TIFF data whose entries all are the text at `start` with `length` bytes. */
function tiffOf(entries: number, start: number, length: number, size: number): Buffer {
  const tiff = Buffer.alloc(size, 0x20);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(entries, 8);
  for (let i = 0; i < entries && 10 + 12 * (i + 1) <= size; i++) {
    tiff.writeUInt16LE(0x10f, 10 + 12 * i);
    tiff.writeUInt16LE(2, 12 + 12 * i);
    tiff.writeUInt32LE(length, 14 + 12 * i);
    tiff.writeUInt32LE(start, 18 + 12 * i);
  }
  return tiff;
}

test('[PT10] EXIF data that points outside, or at the same bytes again and again, does no harm', () => {
  expect(readWebpText(webpWith(tiffOf(1, 4_000_000_000, 100, 64))).size).toBe(0);
  expect(readWebpText(webpWith(tiffOf(60_000, 8, 30, 100))).size).toBe(0);
  expect(() => readWebpText(webpWith(tiffOf(1000, 8, 100_000, 200_000)))).toThrow('too long');
  for (let length = 0; length < file.length; length += 7) expect(() => readCut(length)).not.toThrow(RangeError);
});

function readCut(length: number): void {
  const cut = file.subarray(0, length);
  if (isWebp(cut)) readWebpText(cut);
}
