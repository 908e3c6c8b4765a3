import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { FakeFaults } from '../fake/fake-comfy.ts';
import { firstPicture, jobOf, PATIENT, stageHand } from './testing.ts';

const FRAMES = 5;
const hand = stageHand();
let clean: readonly string[] = [];

beforeAll(async () => {
  clean = await (await hand.open()).film(FRAMES);
});
afterEach(async () => expect(await hand.closeAll()).toEqual([]));
afterAll(hand.stop);

describe('a socket that fails', () => {
  test('[CC30] row 30: dropped at any step, the pictures come by looking, each run once', async () => {
    for (const step of [1, 2, 3]) {
      const { fake, film } = await hand.open({ faults: { stepDelayMs: 2, dropSocketAtStep: step } });
      expect(await film(FRAMES), `step ${step}`).toEqual(clean);
      expect(fake.faults.dropSocketAtStep, `step ${step}`).toBeNull();
      expect(fake.seen.prompts).toHaveLength(FRAMES);
      expect([...fake.seen.sampleCount.values()]).toEqual(Array(FRAMES).fill(1));
    }
  });

  test('[CC31] row 31: open but dead, the picture comes by looking', async () => {
    const { fake, film } = await hand.open({ faults: { halfOpenSockets: true } });
    expect(await film(3)).toEqual(clean.slice(0, 3));
    expect(fake.seen.prompts).toHaveLength(3);
  });

  test('[CC32] row 32: every connection has a new name, so that the end of an old one never makes it deaf', async () => {
    const { fake, frame, told } = await hand.open({ faults: { stepDelayMs: 2 } });
    const png = await firstPicture();
    fake.faults.dropSocketAtStep = 1;
    await frame(jobOf(0, png));
    await expect
      .poll(async () => {
        told.glimpses.length = 0;
        await frame(jobOf(fake.seen.prompts.length, png));
        return told.glimpses.length;
      }, PATIENT)
      .toBeGreaterThan(0);
    const names = fake.seen.sockets.map(({ clientId }) => clientId);
    expect(names.length).toBeGreaterThan(1);
    expect(new Set(names).size).toBe(names.length);
    expect(fake.seen.prompts.at(-1)?.clientId).toBe(names.at(-1));
  });

  test('[CC33] row 33: events twice, out of order, of others, without id, of unknown kinds, cut: the same pictures', async () => {
    const kinds: Partial<FakeFaults>[] = [
      { duplicateEvents: true },
      { reorderEvents: true },
      { foreignEvents: true },
      { omitPromptId: true },
      { unknownFrames: true, truncatedFrames: true },
      { previewType: 1 },
      { duplicateEvents: true, reorderEvents: true, foreignEvents: true, unknownFrames: true },
    ];
    for (const faults of kinds) {
      const { fake, film } = await hand.open({ faults });
      expect(await film(3), JSON.stringify(faults)).toEqual(clean.slice(0, 3));
      expect(fake.seen.prompts).toHaveLength(3);
    }
  });

  test('[CC34] row 34: success is told long before the history has it: no empty result, no second run', async () => {
    const { fake, film } = await hand.open({ faults: { historyLagMs: 150 } });
    expect(await film(3)).toEqual(clean.slice(0, 3));
    expect(fake.seen.prompts).toHaveLength(3);
  });
});
