import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FakeComfy, startFakeComfy } from './fake-comfy.ts';
import { isObject, type Json, type JsonObject, parseJson, writeJson } from './json.ts';
import { call, compareReply, headersFor, recordedBody } from './replay/http-replay.ts';
import { OLD_QUEUE } from './replay/old-queue.ts';
import { readExchanges, readRecording } from './replay/recordings.ts';

const MODELS = { checkpoints: ['random-sd15.safetensors'] };
const PATIENT = { timeout: 20_000, interval: 5 };
/** Ends when the test says so. @unit ms */
const LONG_LOAD_MS = 600_000;
const OTHER_ID = '99999999-2222-4333-8444-555555555555';

/** A prompt as queue and history hold it: number, id, graph, what came beside it. */
type Held = readonly Json[];

async function post(fake: FakeComfy, held: Held, changes: JsonObject = {}): Promise<string> {
  const [, id, prompt, beside] = held;
  const { client_id, ...extra_data } = isObject(beside) ? beside : {};
  const owner = client_id === undefined ? {} : { client_id };
  const body = Buffer.from(writeJson({ prompt, prompt_id: id, extra_data, ...owner, ...changes }));
  const reply = await call(fake, { method: 'POST', path: '/prompt', body });
  expect(reply.status).toBe(200);
  return String(changes.prompt_id ?? id);
}

async function finished(fake: FakeComfy, id: string): Promise<void> {
  await expect
    .poll(async () => (await call(fake, { method: 'GET', path: `/history/${id}` })).bytes.toString(), PATIENT)
    .toContain('messages');
}

const listIn = (answer: Json | undefined, name: string): readonly Held[] => {
  const list = isObject(answer) ? answer[name] : undefined;
  return Array.isArray(list) ? list.filter((item) => Array.isArray(item)) : [];
};

/** The one entry of a recorded history. */
function entryIn(answer: Json | undefined): Held {
  const entry = isObject(answer) ? Object.values(answer)[0] : undefined;
  const held = isObject(entry) ? entry.prompt : undefined;
  return Array.isArray(held) ? held : [];
}

async function run(fake: FakeComfy, answer: Json | undefined): Promise<void> {
  await finished(fake, await post(fake, entryIn(answer)));
}

/** What had been done before a call, told by the answer to it. */
const BEFORE: Readonly<Record<string, (fake: FakeComfy, answer: Json | undefined) => Promise<void>>> = {
  'its history': run,
  'cached, without client_id': async (fake, answer) => {
    await finished(fake, await post(fake, entryIn(answer), { prompt_id: OTHER_ID, client_id: 'nobody' }));
    await run(fake, answer);
  },
  'history after extra_pnginfo null': run,
  'history after extra_pnginfo.workflow null': run,
  'queue, one running': async (fake, answer) => {
    fake.faults.loadDelayMs = LONG_LOAD_MS;
    for (const held of listIn(answer, 'queue_running')) await post(fake, held);
    await expect
      .poll(async () => (await call(fake, { method: 'GET', path: '/queue' })).bytes.toString(), PATIENT)
      .not.toContain('"queue_running": []');
    for (const held of listIn(answer, 'queue_pending')) await post(fake, held);
  },
  'history interrupted': async (fake, answer) => {
    fake.faults.loadDelayMs = 0;
    await finished(fake, String(entryIn(answer)[1]));
  },
  'queue three seconds after the running one ended': async (fake) => {
    // Two with one id and one number: the worker comes to its end between them.
    fake.faults.loadDelayMs = LONG_LOAD_MS;
    const recorded = readExchanges('0.3.64', 'http.jsonl');
    for (const name of ['first', 'second']) {
      const sent = recorded.find((entry) => entry.name === `same id and same number, ${name}`);
      const body = sent === undefined ? undefined : recordedBody(sent);
      await call(fake, { method: 'POST', path: '/prompt', ...(body && { body }) });
    }
    fake.faults.loadDelayMs = 0;
    await expect
      .poll(async () => (await call(fake, { method: 'GET', path: '/queue' })).bytes.toString(), PATIENT)
      .toContain('"queue_pending": []');
  },
};

describe('queue and history of 0.3.64', () => {
  let fake: FakeComfy;
  beforeAll(async () => {
    fake = await startFakeComfy({ version: '0.3.64', models: MODELS });
  });
  afterAll(async () => await fake.close());

  test('[FK3] ids of every kind stand in the history as text', async () => {
    const told = readRecording('0.3.64', 'http.jsonl');
    const ids = told.find(({ name }) => name === 'history after those')?.ids;
    const sent = told.filter(({ name }) => /^(own )?prompt_id/.test(String(name)));
    for (const { reqBody } of sent) {
      const reply = await call(fake, {
        method: 'POST',
        path: '/prompt',
        body: Buffer.from(writeJson(reqBody ?? null)),
      });
      expect(reply.status).toBe(200);
    }
    const history = async () => parseJson((await call(fake, { method: 'GET', path: '/history' })).bytes.toString());
    await expect
      .poll(async () => Object.keys(Object(await history())).sort(), PATIENT)
      .toEqual(Array.isArray(ids) ? ids.map(String).sort() : []);
    await call(fake, { method: 'POST', path: '/history', body: Buffer.from('{"clear": true}') });
  });

  const all = readExchanges('0.3.64', 'http.jsonl').filter(({ name }) => OLD_QUEUE.includes(name));
  test('[FK3] all of them are there', () => expect(all.map(({ name }) => name)).toEqual(OLD_QUEUE));
  test.each(all.map((entry) => [entry.name, entry] as const))('[FK3] %s', async (name, recorded) => {
    await BEFORE[name]?.(fake, recorded.answer);
    const { method, path, query } = recorded;
    const body = recordedBody(recorded);
    const headers = headersFor(fake, recorded.requestHeaders);
    const reply = await call(fake, { method, path, query, headers, ...(body && { body }) });
    expect(compareReply(recorded, reply)).toEqual([]);
    if (recorded.answer === undefined && recorded.status === 200 && method === 'GET') {
      expect(isObject(parseJson(reply.bytes.toString()))).toBe(true);
    }
  });
});
