import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FakeA1111, startFakeA1111 } from '../fake/fake-a1111.ts';
import { fieldsOf, listen, sendJson } from '../fake/listen.ts';
import { type SdSetting, setUp } from '../fake/setting.ts';

let fake: FakeA1111;
let setting: SdSetting;

beforeEach(async () => {
  fake = await startFakeA1111();
  setting = await setUp('a1111', [fake.url]);
});
afterEach(async () => {
  fake.faults.hold = false;
  fake.faults.busyWith = '';
  await setting.engine.close();
  await fake.kill();
});

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const posted = () => fake.seen.filter(({ path }) => path.endsWith('2img'));
const polled = () => fake.seen.filter(({ path }) => path.endsWith('/progress') && path.startsWith('/internal'));

test('[SA1] a picture is asked for with the steps really run, and with no setting of the server changed for good', async () => {
  const answer = await setting.run({ sampler: 'Euler', checkpoint: 'dreamshaper.safetensors' });
  expect(answer.used).toEqual({
    sampler: 'Euler',
    scheduler: 'automatic',
    checkpoint: 'dreamshaper.safetensors [879db523c3]',
  });
  expect(posted()[0]?.body).toMatchObject({
    denoising_strength: 0.4,
    sampler_name: 'Euler',
    save_images: false,
    override_settings: { img2img_fix_steps: true, sd_model_checkpoint: 'dreamshaper.safetensors [879db523c3]' },
    override_settings_restore_afterwards: true,
  });
  expect(fake.runs).toMatchObject([{ steps: 20, seed: 7 }]);
  expect(fake.seen.some(({ method, path }) => method === 'POST' && path.endsWith('/options'))).toBe(false);
});

test('[SA2] without a picture it is drawn from the prompt alone, with the model in use', async () => {
  const answer = await setting.run({ image: null });
  expect(posted()[0]?.path).toBe('/sdapi/v1/txt2img');
  expect(answer.used?.checkpoint).toBe('sd15.safetensors [6ce0161689]');
  expect(fieldsOf(posted()[0]?.body)).not.toHaveProperty('init_images');
});

test('[SA3] progress and the picture so far are told while it works, however long that takes', async () => {
  fake.faults.hold = true;
  const running = setting.run();
  await expect.poll(() => setting.told.progress.length, { timeout: 10_000 }).toBeGreaterThan(2);
  fake.faults.hold = false;
  await running;
  expect(setting.told.progress[0]).toBe(0.5);
  expect(setting.told.glimpses[0]?.[0]).toBe(0xff);
});

test('[SA4] a run that is given up stops our task, and no other', async () => {
  fake.faults.hold = true;
  const ours = setting.run().catch((error: unknown) => error);
  await expect.poll(() => setting.told.progress.length, { timeout: 10_000 }).toBeGreaterThan(0);
  const reason = new Error('stopped');
  setting.abort.abort(reason);
  expect(await ours).toBe(reason);
  expect(fake.interrupted).toEqual([fieldsOf(posted()[0]?.body).force_task_id]);
});

test('[SA5] while somebody else is at work nothing is stopped; ours is, when its turn comes', async () => {
  fake.faults.hold = true;
  fake.faults.busyWith = 'somebody else';
  const ours = setting.run().catch((error: unknown) => error);
  await expect.poll(() => polled().length, { timeout: 10_000 }).toBeGreaterThan(1);
  setting.abort.abort(new Error('stopped'));
  await ours;
  expect(fake.interrupted).toEqual([]);
  fake.faults.busyWith = '';
  const task = fieldsOf(posted()[0]?.body).force_task_id;
  await expect.poll(() => fake.interrupted, { timeout: 10_000 }).toEqual([task]);
});

test('[SA6] an answer that is lost, or never comes, is asked for again with the same seed: same picture', async () => {
  const undisturbed = await setting.run({ frame: 1 });
  fake.faults.loseAnswer = 1;
  const lost = await setting.run({ frame: 2 });
  fake.faults.muteAnswer = 1;
  const mute = await setting.run({ frame: 3 });
  expect([lost, mute].map(({ picture }) => sha256(picture))).toEqual(Array(2).fill(sha256(undisturbed.picture)));
  expect(fake.runs).toHaveLength(5);
});

