import { expect, test } from 'vitest';
import { serverUrl } from './server-url.ts';

test.each([
  ['http://127.0.0.1:8188', 'http://127.0.0.1:8188'],
  [' HTTP://LocalHost:8188/ ', 'http://localhost:8188'],
  ['http://192.168.1.20:8188//', 'http://192.168.1.20:8188'],
  ['https://farm.example:443/comfy/one/', 'https://farm.example/comfy/one'],
  ['http://2130706433:8188', 'http://127.0.0.1:8188'],
  ['http://0x7f.1:8188', 'http://127.0.0.1:8188'],
  ['http://0177.0.0.1', 'http://127.0.0.1'],
  ['http://[::1]:8188', 'http://[::1]:8188'],
  ['http://[::ffff:127.0.0.1]:8188', 'http://[::ffff:7f00:1]:8188'],
])('[EU1] %s is %s: one form for one place, private networks as well', (text, url) => {
  expect(serverUrl(text)).toBe(url);
});

test.each([
  ['127.0.0.1:8188', 'http:// or https://'],
  ['file:///etc/passwd', 'not over file'],
  ['gopher://127.0.0.1:70/', 'not over gopher'],
  ['http://', 'no address'],
  ['http://a b', 'no address'],
  ['http://user:secret@farm.example', 'header Authorization'],
  ['http://farm.example/?token=secret', '? or #'],
  ['http://0.0.0.0:8188', '127.0.0.1'],
])('[EU2] %s is refused with what to write instead, and nothing secret is repeated', (text, words) => {
  expect(() => serverUrl(text)).toThrow(expect.objectContaining({ code: 'REQUEST_INVALID' }));
  expect(() => serverUrl(text)).toThrow(words);
  expect(() => serverUrl(text)).not.toThrow('secret');
});

test.each([
  'http://169.254.169.254/latest',
  'http://2852039166/',
  'http://[::ffff:169.254.169.254]/',
  'http://metadata.google.internal./',
])('[EU3] %s, where cloud machines keep their secrets, is refused in every spelling', (text) => {
  expect(() => serverUrl(text)).toThrow('secrets');
});
