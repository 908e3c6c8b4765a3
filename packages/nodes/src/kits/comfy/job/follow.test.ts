import { createServer } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { portOf } from '../../engines/wire/testing.ts';
import { openConnection } from './connection.ts';
import type { Ear } from './ear.ts';
import { follow } from './follow.ts';
import { PACE } from './pace.ts';

const ID = '11111111-2222-4333-8444-555555555555';
const ENTRY = { [ID]: { outputs: {}, status: { status_str: 'success', completed: true, messages: [] } } };
const TIMES = { pollMs: 1, lookAgainMs: 1, historyGapMs: 1, backOffMs: 1, socketWaitMs: 1 };

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** A server that knows nothing of the prompt for some looks, and has it in its history from then on. */
async function forgetful(looks: number, pace: Partial<typeof PACE>) {
  let asked = 0;
  const history = () => (++asked > looks ? ENTRY : {});
  const { connection, times } = await answering(history, { queue_running: [], queue_pending: [] }, pace);
  const ear = (ended: boolean): Ear => ({ ended, signAtMs: performance.now(), wait: async () => {}, stop() {} });
  return (ended: boolean) => follow(connection, ID, ear(ended), times, new AbortController().signal);
}

async function answering(history: () => object, queue: object, pace: Partial<typeof PACE>) {
  const server = createServer((request, response) => {
    const answer = request.url?.startsWith('/history') === true ? history() : queue;
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${portOf(server)}`;
  const address = { id: 'a', name: 'Attic', kind: 'comfyui', url, headers: {} } as const;
  const times = { ...PACE, ...TIMES, ...pace };
  const connection = openConnection(address, times);
  ends.push(async () => {
    await connection.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { connection, times };
}

test('[CC87] one look that finds a prompt nowhere is not enough: it may be on its way from the queue to the history', async () => {
  expect(await (await forgetful(1, {}))(false)).toMatchObject({ status: 'success' });
  expect(await (await forgetful(9, {}))(false)).toBeNull();
});

test('[CC87] after the event of its end it is waited for as long as a history may lag', async () => {
  expect(await (await forgetful(9, { historyLagMs: 60_000 }))(true)).toMatchObject({ status: 'success' });
  expect(await (await forgetful(Number.POSITIVE_INFINITY, { historyLagMs: 20 }))(true)).toBeNull();
});

const NEVER = { lineMs: 1e9, firstStallMs: 1e9, stallMs: 1e9 };
const OURS = [[1, ID, {}, {}, []]];

test.each([
  ['in line', { queue_running: [], queue_pending: OURS }, false, { lineMs: 10 }, 'waiting behind 0 others'],
  ['at its first picture', { queue_running: OURS, queue_pending: [] }, false, { firstStallMs: 10 }, 'no step'],
  ['later on', { queue_running: OURS, queue_pending: [] }, true, { stallMs: 10 }, 'no step'],
])('[CC92] silence has a limit of its own %s', async (_when, queue, isWarm, limit, words) => {
  const { connection, times } = await answering(() => ({}), queue, { ...NEVER, ...limit });
  if (isWarm) connection.warmAtCuts = connection.events.cuts;
  const ear: Ear = { ended: false, signAtMs: performance.now(), wait: async () => {}, stop() {} };
  await expect(follow(connection, ID, ear, times, new AbortController().signal)).rejects.toMatchObject({
    code: 'ENGINE_AWAY',
    message: expect.stringContaining(words),
    detail: { stalled: true },
  });
});
