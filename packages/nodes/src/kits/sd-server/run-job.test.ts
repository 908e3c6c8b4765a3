import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FakeA1111, startFakeA1111 } from './fake/fake-a1111.ts';
import { type FakeSdcpp, startFakeSdcpp } from './fake/fake-sdcpp.ts';
import { type SdSetting, setUp } from './fake/setting.ts';

let a1111: FakeA1111;
let sdcpp: FakeSdcpp;
let settings: SdSetting[];

beforeEach(async () => {
  [a1111, sdcpp] = await Promise.all([startFakeA1111(), startFakeSdcpp()]);
  settings = [await setUp('a1111', [a1111.url]), await setUp('sdcpp', [sdcpp.url])];
});
afterEach(async () => {
  await Promise.all(settings.map(({ engine }) => engine.close()));
  await Promise.all([a1111.kill().catch(() => {}), sdcpp.kill().catch(() => {})]);
});

test('[SJ2] a damaged picture never enters the film: it is made anew, and after three the server is away', async () => {
  for (const { run } of settings) {
    const clean = await run({ frame: 1 });
    a1111.faults.cutPicture = 1;
    sdcpp.faults.cutPicture = 1;
    expect(Buffer.from((await run({ frame: 2 })).picture).equals(clean.picture)).toBe(true);
    a1111.faults.cutPicture = 3;
    sdcpp.faults.cutPicture = 3;
    await expect(run({ frame: 3 })).rejects.toMatchObject({
      code: 'ENGINE_AWAY',
      message: expect.stringContaining('cannot be read'),
    });
    a1111.faults.cutPicture = 0;
    sdcpp.faults.cutPicture = 0;
  }
});

test('[SJ3] a picture of another size is refused with what to set', async () => {
  sdcpp.faults.roundTo = 64;
  await expect(settings[1]?.run({ width: 72, height: 72 })).rejects.toMatchObject({
    code: 'ENGINE_REFUSED',
    message: expect.stringMatching(/128 x 128 px instead of 72 x 72 px.*multiples of 64/),
  });
});

test('[SJ4] a name that the server has not is refused before anything is sent, with what there is', async () => {
  const [setting] = settings;
  await expect(setting?.run({ sampler: 'Eulr' })).rejects.toMatchObject({
    code: 'ENGINE_REFUSED',
    message: `The sampler "Eulr" is not on ${a1111.url}. Did you mean "Euler" or "Euler a"? There are "DPM++ 2M", "Euler", "Euler a".`,
    detail: { node: 'painter', param: 'sampler' },
  });
  expect(a1111.runs).toHaveLength(0);
});

test('[SJ5] a JPEG answer is taken, and said not to be exact', async () => {
  a1111.faults.format = 'jpeg';
  expect(await settings[0]?.run()).toMatchObject({ exact: false });
});

test('[SJ6] with several servers the next one is asked when one does not answer', async () => {
  const two = await setUp('sdcpp', ['http://127.0.0.1:1', sdcpp.url]);
  expect(await two.run()).toMatchObject({ server: 'Server 1' });
  await expect(two.run({ server: 'Server 0', frame: 9 })).rejects.toMatchObject({
    code: 'ENGINE_AWAY',
    message: expect.stringContaining('Nothing answers at http://127.0.0.1:1'),
  });
  await two.engine.close();
});

test('[SJ7] a server that comes back is used again', async () => {
  const [, setting] = settings;
  await sdcpp.kill();
  await expect(setting?.run()).rejects.toMatchObject({ code: 'ENGINE_AWAY' });
  await sdcpp.restart();
  expect(await setting?.run()).toMatchObject({ server: 'Server 0' });
});

test('[SJ8] two different requests of one frame are two pictures', async () => {
  const [, setting] = settings;
  await setting?.run({ prompt: 'moss' });
  await setting?.run({ prompt: 'stone' });
  await setting?.run({ image: null });
  expect(sdcpp.runs.map(({ prompt, image }) => [prompt, image === null])).toEqual([
    ['moss', false],
    ['stone', false],
    ['moss', true],
  ]);
});

test('[SJ9] a film goes to the server that has what it has been drawn with so far, though another comes first', async () => {
  const other = await startFakeSdcpp();
  other.faults.model = 'flux-dev.gguf';
  const both = await setUp('sdcpp', [other.url, sdcpp.url]);
  const before = { sampler: 'lcm', scheduler: '', checkpoint: 'sd-turbo.safetensors' };
  expect(await both.run({ frame: 1 })).toMatchObject({ server: 'Server 0' });
  expect(await both.run({ frame: 2, before })).toMatchObject({ server: 'Server 1' });
  await sdcpp.kill();
  await expect(both.run({ frame: 3, before })).rejects.toMatchObject({ code: 'ENGINE_AWAY' });
  await both.engine.close();
  await other.kill();
});

test('[SJ9] a name left empty stays what it was before, as long as the server has it', async () => {
  const [setting] = settings;
  const before = { sampler: 'Euler a', scheduler: 'gone', checkpoint: 'dreamshaper.safetensors [879db523c3]' };
  expect(await setting?.run({ before })).toMatchObject({
    used: { ...before, scheduler: 'automatic' },
    words: 'dreamshaper.safetensors, Euler a, automatic',
  });
  expect(await setting?.run({ frame: 5 })).toMatchObject({
    words: 'sd15.safetensors (in use there), DPM++ 2M, automatic',
  });
  expect(await setting?.run({ before, frame: 4, checkpoint: 'sd15' })).toMatchObject({
    words: 'sd15.safetensors, Euler a, automatic',
  });
});

test('[SJ12] a job of an earlier run that the server knows no more is handed in again, under the next attempt', async () => {
  const [, setting] = settings;
  if (setting === undefined) throw new Error('There is no server.');
  const job = setting.jobWith();
  const sent = { state: 'sent', server: sdcpp.url, promptId: 'job_99', attempt: 4, pictures: [], by: '' } as const;
  await setting.ledger.put({ ...job.key, ...sent });
  await setting.run();
  expect(sdcpp.runs).toHaveLength(1);
  expect(await setting.ledger.find(job.key)).toMatchObject({ state: 'sent', promptId: 'job_1', attempt: 6 });
});

test('[SJ13] what an earlier run has left at work on a server that keeps no answers is stopped first', async () => {
  const [setting] = settings;
  if (setting === undefined) throw new Error('There is no server.');
  a1111.faults.hold = true;
  const first = setting.run();
  await expect.poll(() => setting.told.progress.length, { timeout: 10_000 }).toBeGreaterThan(0);
  const task = (await setting.ledger.find(setting.jobWith().key))?.promptId;
  // The program ends without a word, and comes back with the same ledger.
  const later = await setUp('a1111', [a1111.url]);
  const second = later.engine.run(later.jobWith(), setting.ledger, later.watch);
  await expect.poll(() => a1111.interrupted, { timeout: 10_000 }).toEqual([task]);
  a1111.faults.hold = false;
  await Promise.all([first, second]);
  await later.engine.close();
});
