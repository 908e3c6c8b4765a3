import { expect, test } from 'vitest';
import { kindOf, kindOfJson, kindOfPicture } from './file-kind.ts';

const latin1 = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const uint32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const chunk = (type: string, data: readonly number[]) => [...uint32(data.length), ...latin1(type), ...data, 0, 0, 0, 0];
const png = (...chunks: readonly number[][]) =>
  Uint8Array.from([0x89, ...latin1('PNG\r\n\x1a\n'), ...chunk('IHDR', Array(13).fill(0)), ...chunks.flat()]);
const text = (key: string, words = '{}') => chunk('tEXt', [...latin1(key), 0, ...latin1(words)]);
const webp = (exif: string) => {
  const data = latin1(exif);
  const even = data.length % 2 === 0 ? data : [...data, 0];
  const sized = [data.length & 255, data.length >>> 8, 0, 0];
  return Uint8Array.from([...latin1('RIFF'), 0, 0, 0, 0, ...latin1('WEBPEXIF'), ...sized, ...even]);
};

test('[IS16] a still of ours is told from a picture of ComfyUI, also when it carries both keys', () => {
  expect(kindOfPicture(png(text('prompt'), text('epochstreamer')))).toBe('still');
  expect(kindOfPicture(png(text('prompt')))).toBe('workflow');
  expect(kindOfPicture(png(text('workflow')))).toBe('workflow');
  expect(kindOfPicture(png(text('Comment', 'prompt')))).toBe('image');
});

test('[IS16] a WebP carries its workflow in the EXIF part', () => {
  expect(kindOfPicture(webp('prompt:{"3":{}}'))).toBe('workflow');
  expect(kindOfPicture(webp('a camera'))).toBe('image');
});

test('[IS16] a picture that is cut or lies about its lengths is a picture', () => {
  const whole = png(text('epochstreamer'));
  for (let length = 0; length < whole.length - 14; length += 1) {
    expect(kindOfPicture(whole.subarray(0, length))).toBe('image');
  }
  expect(kindOfPicture(Uint8Array.from([...png(), ...uint32(0xffffffff), ...latin1('tEXt')]))).toBe('image');
});

test('[IS16] JSON is a graph, or a workflow in the API or the editor format', () => {
  expect(kindOfJson('{"format":"epochstreamer-graph","nodes":{}}')).toBe('graph');
  expect(kindOfJson('{"format":"epochstreamer-graph","nodes":[],"links":[]}')).toBe('graph');
  expect(kindOfJson('{"3":{"class_type":"KSampler","inputs":{"cfg":NaN}}}')).toBe('workflow');
  expect(kindOfJson('{"prompt":{"3":{"class_type":"KSampler","inputs":{}}}}')).toBe('workflow');
  expect(kindOfJson('{"nodes":[],"links":[],"version":0.4}')).toBe('workflow');
  expect(kindOfJson('not JSON')).toBe('graph');
});

test('[IS16] sounds and unknown files are told by their type', async () => {
  expect(await kindOf(new File(['x'], 'a.mp3', { type: 'audio/mpeg' }))).toBe('audio');
  expect(await kindOf(new File(['x'], 'notes.txt', { type: 'text/plain' }))).toBe('other');
});
