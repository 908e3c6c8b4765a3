import { afterAll, afterEach, expect, test } from 'vitest';
import { createMemoryLedger } from '../../engines/memory-ledger.ts';
import { createComfy } from '../create-comfy.ts';
import { engineAt, firstPicture, graphOf, jobOf, PATIENT, QUICK, type Stage, stageHand } from './testing.ts';

const hand = stageHand();
afterEach(async () => expect(await hand.closeAll()).toEqual([]));
afterAll(hand.stop);

const quiet = () => ({ signal: new AbortController().signal, progress: () => {}, glimpse: () => {} });
const STALLING = { lineMs: 60, stallMs: 60, firstStallMs: 60 };
const AWAY = { code: 'ENGINE_AWAY' };

async function waitingOn({ fake }: Stage): Promise<readonly string[]> {
  const queue = await (await fetch(`${fake.url}/queue`)).json();
  return queue.queue_pending.map((item: readonly string[]) => item[1]);
}

test('[CC85] a film that ends while its server stands still takes its prompt back, and leaves those of others', async () => {
  const stage = await hand.open({ faults: { zombieWorker: true } });
  const engine = engineAt(stage.fake.url, { pace: STALLING });
  const png = await firstPicture();
  const theirs = createMemoryLedger('theirs');
  await expect(engine.run(jobOf(0, png), theirs, quiet())).rejects.toMatchObject(AWAY);
  await expect(engine.run(jobOf(1, png), stage.ledger, quiet())).rejects.toMatchObject(AWAY);
  await expect(engine.run(jobOf(1, png), stage.ledger, quiet())).rejects.toMatchObject(AWAY);
  const [first, second] = stage.fake.seen.prompts.map(({ promptId }) => promptId);
  expect(await waitingOn(stage)).toEqual([first, second]);
  await engine.abandon(stage.ledger);
  expect(await waitingOn(stage)).toEqual([first]);
  await engine.abandon(stage.ledger);
  expect(stage.fake.seen.deletes).toEqual([second]);
  stage.fake.faults.zombieWorker = false;
  expect((await stage.frame(jobOf(1, png))).picture).not.toHaveLength(0);
  await engine.close();
});

test('[CC85] a dead server does not hold the end of a film up', async () => {
  const stage = await hand.open({ faults: { zombieWorker: true } });
  const engine = engineAt(stage.fake.url, { pace: { ...STALLING, cancelMs: 40 } });
  await expect(engine.run(jobOf(0, await firstPicture()), stage.ledger, quiet())).rejects.toMatchObject(AWAY);
  await stage.fake.kill();
  await engine.abandon(stage.ledger);
  await engine.close();
});

test('[CC86] a frame that is asked for in other words takes what the old words left out of the queue', async () => {
  const stage = await hand.open({ faults: { zombieWorker: true } });
  const engine = engineAt(stage.fake.url, { pace: STALLING });
  const png = await firstPicture();
  const [job, other] = [jobOf(0, png), jobOf(0, png, { graph: graphOf(77) })];
  await expect(engine.run(job, stage.ledger, quiet())).rejects.toMatchObject(AWAY);
  await expect(engine.run(other, stage.ledger, quiet())).rejects.toMatchObject(AWAY);
  const [first, second] = stage.fake.seen.prompts.map(({ promptId }) => promptId);
  await expect.poll(() => stage.fake.seen.deletes, PATIENT).toEqual([first]);
  expect(await waitingOn(stage)).toEqual([second]);
  await engine.close();
});

test('[CC86] a frame that was passed by, as it was made another way, is taken out of the queue when a later one is asked for', async () => {
  const stage = await hand.open({ faults: { zombieWorker: true } });
  const engine = engineAt(stage.fake.url, { pace: STALLING });
  const png = await firstPicture();
  for (const frame of [4, 5, 4]) {
    await expect(engine.run(jobOf(frame, png), stage.ledger, quiet())).rejects.toMatchObject(AWAY);
  }
  const [first, second] = stage.fake.seen.prompts.map(({ promptId }) => promptId);
  await expect.poll(() => stage.fake.seen.deletes, PATIENT).toEqual([first]);
  expect(await waitingOn(stage)).toContain(second);
  await engine.close();
});

test('[CC86] a frame that another server has made is taken out of the queue of the first', async () => {
  const [attic, cellar] = [await hand.open({ faults: { zombieWorker: true } }), await hand.open()];
  const at = (id: string, { fake }: Stage) => ({ id, name: id, kind: 'comfyui' as const, url: fake.url, headers: {} });
  const addresses = [at('attic', attic)];
  const engine = createComfy({ of: () => addresses }, { pace: { ...QUICK, ...STALLING } });
  const job = jobOf(0, await firstPicture());
  await expect(engine.run(job, attic.ledger, quiet())).rejects.toMatchObject(AWAY);
  addresses.push(at('cellar', cellar));
  expect(await engine.run(job, attic.ledger, quiet())).toMatchObject({ server: 'cellar' });
  await expect.poll(() => attic.fake.seen.deletes, PATIENT).toEqual([attic.fake.seen.prompts[0]?.promptId]);
  expect(attic.fake.seen.prompts).toHaveLength(1);
  await engine.close();
});
