import { EpochError } from '@epoch/graph-runtime/model';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { decode, formatOf } from './decode.ts';

const red = () => sharp({ create: { width: 24, height: 16, channels: 4, background: '#c01020' } });

test.each(['png', 'jpeg', 'webp', 'gif', 'avif'] as const)(
  '[RD1] %s is known by its bytes and decoded',
  async (format) => {
    const bytes = await red().toFormat(format).toBuffer();
    expect(formatOf(bytes)?.toLowerCase()).toBe(format);
    const image = await decode(bytes);
    expect([image.width, image.height]).toEqual([24, 16]);
    const [r = 0, g = 0, b = 0, a = 0] = image.data.subarray(400);
    expect(Math.abs(r - 0xc0) + Math.abs(g - 0x10) + Math.abs(b - 0x20)).toBeLessThan(24);
    expect(a).toBe(255);
  },
);

test('[RD2] a picture is turned upright by its EXIF orientation', async () => {
  const bytes = await red().jpeg().withMetadata({ orientation: 6 }).toBuffer();
  const image = await decode(bytes);
  expect([image.width, image.height]).toEqual([16, 24]);
});

test('[RD3] only the first picture of an animation is read', async () => {
  const frames = sharp(Buffer.alloc(8 * 12 * 3, 90), { raw: { width: 8, height: 12, channels: 3, pageHeight: 6 } });
  const image = await decode(await frames.gif().toBuffer());
  expect([image.width, image.height]).toEqual([8, 6]);
});

test('[RD4] grey and 16-bit pictures become 8-bit RGBA', async () => {
  const grey = await red().greyscale().png().toBuffer();
  const deep = await red().toColourspace('rgb16').png().toBuffer();
  for (const bytes of [grey, deep]) expect((await decode(bytes)).data.length).toBe(24 * 16 * 4);
});

test.each([
  ['text', async () => Buffer.from('hello'), /not a PNG, JPEG, WebP, GIF or AVIF/],
  ['nothing', async () => new Uint8Array(0), /not a PNG/],
  ['half a file', async () => (await red().png().toBuffer()).subarray(0, 60), /broken or cut off/],
  ['svg', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), /not a PNG/],
])('[RD5] %s is refused with a sentence that names the file', async (_, make, sentence) => {
  const refusal = decode(await make(), { name: 'cat.png' });
  await expect(refusal).rejects.toThrow(sentence);
  await expect(refusal).rejects.toThrow('cat.png');
  await expect(refusal).rejects.toBeInstanceOf(EpochError);
});

test('[RD6] sizes are checked before anything is decoded', async () => {
  const bytes = await red().png().toBuffer();
  await expect(decode(bytes, { maxSide: 20 })).rejects.toThrow('24 x 16 px; at most 20 px a side');
  await expect(decode(bytes, { maxPixels: 100 })).rejects.toMatchObject({ code: 'IMAGE_INVALID' });
});