test('[SA7] a server that has not got on for long counts as away, and says for how long', async () => {
  const impatient = await setUp('a1111', [fake.url], {}, { stallMs: 60 });
  fake.faults.hold = true;
  const stalled = impatient.run();
  await expect(stalled).rejects.toMatchObject({
    code: 'ENGINE_AWAY',
    message: expect.stringContaining('has not got on'),
  });
  await impatient.engine.close();
});

test('[SA8] a refusal tells the reason of the server; out of memory tells what to do', async () => {
  fake.faults.refuse = { status: 422, body: { detail: [{ loc: ['body', 'steps'], msg: 'must be positive' }] } };
  await expect(setting.run()).rejects.toMatchObject({
    code: 'ENGINE_REFUSED',
    message: expect.stringContaining('body.steps: must be positive.'),
  });
  fake.faults.refuse = { status: 500, body: { error: 'OutOfMemoryError', errors: 'CUDA out of memory.' } };
  await expect(setting.run()).rejects.toMatchObject({
    code: 'ENGINE_REFUSED',
    message: expect.stringContaining('set a smaller width and height'),
  });
});

test('[SA9] an older server without progress by task works, and nothing of it is taken for ours', async () => {
  fake.faults.oldProgress = true;
  fake.faults.hold = true;
  const running = setting.run();
  await expect.poll(() => fake.seen.filter(({ path }) => path === '/sdapi/v1/progress').length).toBeGreaterThan(2);
  expect(setting.told.progress).toEqual([]);
  fake.faults.hold = false;
  expect((await running).exact).toBe(true);
});

test('[SA10] its report names the model in use; a server without its API is told how to get one', async () => {
  const check = () => setting.engine.check({ kind: 'a1111', url: fake.url, headers: {} });
  expect(await check()).toMatchObject({ ok: true, counts: { checkpoints: 2, samplers: 3, schedulers: 2, loras: 1 } });
  expect((await check()).message).toContain('sd15.safetensors is in use.');
  fake.faults.noApi = true;
  expect(await check()).toMatchObject({ ok: false, message: expect.stringContaining('with --api') });
});

test('[SA11] a login goes along as a header, and is asked for when it is missing', async () => {
  fake.faults.authorization = 'Basic dXNlcjpwYXNz';
  const secret = await setUp('a1111', [fake.url], { authorization: 'Basic dXNlcjpwYXNz' });
  expect((await secret.run()).exact).toBe(true);
  await secret.engine.close();
  await expect(setting.run()).rejects.toMatchObject({
    code: 'ENGINE_REFUSED',
    message: expect.stringContaining('Authorization'),
  });
});

test('[SA12] LoRA tags stay in the prompt under the names of the server; one that it has not is refused', async () => {
  await setting.run({ prompt: 'stone <lora:Moss.safetensors:0.7:0.2>' });
  expect(posted()[0]?.body).toMatchObject({ prompt: 'stone <lora:moss:0.7:0.2>' });
  await expect(setting.run({ prompt: '<lora:ink:1>' })).rejects.toMatchObject({ code: 'ENGINE_REFUSED' });
  expect(posted()).toHaveLength(1);
});

test('[SA13] stable-diffusion.cpp, which has some of the same calls, is told from it, and its kind named', async () => {
  const other = await listen(({ path }, response) => {
    if (path === '/sdapi/v1/samplers') sendJson(response, 200, [{ name: 'euler' }]);
    else sendJson(response, path.endsWith('/progress') ? 404 : 200, []);
  });
  const report = await setting.engine.check({ kind: 'a1111', url: other.url, headers: {} });
  expect(report).toMatchObject({
    ok: false,
    message: expect.stringContaining('choose stable-diffusion.cpp as its kind'),
  });
  await other.kill();
});
