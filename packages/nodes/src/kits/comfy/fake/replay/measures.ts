import sharp, { type Sharp } from 'sharp';
import { expect } from 'vitest';
import type { FakeComfy } from '../fake-comfy.ts';
import { isObject, type Json, type JsonObject, parseJson, writeJson } from '../json.ts';
import { call } from './http-replay.ts';

const PATIENT = { timeout: 20_000, interval: 5 };
let counter = 0;

/** Uploads a file, under a name of its own. */
export async function put(fake: FakeComfy, bytes: Buffer, ending = 'png'): Promise<string> {
  const name = `m${counter++}.${ending}`;
  const form = new FormData();
  form.set('image', new Blob([new Uint8Array(bytes)]), name);
  expect((await fetch(`${fake.url}/upload/image`, { method: 'POST', body: form })).status).toBe(200);
  return name;
}

/** The history entry of a prompt that has run; `more` stands beside it, its owner for one. */
export async function ran(
  fake: FakeComfy,
  prompt: JsonObject,
  more: JsonObject = { client_id: 'me' },
): Promise<JsonObject> {
  const body = Buffer.from(writeJson({ prompt, ...more }));
  const reply = await call(fake, { method: 'POST', path: '/prompt', body });
  expect(reply.status, reply.bytes.toString()).toBe(200);
  const answer = parseJson(reply.bytes.toString());
  const id = isObject(answer) ? String(answer.prompt_id) : '';
  const ask = async () => (await call(fake, { method: 'GET', path: `/history/${id}` })).bytes.toString();
  await expect.poll(ask, PATIENT).toContain('messages');
  const history = parseJson(await ask());
  const entry = isObject(history) ? history[id] : undefined;
  return isObject(entry) ? entry : {};
}

/** Files that an output node gave. */
export function filesOf({ outputs }: JsonObject, node = '2'): readonly JsonObject[] {
  const output = isObject(outputs) ? outputs[node] : undefined;
  const images: Json | undefined = isObject(output) ? output.images : undefined;
  return Array.isArray(images) ? images.filter(isObject) : [];
}

export async function fetched(fake: FakeComfy, file: JsonObject | undefined): Promise<Buffer> {
  const { filename, subfolder, type } = file ?? {};
  const query = new URLSearchParams({ filename: String(filename), subfolder: String(subfolder), type: String(type) });
  return Buffer.from(await (await fetch(`${fake.url}/view?${query}`)).arrayBuffer());
}

/** What a picture is after LoadImage, the nodes between and SaveImage. */
export async function through(
  fake: FakeComfy,
  bytes: Buffer,
  { ending = 'png', between = {}, last = '1' }: { ending?: string; between?: JsonObject; last?: string } = {},
) {
  const image = await put(fake, bytes, ending);
  const entry = await ran(fake, {
    1: { class_type: 'LoadImage', inputs: { image } },
    ...between,
    2: { class_type: 'SaveImage', inputs: { images: [last, 0], filename_prefix: 'm' } },
  });
  const files = filesOf(entry);
  if (files.length === 0) return { error: true, frames: 0, width: 0, height: 0, levels: Buffer.alloc(0) };
  const { data, info } = await sharp(await fetched(fake, files[0]))
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { error: false, frames: files.length, width: info.width, height: info.height, levels: data };
}

/** All 256 values in each channel, 16 x 16. */
export function allLevels(): Buffer {
  return Buffer.from(
    Array.from({ length: 768 }, (_, at) => [at / 3, 255 - at / 3, (at / 3) * 7][at % 3] ?? 0).map(
      (v) => Math.floor(v) & 255,
    ),
  );
}

export function picture(levels: Buffer, width: number, height: number, channels: 1 | 2 | 3 | 4 = 3): Sharp {
  return sharp(levels, { raw: { width, height, channels } });
}

export function changed(before: Buffer, after: Buffer): number {
  return after.reduce((sum, level, at) => sum + (level === before[at] ? 0 : 1), 0);
}
