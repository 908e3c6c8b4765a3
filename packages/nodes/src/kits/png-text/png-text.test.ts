import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { encodeChunk, pngChunks } from './png-chunks.ts';
import { readPngText } from './read-png-text.ts';
import { asciiJson, insertPngChunks, insertPngText, pngTextChunk } from './write-png-text.ts';

let plain: Uint8Array;
beforeAll(async () => {
  const noise = Uint8Array.from({ length: 12 * 10 * 3 }, (_, i) => (i * 37) % 256);
  plain = await sharp(noise, { raw: { width: 12, height: 10, channels: 3 } })
    .png()
    .toBuffer();
});

const typesOf = (png: Uint8Array) => [...pngChunks(png)].map(({ type }) => type);
const bytesOf = (text: string) => Buffer.from(text, 'latin1');

test('[PT1] texts come back as they were written, and stand before the pixels', () => {
  const json = asciiJson('{"title":"Grün 图 \u{1f680}","seed":18446744073709551615}');
  const png = insertPngText(plain, { prompt: json, workflow: '{}' });
  expect(typesOf(png)).toEqual(['IHDR', ...typesOf(plain).slice(1, -2), 'tEXt', 'tEXt', 'IDAT', 'IEND']);
  const texts = readPngText(png);
  expect([...texts]).toEqual([
    ['prompt', json],
    ['workflow', '{}'],
  ]);
  expect(json).toMatch(/^[ -~]*$/);
  expect(JSON.parse(json).title).toBe('Grün 图 \u{1f680}');
  expect(json).toContain('18446744073709551615');
});

test('[PT2] writing texts leaves every other byte as it was, and other readers still find the pixels', async () => {
  const png = insertPngText(plain, { epochstreamer: '{}' });
  const without = [...pngChunks(png)].filter(({ type }) => type !== 'tEXt').map(({ type, data }) => [type, [...data]]);
  expect(without).toEqual([...pngChunks(plain)].map(({ type, data }) => [type, [...data]]));
  expect(await sharp(png).raw().toBuffer()).toEqual(await sharp(plain).raw().toBuffer());
  expect((await sharp(png).metadata()).comments).toEqual([{ keyword: 'epochstreamer', text: '{}' }]);
});

test('[PT3] packed texts are smaller and come back, and the same text gives the same chunk', async () => {
  const text = '{"nodes":[]}'.repeat(1000);
  const chunk = pngTextChunk('epochstreamer', text, { packed: true });
  expect(chunk.length).toBeLessThan(300);
  expect(pngTextChunk('epochstreamer', text, { packed: true })).toEqual(chunk);
  const png = insertPngChunks(plain, [chunk]);
  expect(readPngText(png).get('epochstreamer')).toBe(text);
  expect((await sharp(png).metadata()).comments?.[0]?.text).toBe(text);
});

test('[PT4] international texts are read, packed or not', () => {
  const head = Buffer.from('workflow\0', 'latin1');
  const text = Buffer.from('{"t":"图"}');
  const open = encodeChunk('iTXt', Buffer.concat([head, Buffer.of(0, 0), Buffer.from('de\0Ablauf\0'), text]));
  const packed = encodeChunk('iTXt', Buffer.concat([head, Buffer.of(1, 0, 0, 0), deflateSync(text)]));
  for (const chunk of [open, packed]) {
    expect(readPngText(insertPngChunks(plain, [chunk])).get('workflow')).toBe('{"t":"图"}');
  }
});

test('[PT5] of two texts with one keyword the first counts, and a keyword __proto__ is a word like any other', () => {
  const png = insertPngChunks(plain, [
    pngTextChunk('__proto__', '{"polluted":1}'),
    pngTextChunk('prompt', 'first'),
    pngTextChunk('prompt', 'second'),
  ]);
  const texts = readPngText(png);
  expect(texts.get('prompt')).toBe('first');
  expect(texts.get('__proto__')).toBe('{"polluted":1}');
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

test('[PT6] a small file that unpacks to a large text is refused, alone and in sum', () => {
  const bomb = deflateSync(Buffer.alloc(64 * 1024 * 1024, 0x20), { level: 9 });
  for (const [type, rest] of [
    ['zTXt', Buffer.concat([bytesOf('prompt\0\0'), bomb])],
    ['iTXt', Buffer.concat([bytesOf('prompt\0\x01\0\0\0'), bomb])],
  ] as const) {
    const png = insertPngChunks(plain, [encodeChunk(type, rest)]);
    expect(png.length).toBeLessThan(200_000);
    expect(() => readPngText(png)).toThrow('too long');
  }
  const half = pngTextChunk('prompt', ' '.repeat(600), { packed: true });
  expect(() => readPngText(insertPngChunks(plain, [half, half]), { maxBytes: 1000 })).toThrow('too long');
  const many = Array.from({ length: 300 }, () => pngTextChunk('a', ''));
  expect(() => readPngText(insertPngChunks(plain, many))).toThrow('more than 256 texts');
});

test('[PT7] a damaged text is said, a cut file gives what stands before the cut, another file is refused', () => {
  const png = Buffer.from(insertPngText(plain, { prompt: '{"a":1}' }));
  const cut = png.subarray(0, png.indexOf('IDAT') + 8);
  expect(readPngText(cut).get('prompt')).toBe('{"a":1}');
  const damaged = Buffer.from(png);
  damaged[damaged.indexOf('{"a":1}') + 1] = 0;
  expect(() => readPngText(damaged)).toThrow('damaged');
  expect(() => readPngText(bytesOf('{"prompt":{}}'))).toThrow('not a PNG file');
  expect(() => insertPngText(bytesOf('\x89PNG\r\n\x1a\n'), { a: 'b' })).toThrow('no pixels');
  for (const rest of ['', 'no keyword ends', `${'k'.repeat(80)}\0x`, 'k\0\x01packed by what']) {
    expect(() => readPngText(insertPngChunks(plain, [encodeChunk('zTXt', bytesOf(rest))]))).toThrow('damaged');
  }
});

test('[PT7] a file of nothing but empty chunks is refused before it costs time', () => {
  const empty = encodeChunk('aaAa', new Uint8Array());
  const file = Buffer.concat([plain.subarray(0, 8), ...Array.from({ length: 100_001 }, () => empty)]);
  expect(() => readPngText(file)).toThrow('too many pieces');
});

test('[PT8] what no PNG text can hold is refused when written', () => {
  for (const keyword of ['', ' a', 'a ', 'a  b', 'x'.repeat(80), '图']) {
    expect(() => pngTextChunk(keyword, 'x')).toThrow(RangeError);
  }
  expect(() => pngTextChunk('a', '图')).toThrow('beyond Latin-1');
  expect(() => pngTextChunk('a', 'x\0y')).toThrow('beyond Latin-1');
});
