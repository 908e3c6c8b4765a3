import { connect, createServer, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { portOf } from '../../engines/wire/testing.ts';
import { engineAt, firstPicture, jobOf, openStage, PATIENT, stageHand } from './testing.ts';

const hand = stageHand();
let clean: readonly string[] = [];
let png: Uint8Array = new Uint8Array();

beforeAll(async () => {
  png = await firstPicture();
  clean = await (await hand.open()).film(6);
});
afterEach(async () => expect(await hand.closeAll()).toEqual([]));
afterAll(hand.stop);

const quiet = () => ({ signal: new AbortController().signal, progress: () => {}, glimpse: () => {} });

/** Passes bytes on, late, and tears a connection now and then; which ones is decided by the seed alone. */
async function badLine(to: number, seed: number, delayMs: number, tearRate: number) {
  let state = seed;
  const chance = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  let torn = 0;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('error', () => from.destroy());
      from.on('close', () => setTimeout(() => into.destroy(), delayMs + 1));
      from.on('data', (part) => {
        if (chance() < tearRate) {
          torn++;
          near.destroy();
          far.destroy();
        } else setTimeout(() => into.destroyed || into.write(part), delayMs);
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    torn: () => torn,
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

describe('the way and the others', () => {
  // 500 ms and a poll of 2 s, all eighty times as fast; every tenth piece tears its connection.
  test('[CC41] row 41: a slow line that breaks now and then: the same pictures', async () => {
    const inner = await openStage();
    const line = await badLine(inner.fake.port, 7, 6, 0.1);
    const outer = await hand.open({ url: line.url });
    expect(await outer.film(6)).toEqual(clean);
    expect(line.torn()).toBeGreaterThan(0);
    await outer.close();
    await line.close();
    await inner.close();
  });

  test('[CC42] row 42: cancelled by somebody else: once it is done again, twice it is told', async () => {
    for (const fault of ['interruptedByOthers', 'deletedByOthers'] as const) {
      const { fake, film, frame } = await hand.open();
      fake.faults[fault] = 1;
      expect(await film(2), fault).toEqual(clean.slice(0, 2));
      expect(fake.seen.prompts).toHaveLength(3);

      fake.faults[fault] = Number.POSITIVE_INFINITY;
      await expect(frame(jobOf(30, png)), fault).rejects.toMatchObject({
        code: 'ENGINE_REFUSED',
        message: expect.stringContaining('cancelled on the server'),
      });
      fake.faults[fault] = 0;
      expect((await frame(jobOf(30, png))).picture, fault).not.toHaveLength(0);
    }
  });

  test('[CC43] row 43: a worker that does nothing for ever is told with what to do; once it works the frame comes', async () => {
    const { fake, ledger } = await hand.open({ faults: { zombieWorker: true } });
    const engine = engineAt(fake.url, { pace: { lineMs: 80, stallMs: 80, firstStallMs: 80 } });
    await expect(engine.run(jobOf(0, png), ledger, quiet())).rejects.toMatchObject({
      code: 'ENGINE_AWAY',
      message: expect.stringMatching(/waiting behind .* restart it/),
      detail: { retryAfterMs: expect.any(Number) },
    });
    fake.faults.zombieWorker = false;
    await expect
      .poll(() => engine.run(jobOf(0, png), ledger, quiet()).then(({ picture }) => picture.length), PATIENT)
      .toBeGreaterThan(0);
    expect(fake.seen.prompts).toHaveLength(1);

    fake.faults.stepDelayMs = 1000;
    await expect(engine.run(jobOf(1, png), ledger, quiet())).rejects.toMatchObject({
      code: 'ENGINE_AWAY',
      message: expect.stringMatching(/no step of our picture .* interrupt it there, or restart/),
    });
    await engine.close();
  });
});
