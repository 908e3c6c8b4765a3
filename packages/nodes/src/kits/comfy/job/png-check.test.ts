import sharp from 'sharp';
import { expect, test } from 'vitest';
import { checkPng, isWholePng } from './png-check.ts';
import { firstPicture } from './testing.ts';

test('[CC83] a picture counts as whole when it is: every cut and every flipped byte is noticed', async () => {
  const png = await firstPicture(24);
  expect(await checkPng(png)).toEqual({ width: 24, height: 24 });
  expect(await checkPng(Buffer.concat([png, Buffer.from([0])]))).toBeNull();
  for (let cut = 0; cut < png.length; cut += 7) expect(await checkPng(png.subarray(0, cut)), `cut ${cut}`).toBeNull();
  expect(isWholePng(png)).toBe(true);
  expect(isWholePng(png.subarray(0, -1))).toBe(false);
  for (let at = 0; at < png.length; at += 5) {
    const flipped = Buffer.from(png);
    flipped[at] = (flipped[at] ?? 0) ^ 4;
    expect(await checkPng(flipped), `byte ${at}`).toBeNull();
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
  for (const kind of kinds) expect(await checkPng(await kind.toBuffer())).toEqual({ width: 37, height: 11 });
  expect(await checkPng(await image().jpeg().toBuffer())).toBeNull();
  expect(await checkPng(Buffer.from('<html>'))).toBeNull();
});
