import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FakeComfy, startFakeComfy } from './fake-comfy.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { call, compareReply } from './replay/http-replay.ts';
import { filesOf, ran } from './replay/measures.ts';
import { NOT_IMITATED } from './replay/not-imitated.ts';
import { type Exchange, readExchanges } from './replay/recordings.ts';

const MODELS = { checkpoints: ['random-sd15.safetensors'] };
const SIDE_PX = 12;
const SMALLER_PX = 8;

const mask = (side: number) =>
  sharp({ create: { width: side, height: side, channels: 4, background: '#00000080' } })
    .png()
    .toBuffer();

async function send(
  fake: FakeComfy,
  path: string,
  fields: Readonly<Record<string, string>>,
  name: string,
  bytes: Buffer,
) {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  form.set('image', new Blob([new Uint8Array(bytes)]), name);
  const answer = await fetch(`${fake.url}${path}`, { method: 'POST', body: form });
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    bytes: Buffer.from(await answer.arrayBuffer()),
  };
}

/** The parts of a recorded form, its picture being one of ours. */
async function sendMask(fake: FakeComfy, { path, description, name }: Exchange) {
  const parts = Array.isArray(description) ? description.filter(isObject) : [];
  const fields = parts
    .filter(({ filename }) => filename === undefined)
    .map(({ name: field, data }) => [String(field), String(data)]);
  const file = parts.find(({ filename }) => filename !== undefined);
  const side = name === 'mask of another size' ? SMALLER_PX : SIDE_PX;
  return send(fake, path, Object.fromEntries(fields), String(file?.filename), await mask(side));
}

/** Runs the prompt that a recorded history tells of; its owner and id are the same. */
async function runAgain(fake: FakeComfy, answer: Json | undefined): Promise<void> {
  const entry = isObject(answer) ? Object.values(answer)[0] : undefined;
  const held = isObject(entry) && Array.isArray(entry.prompt) ? entry.prompt : [];
  const [, prompt_id, prompt, beside, outputs] = held;
  const { client_id, create_time: _time, ...extra_data } = isObject(beside) ? beside : {};
  const owner: JsonObject = client_id === undefined ? {} : { client_id };
  const more = { prompt_id: prompt_id ?? null, extra_data, partial_execution_targets: outputs ?? null, ...owner };
  await ran(fake, isObject(prompt) ? prompt : {}, more);
}

describe('what stands between the recorded prompts and uploads of 0.26.0', () => {
  let fake: FakeComfy;
  beforeAll(async () => {
    fake = await startFakeComfy({ models: MODELS });
    const white = await sharp({ create: { width: SIDE_PX, height: SIDE_PX, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    await send(fake, '/upload/image', {}, 'u60219-orig.png', white);
  });
  afterAll(async () => await fake.close());

  const left = (file: string) => (entry: Exchange) => NOT_IMITATED[`0.26.0 ${file} ${entry.name}`] === undefined;
  const prompts = readExchanges('0.26.0', 'prompt.jsonl').filter(
    ({ path, method }) => path !== '/prompt' || method !== 'POST',
  );
  const uploads = readExchanges('0.26.0', 'upload.jsonl').filter(({ path }) => path !== '/upload/image');
  const held = [...prompts.filter(left('prompt.jsonl')), ...uploads.filter(left('upload.jsonl'))];

  test.each(held.map((entry, index) => [entry.name, index, entry] as const))(
    '[FK20] %s (%i)',
    async (_name, _index, recorded) => {
      const { method, path, query, answer } = recorded;
      if (path.startsWith('/history/')) await runAgain(fake, answer);
      const reply =
        path === '/upload/mask' ? await sendMask(fake, recorded) : await call(fake, { method, path, query });
      expect(compareReply(recorded, reply)).toEqual([]);
    },
  );

  test('[FK20] a picture for the socket alone leaves nothing when nobody listens', async () => {
    const prompt = {
      1: { class_type: 'EmptyImage', inputs: { width: 16, height: 16, batch_size: 1, color: 9 } },
      2: { class_type: 'SaveImageWebsocket', inputs: { images: ['1', 0] } },
    };
    const entry = await ran(fake, prompt, { client_id: 'nobody-here' });
    expect([entry.outputs, filesOf(entry)]).toEqual([{}, []]);
    expect(entry.status).toMatchObject({ status_str: 'success', completed: true });
  });
});
