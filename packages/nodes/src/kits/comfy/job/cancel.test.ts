import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { createMemoryLedger } from '../../engines/memory-ledger.ts';
import { createHttp } from '../../engines/wire/http.ts';
import type { FakeVersion } from '../fake/fake-comfy.ts';
import { type Calls, createCalls } from '../wire/calls.ts';
import { cancelPrompt } from './cancel.ts';
import { engineAt, firstPicture, jobOf, PATIENT, type Stage, stageHand } from './testing.ts';

const hand = stageHand();
afterEach(async () => expect(await hand.closeAll()).toEqual([]));
afterAll(hand.stop);

const quiet = () => ({ signal: new AbortController().signal, progress: () => {}, glimpse: () => {} });
const VERSIONS: readonly FakeVersion[] = ['0.26.0', '0.3.64'];

/** Somebody else's prompt on the same server, and when it has begun. */
async function theirs({ fake }: Stage, seed: number) {
  const engine = engineAt(fake.url);
  const job = jobOf(seed, await firstPicture());
  const before = fake.seen.prompts.length;
  const done = engine.run(job, createMemoryLedger('theirs'), quiet()).finally(() => engine.close());
  await expect.poll(() => fake.seen.prompts.length, PATIENT).toBe(before + 1);
  return { done, promptId: fake.seen.prompts.at(-1)?.promptId };
}

async function running({ fake }: Stage): Promise<string> {
  const queue = await (await fetch(`${fake.url}/queue`)).json();
  return queue.queue_running[0]?.[1] ?? '';
}

describe.each(VERSIONS)('stopping, on ComfyUI %s', (version) => {
  test('[CC62] our running prompt is stopped, and the reason of the stop is thrown', async () => {
    const stage = await hand.open({ fake: { version }, faults: { stepDelayMs: 500 } });
    const { fake } = stage;
    const stop = new AbortController();
    const reason = new Error('the film stops');
    const job = jobOf(0, await firstPicture());
    const thrown = expect(stage.frame(job, stop.signal)).rejects.toBe(reason);
    await expect.poll(() => running(stage), PATIENT).not.toBe('');
    const after = await theirs(stage, 1);
    stop.abort(reason);
    await thrown;
    fake.faults.stepDelayMs = 0;
    expect((await after.done).picture).not.toHaveLength(0);
    expect(fake.seen.interrupts).toEqual([fake.seen.prompts[0]?.promptId]);
    expect(fake.seen.clears).toBe(0);
    expect((await stage.frame(job)).picture).not.toHaveLength(0);
  });

  test('[CC63] our waiting prompt is taken out of the line; what others run and wait for stays', async () => {
    const stage = await hand.open({ fake: { version }, faults: { stepDelayMs: 300 } });
    const { fake } = stage;
    const before = await theirs(stage, 1);
    await expect.poll(() => running(stage), PATIENT).toBe(before.promptId);
    const stop = new AbortController();
    const frame = stage.frame(jobOf(0, await firstPicture()), stop.signal);
    const thrown = expect(frame).rejects.toThrow('enough');
    await expect.poll(() => fake.seen.prompts.length, PATIENT).toBe(2);
    const after = await theirs(stage, 2);
    stop.abort(new Error('enough'));
    await thrown;
    fake.faults.stepDelayMs = 0;
    expect((await before.done).picture).not.toHaveLength(0);
    expect((await after.done).picture).not.toHaveLength(0);
    expect(fake.seen.interrupts).toEqual([]);
    expect(fake.seen.deletes).toEqual([fake.seen.prompts[1]?.promptId]);
  });

  test('[CC64] a film runs the same way', async () => {
    const { film, fake } = await hand.open({ fake: { version }, faults: { killAtStep: 2, restartAfterMs: 20 } });
    const hashes = await film(4);
    expect(new Set(hashes).size).toBe(4);
    expect(fake.seen.prompts).toHaveLength(5);
  });
});

test('[CC65] a stop while nothing answers does not hang: the server is asked for a while only', async () => {
  const { fake, frame } = await hand.open({ faults: { stepDelayMs: 100 }, pace: { cancelMs: 50 } });
  const stop = new AbortController();
  const thrown = expect(frame(jobOf(0, await firstPicture()), stop.signal)).rejects.toThrow('enough');
  await expect.poll(() => fake.seen.prompts.length, PATIENT).toBe(1);
  await fake.kill();
  stop.abort(new Error('enough'));
  await thrown;
});

test('[CC62] a server that can only be interrupted is not, once our prompt has ended by itself', async () => {
  const http = createHttp({ product: 'ComfyUI', url: 'http://127.0.0.1:9', headers: {} });
  const interrupted: string[] = [];
  let looks = 0;
  const calls: Calls = {
    ...createCalls(http),
    queue: async () => ({ running: ++looks === 1 ? [{ number: 1, promptId: 'ours' }] : [], pending: [] }),
    cancel: async () => null,
    interrupt: async (promptId) => void interrupted.push(promptId),
  };
  await cancelPrompt(calls, 'ours');
  expect(interrupted).toEqual([]);
  await cancelPrompt(
    { ...calls, queue: async () => ({ running: [{ number: 1, promptId: 'ours' }], pending: [] }) },
    'ours',
  );
  expect(interrupted).toEqual(['ours']);
  await http.close();
});
