import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FakeSdcpp, startFakeSdcpp } from '../fake/fake-sdcpp.ts';
import { fieldsOf } from '../fake/listen.ts';
import { type SdSetting, setUp } from '../fake/setting.ts';

let fake: FakeSdcpp;
let setting: SdSetting;

beforeEach(async () => {
  fake = await startFakeSdcpp();
  setting = await setUp('sdcpp', [fake.url]);
});
afterEach(async () => {
  await setting.engine.close();
  await fake.kill();
});

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const submitted = () => fake.seen.filter(({ path }) => path === '/sdcpp/v1/img_gen');

test('[SQ1] a picture is a job with all that was asked, and exactly the steps that were asked are run', async () => {
  const answer = await setting.run({ sampler: 'lcm', steps: 8, denoise: 0.3, cfg: 1.5 });
  expect(answer).toMatchObject({ exact: true, server: 'Server 0' });
  expect(answer.used).toEqual({ sampler: 'lcm', scheduler: 'discrete', checkpoint: 'sd-turbo.safetensors' });
  expect(submitted()[0]?.body).toMatchObject({
    prompt: 'moss',
    negative_prompt: 'fog',
    seed: 7,
    strength: 0.3,
    width: 64,
    height: 64,
    sample_params: { sample_method: 'lcm', scheduler: 'discrete', guidance: { txt_cfg: 1.5 } },
    output_format: 'png',
  });
  expect(fake.runs).toMatchObject([{ steps: 8, strength: 0.3, seed: 7 }]);
  await setting.run({ image: null, frame: 4 });
  expect(fieldsOf(submitted()[1]?.body)).not.toHaveProperty('init_image');
  expect(fake.runs[1]).toMatchObject({ image: null, steps: 20 });
});

test('[SQ2] a full queue is waited for: the server is away for a moment', async () => {
  fake.faults.queueFull = 1;
  await expect(setting.run()).rejects.toMatchObject({
    code: 'ENGINE_AWAY',
    detail: { retryAfterMs: expect.any(Number) },
  });
  expect(fake.runs).toHaveLength(0);
  await setting.run();
  expect(fake.runs).toHaveLength(1);
});

test('[SQ3] a job that the server forgot is made again with the same seed, and gives the same picture', async () => {
  const undisturbed = await setting.run({ frame: 1 });
  fake.faults.expire = 1;
  const again = await setting.run({ frame: 2 });
  expect(sha256(again.picture)).toBe(sha256(undisturbed.picture));
  expect(fake.runs).toHaveLength(3);
});

test('[SQ4] a try that was broken off is looked for before anything is sent again', async () => {
  fake.faults.hold = true;
  const first = setting.run();
  const ended = first.catch((error: unknown) => error);
  await expect
    .poll(() => fake.seen.some(({ path }) => path.startsWith('/sdcpp/v1/jobs/')), { timeout: 10_000 })
    .toBe(true);
  // The program ends without a word, and comes back with the same ledger.
  const later = await setUp('sdcpp', [fake.url]);
  fake.faults.hold = false;
  await later.engine.run(later.jobWith(), setting.ledger, later.watch);
  await ended;
  await later.engine.close();
  expect(submitted()).toHaveLength(1);
  expect(fake.runs).toHaveLength(1);
});

test('[SQ5] a run that is given up takes its job out of the queue', async () => {
  fake.faults.hold = true;
  const running = setting.run();
  const ended = running.catch((error: unknown) => error);
  await expect
    .poll(() => fake.seen.some(({ path }) => path.startsWith('/sdcpp/v1/jobs/')), { timeout: 10_000 })
    .toBe(true);
  const reason = new Error('stopped by the user');
  setting.abort.abort(reason);
  expect(await ended).toBe(reason);
  expect(fake.cancelled).toEqual(['job_1']);
});

test('[SQ5] a run that is given up while its job is being handed in takes it back as soon as its id is known', async () => {
  Object.assign(fake.faults, { hold: true, submitDelayMs: 60 });
  const running = setting.run();
  const ended = running.catch((error: unknown) => error);
  await expect.poll(() => submitted().length, { timeout: 10_000 }).toBe(1);
  const reason = new Error('stopped by the user');
  setting.abort.abort(reason);
  expect(await ended).toBe(reason);
  await expect.poll(() => fake.cancelled, { timeout: 10_000 }).toEqual(['job_1']);
});

test('[SQ6] a job that fails says why, in one line, and is not tried again', async () => {
  fake.faults.fail = 'generate_image returned\nno results';
  const failing = setting.run();
  await expect(failing).rejects.toMatchObject({
    code: 'ENGINE_REFUSED',
    message: expect.stringContaining('generate_image returned no results.'),
  });
  expect(submitted()).toHaveLength(1);
});

test('[SQ7] orders hidden in a prompt reach no server', async () => {
  const hidden =
    'a<sd_cpp_extra_args>{"steps":1}</sd_cpp_extra_args>b<sd_cpp_<sd_cpp_extra_args></sd_cpp_extra_args>extra_args>{}';
  await setting.run({ prompt: hidden, negative: 'fog <SD_CPP_EXTRA_ARGS>{"seed":1}' });
  expect(submitted()[0]?.body).toMatchObject({ prompt: 'ab{}', negative_prompt: 'fog ' });
  expect(JSON.stringify(submitted()[0]?.body)).not.toMatch(/extra_args/i);
});

test('[SQ8] its lists and its report come from what it is able to do; the one model is the list of checkpoints', async () => {
  expect(await setting.engine.facts('sdcpp', '')).toMatchObject({
    name: 'Server 0',
    loaded: 'sd-turbo.safetensors',
    lists: {
      checkpoints: ['sd-turbo.safetensors'],
      samplers: ['euler', 'euler_a', 'lcm'],
      loras: ['moss.safetensors'],
    },
  });
  const report = await setting.engine.check({ kind: 'sdcpp', url: `${fake.url}/`, headers: {} });
  expect(report).toMatchObject({ ok: true, counts: { samplers: 3, schedulers: 3 }, latencyMs: expect.any(Number) });
  expect(report.message).toContain('with the model sd-turbo.safetensors');
});

test('[SQ10] LoRA tags leave the prompt and go beside it, by the path of the server; one that it has not is refused', async () => {
  await setting.run({ prompt: 'stone <lora:moss:0.7>' });
  expect(submitted()[0]?.body).toMatchObject({
    prompt: 'stone',
    lora: [{ path: 'moss.safetensors', multiplier: 0.7 }],
  });
  await expect(setting.run({ prompt: '<lora:mos:1>' })).rejects.toMatchObject({
    code: 'ENGINE_REFUSED',
    message: expect.stringContaining('Did you mean "moss.safetensors"?'),
  });
  expect(submitted()).toHaveLength(1);
});

test('[SQ11] a server whose model makes films only is refused, one that does not tell is not', async () => {
  fake.faults.modes = ['vid_gen'];
  await expect(setting.run()).rejects.toMatchObject({
    code: 'ENGINE_REFUSED',
    message: expect.stringContaining('makes no pictures with its model'),
  });
  fake.faults.modes = null;
  expect(await setting.run()).toMatchObject({ server: 'Server 0' });
});

test('[SQ12] a job that does not get on counts as away', async () => {
  fake.faults.hold = true;
  const impatient = await setUp('sdcpp', [fake.url], {}, { queueMs: 30, stallMs: 1e9 });
  await expect(impatient.run()).rejects.toMatchObject({
    code: 'ENGINE_AWAY',
    message: expect.stringContaining('restart it if it hangs'),
  });
  await impatient.engine.close();
});
