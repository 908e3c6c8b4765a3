import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { portOf } from '../../engines/wire/testing.ts';
import type { FakeFaults, Refusal } from '../fake/fake-comfy.ts';
import { firstPicture, graphOf, jobOf, OUTPUT, type Stage, stageHand } from './testing.ts';

const hand = stageHand();
let clean: readonly string[] = [];
let png: Uint8Array = new Uint8Array();

beforeAll(async () => {
  png = await firstPicture();
  clean = await (await hand.open()).film(3);
});
afterEach(async () => expect(await hand.closeAll()).toEqual([]));
afterAll(hand.stop);

const posts = ({ fake }: Stage) => fake.seen.requests.filter(({ path }) => path === '/prompt').length;

async function refusalOf({ frame }: Stage, graph = graphOf(1)) {
  const error: unknown = await frame(jobOf(0, png, { graph })).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'ENGINE_REFUSED' });
  return error;
}

const KINDS: readonly (readonly [Refusal, RegExp])[] = [
  ['no_prompt', /No prompt provided/],
  ['missing_node_type', /no node class NoSuchNode for KSampler "Sampler" \(5\): install/],
  ['prompt_no_outputs', /no output node that gives a picture/],
  ['required_input_missing', /KSampler "Sampler" \(5\): seed is missing/],
  ['bad_linked_input', /KSampler "Sampler" \(5\): model Bad linked input/],
  ['return_type_mismatch', /\(5\): model gets CLIP from node "?1"?, which does not fit/],
  ['invalid_input_type', /\(5\): steps cannot be "two"/],
  ['value_smaller_than_min', /\(5\): steps 0 is below 1/],
  ['value_bigger_than_max', /\(5\): denoise 1\.2 is above 1/],
  ['value_not_in_list', /\(5\): sampler_name "nosuch" is not on the server's list/],
  ['custom_validation_failed', /\(5\): image Custom validation failed/],
  ['exception_during_inner_validation', /\(5\): samples Exception when validating inner node/],
  ['exception_during_validation', /\(5\): Exception when validating node|\(5\): {2}Exception/],
  ['dependency_cycle', /\(5\): it depends on itself in a circle/],
];

describe('a server that says no', () => {
  test.each(KINDS)(
    '[CC36] row 36: 400 of the kind %s stops the film with node and field, after one try',
    async (refuseWith, words) => {
      const stage = await hand.open({ faults: { refusePrompts: Number.POSITIVE_INFINITY, refuseWith } });
      expect(await refusalOf(stage)).toMatchObject({ message: expect.stringMatching(words) });
      // A picture that is not there is uploaded and sent once more.
      expect(posts(stage)).toBe(refuseWith === 'custom_validation_failed' ? 2 : 1);
      expect(stage.fake.seen.prompts).toEqual([]);
      stage.fake.faults.refusePrompts = 0;
      expect(await stage.film(3)).toEqual(clean);
    },
  );

  test('[CC36] row 36: 200 with errors at our output is a refusal, and the prompt is taken back', async () => {
    const stage = await hand.open({ faults: { promptNodeErrors: 1, zombieWorker: true } });
    expect(await refusalOf(stage)).toMatchObject({
      message: expect.stringMatching(/SaveImage \(9\): images is missing/),
      detail: { engineNode: OUTPUT, field: 'images' },
    });
    expect(posts(stage)).toBe(1);
    const queue = await (await fetch(`${stage.fake.url}/queue`)).json();
    expect(queue.queue_pending).toEqual([]);
    stage.fake.faults.zombieWorker = false;
    expect(await stage.film(3)).toEqual(clean);
  });

  test('[CC36] row 36: a missing model, a missing class, a missing picture', async () => {
    const stage = await hand.open();
    const missing = graphOf(1);
    const model = {
      ...missing,
      1: { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'gone.safetensors' } },
    };
    expect(await refusalOf(stage, model)).toMatchObject({
      message: expect.stringMatching(
        /CheckpointLoaderSimple \(1\): ckpt_name "gone\.safetensors" is not on .* \(random-sd15/,
      ),
      detail: { engineNode: '1', field: 'ckpt_name' },
    });
    const strange = { ...missing, 7: { class_type: 'NoSuchNode', inputs: {}, _meta: { title: 'Mine' } } };
    expect(await refusalOf(stage, strange)).toMatchObject({ message: expect.stringContaining('"Mine" (7)') });
    expect(stage.fake.seen.prompts).toEqual([]);

    await stage.frame(jobOf(0, png));
    const { name } = stage.fake.seen.uploads[0] ?? { name: '' };
    stage.fake.removeFile('input', `es/film/${name}`);
    expect((await stage.frame(jobOf(1, png))).picture).not.toHaveLength(0);
    expect(stage.fake.seen.uploads).toHaveLength(2);
    expect(stage.fake.seen.prompts).toHaveLength(2);
  });

  test.each([
    ['401', { token: 'key' }, /asks for a login \(401\): add its Authorization/],
    ['403', { forbidden: Number.POSITIVE_INFINITY }, /forbids the request \(403\): check the headers/],
    ['413', { tooLarge: Number.POSITIVE_INFINITY }, /too large \(413\): make the film's frames smaller/],
  ] as const)(
    '[CC39] row 39: %s is for good: one try, and what to do',
    async (_name, faults: Partial<FakeFaults>, words) => {
      const stage = await hand.open({ faults });
      expect(await refusalOf(stage)).toMatchObject({ message: expect.stringMatching(words) });
      const calls = stage.fake.seen.requests.filter(({ path }) => !path.startsWith('/ws'));
      expect(calls.map(({ path }) => path)).toEqual(['/upload/image']);
    },
  );

  test('[CC39] row 39: a redirect to another machine is named and not followed; no header goes there', async () => {
    const asked: string[] = [];
    const elsewhere = createServer((request, response) => {
      asked.push(String(request.url));
      response.end('{}');
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const target = `http://127.0.0.1:${portOf(elsewhere)}`;
    const stage = await hand.open({ faults: { redirectTo: target }, headers: { authorization: 'Bearer k3y-of-mine' } });
    const error = await refusalOf(stage);
    expect(error).toMatchObject({ message: expect.stringContaining(`Unexpected redirect to ${target}`) });
    expect(String(error)).not.toContain('k3y-of-mine');
    stage.fake.faults.redirectTo = null;
    expect(await stage.film(3)).toEqual(clean);
    expect(asked).toEqual([]);
    await new Promise((resolve) => elsewhere.close(resolve));
  });
});
