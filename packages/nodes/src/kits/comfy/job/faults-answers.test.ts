import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createMemoryLedger } from '../../engines/memory-ledger.ts';
import type { ViewFault } from '../fake/fake-comfy.ts';
import { engineAt, firstPicture, jobOf, stageHand } from './testing.ts';

const hand = stageHand();
let clean: readonly string[] = [];
let png: Uint8Array = new Uint8Array();

beforeAll(async () => {
  png = await firstPicture();
  clean = await (await hand.open()).film(3);
});
afterEach(async () => expect(await hand.closeAll()).toEqual([]));
afterAll(hand.stop);

const quiet = () => ({ signal: new AbortController().signal, progress: () => {}, glimpse: () => {} });

describe('answers that are not as they should be', () => {
  test('[CC35] row 35: a cached answer is good when all inputs are equal; when its file is gone only the saving is done anew', async () => {
    const { fake, frame, film } = await hand.open();
    const made = (await frame(jobOf(0, png))).picture;
    const again = engineAt(fake.url);
    const cached = await again.run(jobOf(0, png), createMemoryLedger('film'), quiet());
    expect(Buffer.compare(cached.picture, made)).toBe(0);
    expect(fake.seen.prompts).toHaveLength(2);
    expect([...fake.seen.sampleCount.values()]).toEqual([1]);

    fake.faults.cachedFileGone = 1;
    const saved = await again.run(jobOf(0, png), createMemoryLedger('film'), quiet());
    await again.close();
    expect(saved.picture).not.toHaveLength(0);
    expect([...fake.seen.sampleCount.values()]).toEqual([1]);
    expect(JSON.stringify(fake.seen.prompts.at(-1)?.graph)).toContain('es/film/n1-000/frame-000000-r1');

    fake.faults.outputsMissing = 1;
    expect(await film(3)).toEqual(clean);
  });

  test('[CC37] row 37: out of memory once: freed, and on; always: refused with advice after one more try', async () => {
    const { fake, film, frame } = await hand.open({ faults: { failRuns: 1, failWith: 'out-of-memory' } });
    expect(await film(3)).toEqual(clean);
    expect(fake.seen.frees).toBe(1);
    fake.faults.failRuns = Number.POSITIVE_INFINITY;
    const before = fake.seen.prompts.length;
    await expect(frame(jobOf(50, png))).rejects.toMatchObject({
      code: 'ENGINE_REFUSED',
      message: expect.stringMatching(/too little memory.*tiled VAE/),
    });
    expect(fake.seen.prompts.length - before).toBe(2);
    expect(fake.seen.frees).toBe(2);
  });

  test('[CC40] row 40: no bad picture enters the loop: fetched again up to three times, then refused', async () => {
    const kinds: ViewFault[] = ['truncated', 'wrong-length', 'html', 'other-size'];
    for (const viewWith of kinds) {
      const { fake, film, engine } = await hand.open({ faults: { viewFaults: 2, viewWith } });
      expect(await film(3), viewWith).toEqual(clean);
      expect(fake.seen.prompts, viewWith).toHaveLength(3);

      fake.faults.viewFaults = Number.POSITIVE_INFINITY;
      const failing = engine.run(jobOf(60, png), createMemoryLedger('other'), quiet());
      await expect(failing, viewWith).rejects.toMatchObject({ code: expect.stringMatching(/^ENGINE_(REFUSED|AWAY)$/) });
    }
    const { fake, film } = await hand.open({ faults: { viewFaults: 1, viewWith: 'missing' } });
    expect(await film(3)).toEqual(clean);
    expect([...fake.seen.sampleCount.values()]).toEqual([1, 1, 1]);
  });

  test('[CC40] row 40: sixteen bits are read as the eight that they were; a byte a second is given up, three times more', async () => {
    const deep = await hand.open({ faults: { viewFaults: Number.POSITIVE_INFINITY, viewWith: 'sixteen-bit' } });
    expect(await deep.film(3)).toEqual(clean);

    // The ten seconds of grace are a tenth of a second here.
    const { fake, engine } = await hand.open({ pace: { slowMs: 100 } });
    const running = engine.run(jobOf(0, png), createMemoryLedger('slow'), quiet());
    const views = () => fake.seen.requests.filter(({ path }) => path === '/view').length;
    const failed = expect(running).rejects.toMatchObject({
      code: 'ENGINE_REFUSED',
      message: expect.stringMatching(/comes too slowly, \d+ bytes in \d+ s\. It did so 4 times/),
    });
    await expect.poll(() => fake.seen.runs.length, { timeout: 20_000, interval: 1 }).toBe(1);
    fake.faults.viewFaults = Number.POSITIVE_INFINITY;
    fake.faults.viewWith = 'trickle';
    await failed;
    expect(views()).toBe(4);
  });
});
