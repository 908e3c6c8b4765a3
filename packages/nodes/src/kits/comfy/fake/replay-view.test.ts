import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type FakeComfy, startFakeComfy } from './fake-comfy.ts';
import { writeJson } from './json.ts';
import { call, compareReply, headersFor, recordedBody } from './replay/http-replay.ts';
import { NOT_IMITATED } from './replay/not-imitated.ts';
import { OLD_QUEUE } from './replay/old-queue.ts';
import { type Exchange, readExchanges } from './replay/recordings.ts';

const MODELS = { checkpoints: ['random-sd15.safetensors'] };
async function upload(fake: FakeComfy, name: string, bytes: Buffer): Promise<void> {
  const form = new FormData();
  form.set('image', new Blob([new Uint8Array(bytes)]), name);
  expect((await fetch(`${fake.url}/upload/image`, { method: 'POST', body: form })).status).toBe(200);
}

/** The files that the recorded server had. */
async function furnish(fake: FakeComfy): Promise<string> {
  const png = await sharp({ create: { width: 16, height: 16, channels: 3, background: '#336699' } })
    .png()
    .toBuffer();
  for (const name of ['v60341.png', 'Bild-äöü.png']) await upload(fake, name, png);
  await upload(fake, 'v60341-t.png', Buffer.from('no picture'));
  await upload(fake, 'v60341.html', Buffer.from('<p>'));
  await upload(fake, 'v60341.svg', Buffer.from('<svg/>'));
  await upload(fake, 'v60341.noext', Buffer.from('x'));
  await upload(fake, 'v60341-e.png', Buffer.alloc(0));
  const prompt = {
    1: { class_type: 'LoadImage', inputs: { image: 'v60341.png' } },
    2: { class_type: 'SaveImage', inputs: { images: ['1', 0], filename_prefix: 'rec/v60341' } },
    3: { class_type: 'PreviewImage', inputs: { images: ['1', 0] } },
    4: { class_type: 'SaveImage', inputs: { images: ['1', 0], filename_prefix: 'ov' } },
  };
  await call(fake, { method: 'POST', path: '/prompt', body: Buffer.from(writeJson({ prompt })) });
  await vi.waitFor(() => expect(fake.seen.runs.length).toBe(1), { timeout: 20_000 });
  const history = await (await fetch(`${fake.url}/history`)).text();
  return /ComfyUI_temp_\w+_00001_\.png/.exec(history)?.[0] ?? '';
}

describe.each([
  ['0.26.0', 'view.jsonl'],
  ['0.26.0', 'discovery.jsonl'],
  ['0.3.64', 'http.jsonl'],
] as const)('GET of %s, %s', (version, file) => {
  let fake: FakeComfy;
  let temp: string;
  beforeAll(async () => {
    fake = await startFakeComfy({ version, models: MODELS });
    fake.faults.saveImageWebsocketAbsent = true;
    if (file !== 'discovery.jsonl') temp = await furnish(fake);
  });
  afterAll(async () => await fake.close());

  /** Marks of a file that a client got earlier stand for those of ours. */
  async function ours(recorded: Exchange): Promise<Record<string, string>> {
    const headers = headersFor(fake, recorded.requestHeaders);
    if (!('if-none-match' in headers) && !('if-modified-since' in headers)) return headers;
    const first = await call(fake, { method: 'GET', path: recorded.path, query: recorded.query });
    const { etag = '', 'last-modified': modified = '' } = first.headers;
    return 'if-none-match' in headers
      ? { ...headers, 'if-none-match': etag }
      : { ...headers, 'if-modified-since': modified };
  }

  const posts = (entry: Exchange) => entry.method === 'POST' && /^\/(prompt|upload)/.test(entry.path);
  const all = readExchanges(version, file).filter((entry) => !posts(entry));
  const held = all.filter(
    ({ name }) =>
      NOT_IMITATED[`${version} ${file} ${name}`] === undefined && !(file === 'http.jsonl' && OLD_QUEUE.includes(name)),
  );
  test.each(held.map((entry, index) => [entry.name, index, entry] as const))(
    '[FK4] %s (%i)',
    async (_n, _i, recorded) => {
      const query = recorded.query.replace(/ComfyUI_temp_\w+_00001_/, temp?.replace('.png', '') ?? '');
      const body = recordedBody(recorded);
      const { method, path } = recorded;
      const reply = await call(fake, { method, path, query, headers: await ours(recorded), ...(body && { body }) });
      const disposition = recorded.headers['content-disposition']?.replace(/ComfyUI_temp_\w+_00001_\.png/, temp ?? '');
      const headers = { ...recorded.headers, ...(disposition && { 'content-disposition': disposition }) };
      expect(compareReply({ ...recorded, headers }, reply)).toEqual([]);
    },
  );
});
