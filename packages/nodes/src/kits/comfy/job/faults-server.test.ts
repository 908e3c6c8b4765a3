import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { firstPicture, jobOf, stageHand } from './testing.ts';

const FRAMES = 5;
const hand = stageHand();
let clean: readonly string[] = [];

beforeAll(async () => {
  clean = await (await hand.open()).film(FRAMES);
  expect(new Set(clean).size).toBe(FRAMES);
});
afterEach(async () => expect(await hand.closeAll()).toEqual([]));
afterAll(hand.stop);

describe('a server that fails', () => {
  test('[CC26] row 26: killed while it samples, back with an empty memory: the same pictures, one run more', async () => {
    const { fake, film } = await hand.open({ faults: { killAtStep: 2, restartAfterMs: 40 } });
    expect(await film(FRAMES)).toEqual(clean);
    expect(fake.seen.prompts).toHaveLength(FRAMES + 1);
    expect([...fake.seen.promptCount.values()].every((count) => count === 1)).toBe(true);
  });

  test('[CC27] row 27: restarted between the event of success and the history: found nowhere, run once more', async () => {
    const { fake, film } = await hand.open({ faults: { historyLagMs: 120 } });
    const filming = film(2);
    await expect.poll(() => fake.seen.runs.length, { interval: 1, timeout: 20_000 }).toBe(1);
    await fake.kill();
    fake.faults.historyLagMs = 0;
    await fake.restart();
    expect(await filming).toEqual(clean.slice(0, 2));
    expect(fake.seen.prompts).toHaveLength(3);
  });

  test('[CC28] row 28: the prompt is taken and the answer lost: found by its own id, never sent twice', async () => {
    const { fake, film } = await hand.open({ faults: { promptAnswerLost: 2 } });
    expect(await film(FRAMES)).toEqual(clean);
    expect(fake.seen.prompts).toHaveLength(FRAMES);
    expect([...fake.seen.sampleCount.values()]).toEqual(Array(FRAMES).fill(1));
  });

  test('[CC29] row 29: the prompt never arrives: sent again, and taken once', async () => {
    const { fake, film } = await hand.open({ faults: { promptDropped: 2 } });
    expect(await film(FRAMES)).toEqual(clean);
    expect(fake.seen.prompts).toHaveLength(FRAMES);
  });

  test('[CC38] row 38: too busy, behind a broken proxy: waited as long as told, then done; pages are never shown', async () => {
    const { fake, film, engine, ledger } = await hand.open({
      faults: { rateLimited: 2, retryAfterS: 0 },
    });
    expect(await film(2)).toEqual(clean.slice(0, 2));
    fake.faults.badGateway = 3;
    expect(await film(3)).toEqual(clean.slice(0, 3));

    // Everywhere at once: at the upload, the prompt, the looks and the picture.
    for (const brokenInside of [1, 2]) {
      const other = await hand.open({ faults: { brokenInside } });
      expect(await other.film(3)).toEqual(clean.slice(0, 3));
      expect(other.fake.seen.prompts).toHaveLength(3);
    }
    fake.faults.brokenInside = Number.POSITIVE_INFINITY;
    const words: unknown = await engine
      .run(jobOf(70, await firstPicture()), ledger, {
        signal: new AbortController().signal,
        progress() {},
        glimpse() {},
      })
      .catch((reason: unknown) => reason);
    expect(words).toMatchObject({
      code: 'ENGINE_AWAY',
      message: expect.stringMatching(/failed at \/[\w/-]+ \(500\)/),
    });
    expect(String(words)).not.toContain('got itself in trouble');
    fake.faults.brokenInside = 0;

    fake.faults.rateLimited = Number.POSITIVE_INFINITY;
    fake.faults.retryAfterS = 9;
    const watch = { signal: new AbortController().signal, progress: () => {}, glimpse: () => {} };
    const error: unknown = await engine
      .run(jobOf(77, await firstPicture()), ledger, watch)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'ENGINE_AWAY' });
    const { detail, message } = error as { detail: { retryAfterMs: number }; message: string };
    expect(detail.retryAfterMs).toBeGreaterThan(7000);
    expect(message).toContain('429');
    expect(message).not.toContain('<');
  });
});
