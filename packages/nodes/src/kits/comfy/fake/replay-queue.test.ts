import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FakeComfy, startFakeComfy } from './fake-comfy.ts';
import { isObject, type JsonObject, parseJson, writeJson } from './json.ts';
import { img2img, small } from './replay/graphs.ts';
import { call, compareReply, headersFor, recordedBody } from './replay/http-replay.ts';
import { NOT_IMITATED } from './replay/not-imitated.ts';
import { readExchanges } from './replay/recordings.ts';

const MODELS = { checkpoints: ['random-sd15.safetensors'] };
/** Ends when the test says so. @unit ms */
const LONG_LOAD_MS = 600_000;

async function post(fake: FakeComfy, id: string, prompt: JsonObject, more: JsonObject = {}): Promise<void> {
  const from = Date.now();
  const body = Buffer.from(writeJson({ prompt, prompt_id: id, ...more }));
  expect((await call(fake, { method: 'POST', path: '/prompt', body })).status).toBe(200);
  // Jobs are sorted by the millisecond in which they came.
  await expect.poll(() => Date.now(), { interval: 1 }).toBeGreaterThan(from);
}

async function finished(fake: FakeComfy, id: string): Promise<void> {
  const entry = async () => parseJson((await call(fake, { method: 'GET', path: `/history/${id}` })).bytes.toString());
  await expect
    .poll(async () => isObject(await entry()) && Object.keys(Object(await entry())).length, { timeout: 20_000 })
    .toBe(1);
}

async function run(fake: FakeComfy, id: string, prompt: JsonObject, more: JsonObject = {}): Promise<void> {
  await post(fake, id, prompt, more);
  await finished(fake, id);
}

const RUNNING = '85380db7-2170-4842-b17c-c941d125ba61';

/** What had been done before an entry that the recording does not show. */
const BEFORE: Readonly<Record<string, (fake: FakeComfy) => Promise<void>>> = {
  'history of four': async (fake) => {
    const ids = ['262fdcc5-b41c-40cc-a252-0ede7c005289', '1b8d6148-2e06-41c5-b9ae-418f543c1d66'];
    const more = ['a19c4b53-a8e4-4ce2-8295-3d6a080db5d5', 'c2ac809b-8d26-45c3-8758-3011a631debf'];
    for (const [colour, id] of [...ids, ...more].entries())
      await run(fake, id, small(colour, 'h'), { client_id: 'rec-h' });
  },
  'queue: one running, two pending': async (fake) => {
    fake.faults.loadDelayMs = LONG_LOAD_MS;
    const workflow = { id: 'wf-1', nodes: [] };
    const owner = { client_id: 'rec-h' };
    await post(fake, RUNNING, img2img(1, null), { ...owner, extra_data: { extra_pnginfo: { workflow } } });
    await post(fake, '1d2efff0-e015-402b-9526-ef0b3cf04c0f', small(11, 'p'), owner);
    await post(fake, 'c01bb54e-79e7-4505-8fbc-0ee619fc06ed', small(12, 'p'), owner);
  },
  'cancel a pending job': (fake) => post(fake, '60afd8da-2d11-433f-9016-6cd44dbb21f5', small(13, 'p')),
  'cancel it again': (fake) => finished(fake, RUNNING),
  'history of an errored one': (fake) => run(fake, '25bc7811-6848-43d1-aedd-cb7e048b37d4', small(1, '../x')),
  'cached, posted WITHOUT client_id: outputs': async (fake) => {
    await run(fake, '473dae5c-5cb0-4a60-b9c5-5b7fa849ae47', small(77, 'cc'), { client_id: 'nobody' });
    await run(fake, '4e63e82b-b3a0-4e49-852a-fcea942bb690', small(77, 'cc'));
    await run(fake, '4162f024-b516-4c09-94ec-128bbb3a23ae', small(77, 'cc'), { client_id: 'nobody' });
  },
  'the cached prompt again after free_memory: it ran again': (fake) =>
    run(fake, '14c3638d-13e5-4102-b3fa-9d95f8ad231e', small(77, 'cc'), { client_id: 'nobody' }),
};
/** The running one takes notice when its model is loaded. */
const AFTER: Readonly<Record<string, (fake: FakeComfy) => Promise<void>>> = {
  'cancel the running one': async (fake) => {
    fake.faults.loadDelayMs = 0;
    await finished(fake, RUNNING);
  },
};

describe('queue, history and jobs of 0.26.0', () => {
  let fake: FakeComfy;
  beforeAll(async () => {
    fake = await startFakeComfy({ models: MODELS });
  });
  afterAll(async () => await fake.close());

  const all = readExchanges('0.26.0', 'queue.jsonl').map((entry, index) => [entry.name, index, entry] as const);
  test.each(all)('[FK3] %s (%i)', async (name, _index, recorded) => {
    await BEFORE[name]?.(fake);
    if (NOT_IMITATED[`0.26.0 queue.jsonl ${name}`] !== undefined) return;
    const { method, path, query } = recorded;
    const body = recordedBody(recorded);
    const headers = headersFor(fake, recorded.requestHeaders);
    const reply = await call(fake, { method, path, query, headers, ...(body === undefined ? {} : { body }) });
    expect(compareReply(recorded, reply)).toEqual([]);
    await AFTER[name]?.(fake);
  });
});
