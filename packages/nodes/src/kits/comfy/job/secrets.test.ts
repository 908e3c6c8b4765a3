import { afterAll, afterEach, expect, test } from 'vitest';
import type { JobRecord } from '../../engines/ledger.ts';
import { createMemoryLedger } from '../../engines/memory-ledger.ts';
import { tinyServer } from '../../engines/wire/testing.ts';
import { engineAt, firstPicture, jobOf, stageHand } from './testing.ts';

const SECRET = 'canary-51b7';
const hand = stageHand();
afterEach(async () => expect(await hand.closeAll()).toEqual([]));
afterAll(hand.stop);

const quiet = () => ({ signal: new AbortController().signal, progress: () => {}, glimpse: () => {} });

/** All that a person could get to see of an error. */
function shown(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [error.message, error.stack, JSON.stringify(error), shown(error.cause ?? '')].join('\n');
}

test('[CC82] a saved key goes with every call and the socket, and is in no error, no ledger and no request elsewhere', async () => {
  const records: JobRecord[] = [];
  const memory = createMemoryLedger('film');
  const put = async (record: JobRecord) => {
    records.push(record);
    await memory.put(record);
  };
  const headers = { authorization: `Bearer ${SECRET}` };
  const { fake, film, engine, ledger } = await hand.open({
    ...{ headers, ledger: { ...memory, put }, faults: { token: SECRET } },
  });
  expect(await film(2)).toHaveLength(2);
  expect(fake.seen.requests.every((request) => request.headers.authorization === headers.authorization)).toBe(true);
  expect(fake.seen.sockets.every((socket) => socket.headers.authorization === headers.authorization)).toBe(true);

  const canary = await tinyServer((_, response) => response.end('{}'));
  const png = await firstPicture();
  const errors: unknown[] = [];
  const run = (frame: number) =>
    engine.run(jobOf(frame, png), ledger, quiet()).catch((error: unknown) => errors.push(error));
  fake.faults.redirectTo = `${canary.url}/elsewhere`;
  await run(10);
  expect(shown(errors[0])).toContain(`Unexpected redirect to ${canary.url}/elsewhere`);
  fake.faults.redirectTo = null;
  for (const fault of ['forbidden', 'tooLarge', 'rateLimited', 'badGateway'] as const) {
    fake.faults[fault] = Number.POSITIVE_INFINITY;
    await run(11);
    fake.faults[fault] = 0;
  }
  const stranger = engineAt(fake.url, { headers: { authorization: 'Bearer wrong' } });
  await expect(stranger.run(jobOf(12, png), ledger, quiet())).rejects.toThrow('asks for a login (401)');
  await stranger.close();
  await fake.kill();
  await run(13);

  expect(errors).toHaveLength(6);
  expect(canary.requests).toEqual([]);
  expect(errors.map(shown).join('\n')).not.toContain(SECRET);
  expect(JSON.stringify(records)).not.toContain(SECRET);
  expect(JSON.stringify(fake.seen.prompts)).not.toContain(SECRET);
  await canary.close();
});
