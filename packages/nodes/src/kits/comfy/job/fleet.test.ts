import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { createComfy } from '../create-comfy.ts';
import { firstPicture, graphOf, jobOf, PATIENT, QUICK, type Stage, stageHand } from './testing.ts';

const hand = stageHand();
afterEach(async () => expect(await hand.closeAll()).toEqual([]));
afterAll(hand.stop);

const quiet = () => ({ signal: new AbortController().signal, progress: () => {}, glimpse: () => {} });

function both(attic: Stage, cellar: Stage) {
  const at = (id: string, { fake }: Stage) => ({ id, name: id, kind: 'comfyui' as const, url: fake.url, headers: {} });
  const addresses = [at('attic', attic), at('cellar', cellar)];
  return createComfy({ of: () => addresses }, { pace: QUICK });
}

describe('several servers', () => {
  test('[CC77] when one is away another takes the frame; one named in the job is not replaced', async () => {
    const [attic, cellar] = [await hand.open(), await hand.open()];
    const engine = both(attic, cellar);
    const png = await firstPicture();
    await attic.fake.kill();
    expect(await engine.run(jobOf(0, png), attic.ledger, quiet())).toMatchObject({ server: 'cellar' });
    await expect(engine.run(jobOf(1, png, { server: 'attic' }), attic.ledger, quiet())).rejects.toMatchObject({
      code: 'ENGINE_AWAY',
      message: expect.stringContaining(attic.fake.url),
    });
    await engine.close();
  });

  test('[CC78] a frame that was sent to one server is looked for there first, however busy it is', async () => {
    const [attic, cellar] = [await hand.open({ faults: { stepDelayMs: 60 } }), await hand.open()];
    const engine = both(attic, cellar);
    const job = jobOf(0, await firstPicture());
    const { ledger } = attic;
    const first = engine.run({ ...job, server: 'attic' }, ledger, quiet());
    await expect.poll(() => attic.fake.seen.prompts.length, PATIENT).toBe(1);
    expect(await engine.run(job, ledger, quiet())).toMatchObject({ server: 'attic' });
    await first;
    expect([attic.fake.seen.prompts.length, cellar.fake.seen.prompts.length]).toEqual([1, 0]);
    await engine.close();
  });

  test('[CC94] a server that was started again is asked anew what it has', async () => {
    const models = { checkpoints: ['old.safetensors'] };
    const attic = await hand.open({ fake: { models } });
    const { fake, engine, frame } = attic;
    const checkpoints = async () => (await engine.facts('')).lists.checkpoints;
    expect(await checkpoints()).toEqual(['old.safetensors']);
    const graph = {
      ...graphOf(1),
      1: { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'old.safetensors' } },
    };
    await frame(jobOf(0, await firstPicture(), { graph }));
    models.checkpoints.unshift('new.safetensors');
    expect(await checkpoints()).toEqual(['old.safetensors']);
    await fake.kill();
    await fake.restart();
    await expect.poll(checkpoints, PATIENT).toEqual(['new.safetensors', 'old.safetensors']);
  });
});
