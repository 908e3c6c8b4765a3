import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FakeComfy, startFakeComfy } from './fake-comfy.ts';
import { promptBody } from './replay/bodies.ts';
import { call, compareReply } from './replay/http-replay.ts';
import { NOT_IMITATED } from './replay/not-imitated.ts';
import { readExchanges } from './replay/recordings.ts';

const MODELS = { checkpoints: ['random-sd15.safetensors'] };

describe.each([
  ['0.26.0', 'prompt.jsonl'],
  ['0.3.64', 'http.jsonl'],
] as const)('POST /prompt of %s', (version, file) => {
  let fake: FakeComfy;
  beforeAll(async () => {
    fake = await startFakeComfy({ version, models: MODELS });
  });
  afterAll(async () => await fake.close());

  const posts = readExchanges(version, file).filter(({ path, method }) => path === '/prompt' && method === 'POST');
  const held = posts.filter(({ name }) => NOT_IMITATED[`${version} ${file} ${name}`] === undefined);
  test.each(held.map((entry) => [entry.name, entry] as const))('[FK1] %s', async (_name, recorded) => {
    // The first of two equal ones has to wait, as it did behind a long run.
    fake.faults.zombieWorker = recorded.name.startsWith('same id and same number');
    const body = promptBody(recorded);
    const reply = await call(fake, {
      method: 'POST',
      path: '/prompt',
      headers: recorded.requestHeaders,
      ...(body === undefined ? {} : { body }),
    });
    expect(compareReply(recorded, reply)).toEqual([]);
  });
});
