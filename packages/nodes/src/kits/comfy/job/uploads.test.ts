import { afterEach, expect, test } from 'vitest';
import { wireError } from '../../engines/wire/failure.ts';
import { createHttp, type Http } from '../../engines/wire/http.ts';
import { type Calls, createCalls } from '../wire/calls.ts';
import { firstPicture } from './testing.ts';
import { createUploads } from './uploads.ts';

const { signal } = new AbortController();
const https: Http[] = [];
afterEach(async () => {
  for (const http of https.splice(0)) await http.close();
});

/** A server whose answer to the first upload is lost, and which has stored `stored` then. */
function losing(stored: (png: Uint8Array) => Uint8Array, png: Uint8Array) {
  const http = createHttp({ product: 'ComfyUI', url: 'http://127.0.0.1:9', headers: {} });
  https.push(http);
  const names: string[] = [];
  const calls: Calls = {
    ...createCalls(http),
    async upload(folder, name) {
      names.push(name);
      if (names.length === 1)
        throw wireError({ kind: 'away', status: null, retryAfterMs: null, unsent: false }, 'lost');
      return `${folder}/${name}`;
    },
    view: async () => stored(png),
  };
  return { uploads: createUploads(calls, () => 0), names };
}

test('[CC88] an upload whose answer was lost is made again, and read back', async () => {
  const png = await firstPicture(16);
  const { uploads, names } = losing((whole) => whole, png);
  expect(await uploads.nameOf('es/film', png, signal)).toBe(`es/film/${names[0]}`);
  expect(names).toEqual([names[0], names[0]]);
});

test('[CC88] what was stored of it in half goes up once more under another name', async () => {
  const png = await firstPicture(16);
  const { uploads, names } = losing((whole) => whole.subarray(0, 50), png);
  expect(await uploads.nameOf('es/film', png, signal)).toBe(`es/film/again-${names[0]}`);
  expect(names).toHaveLength(3);
});
