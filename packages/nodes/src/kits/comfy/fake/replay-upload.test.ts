import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FakeComfy, startFakeComfy } from './fake-comfy.ts';
import { isObject, parseJson } from './json.ts';
import { recordedForm } from './replay/forms.ts';
import { call, compareReply, type Reply } from './replay/http-replay.ts';
import { NOT_IMITATED } from './replay/not-imitated.ts';
import { type Exchange, readExchanges } from './replay/recordings.ts';

/** Names of 100 MB files: the limit has a test of its own, with one of them. */
const HUGE = 'file of 100 MiB - 1000 bytes (body under the limit)';

/** Bodies that are no form, or a broken one. */
const OTHER: Readonly<Record<string, { readonly type: string; readonly body: Buffer }>> = {
  'not multipart': { type: 'image/png', body: Buffer.from('PNG bytes') },
  'multipart without boundary': { type: 'multipart/form-data', body: Buffer.from('PNG bytes') },
  urlencoded: { type: 'application/x-www-form-urlencoded', body: Buffer.from('image=x') },
  'empty body': { type: 'multipart/form-data; boundary=x', body: Buffer.alloc(0) },
  'body ends before the closing boundary': {
    type: 'multipart/form-data; boundary=b',
    body: Buffer.from('--b\r\nContent-Disposition: form-data; name="image"; filename="u60219-cut.png"\r\n\r\nhalf'),
  },
};

async function replay(fake: FakeComfy, recorded: Exchange): Promise<Reply> {
  const sent = OTHER[recorded.name] ?? recordedForm(recorded);
  const headers = sent === null || sent.type === '' ? {} : { 'content-type': sent.type };
  const { method, path, query } = recorded;
  return await call(fake, { method, path, query, headers, ...(sent === null ? {} : { body: sent.body }) });
}

describe.each([
  ['0.26.0', 'upload.jsonl'],
  ['0.3.64', 'http.jsonl'],
] as const)('uploads to %s', (version, file) => {
  let fake: FakeComfy;
  beforeAll(async () => {
    fake = await startFakeComfy({ version });
  });
  afterAll(async () => await fake.close());

  const all = readExchanges(version, file).filter(({ path, name }) => path === '/upload/image' && name !== HUGE);
  const held = all.filter(({ name }) => NOT_IMITATED[`${version} ${file} ${name}`] === undefined);
  test.each(held.map((entry) => [entry.name, entry] as const))('[FK2] %s', async (_name, recorded) => {
    const reply = await replay(fake, recorded);
    expect(compareReply(recorded, reply)).toEqual([]);
    const named = reply.status === 200 ? parseJson(reply.bytes.toString()) : null;
    if (isObject(named) && isObject(recorded.answer)) expect(named.name).toBe(recorded.answer.name);
  });
});
