import { EpochError } from '@epoch/graph-runtime/model';
import { expect, test } from 'vitest';
import type { JobRecord } from '../kits/engines/ledger.ts';
import { createMemoryLedger } from '../kits/engines/memory-ledger.ts';
import { type AwayRequest, askOrStandIn } from './when-away.ts';

const KEY = { node: 'redraw', frame: 57, request: 'abc' };
const away = (retryAfterMs = 4000) =>
  new EpochError('ENGINE_AWAY', 'ComfyUI at http://there:8188 does not answer.', { detail: { retryAfterMs } });

/** A server that fails as long as `failure` is set, and a person who listens. */
function stage(whenAway: string, hasPicture = true) {
  const state: { failure: unknown; nowMs: number; asked: number } = { failure: undefined, nowMs: 0, asked: 0 };
  const notes: string[] = [];
  const remarks: string[] = [];
  const ledger = createMemoryLedger();
  const request: AwayRequest<string> = {
    ...{ key: KEY, whenAway, hasPicture, engine: state, server: '', ledger },
    tell: { note: (words) => notes.push(words), remark: (words) => remarks.push(words) },
    async ask() {
      state.asked += 1;
      if (state.failure !== undefined) throw state.failure;
      return { pictures: [new TextEncoder().encode('server')], server: 'there' };
    },
    finish: async ([picture]) => new TextDecoder().decode(picture),
    standIn: async (by) => by,
    nowMs: () => state.nowMs,
  };
  const frame = (index: number) => askOrStandIn({ ...request, key: { ...KEY, frame: index } });
  return { state, notes, remarks, ledger, request, frame };
}

test('[AW1] who wants to wait gets the failure, whole, and nothing is decided', async () => {
  const { state, request, ledger, notes } = stage('wait');
  state.failure = away();
  await expect(askOrStandIn(request)).rejects.toBe(state.failure);
  expect(await ledger.find(KEY)).toBeNull();
  expect(notes).toEqual([]);
});

test.each(['dream', 'motion'])('[AW2] %s makes the frame, is written down, and the journal says why', async (by) => {
  const { state, request, ledger, notes, remarks } = stage(by);
  state.failure = away();
  expect(await askOrStandIn(request)).toBe(by);
  expect(await ledger.find(KEY)).toMatchObject({ state: 'replaced', by, pictures: [] });
  expect(notes).toHaveLength(1);
  expect(notes[0]).toMatch(/^Frame 57 was .+: ComfyUI at http:\/\/there:8188 does not answer\.$/);
  expect(remarks[0]).toContain('server away');
});

test('[AW3] a frame that was replaced is replaced the same way again, though the server is back and the choice another', async () => {
  const { state, request } = stage('motion');
  state.failure = away();
  await askOrStandIn(request);
  state.failure = undefined;
  expect(await askOrStandIn({ ...request, whenAway: 'wait' })).toBe('motion');
  expect(await askOrStandIn({ ...request, whenAway: 'dream' })).toBe('motion');
  expect(state.asked).toBe(1);
});

test('[AW4] after a failure the server is left alone for as long as it said, then asked again and used', async () => {
  const { state, frame } = stage('dream');
  state.failure = away(4000);
  await frame(1);
  state.failure = undefined;
  state.nowMs = 3999;
  expect(await frame(2)).toBe('dream');
  expect(state.asked).toBe(1);
  state.nowMs = 4000;
  expect(await frame(3)).toBe('server');
  expect(await frame(4)).toBe('server');
  expect(state.asked).toBe(3);
});

test('[AW4] the rest is a second at least and fifteen at most', async () => {
  const { state, frame } = stage('dream');
  state.failure = away(0);
  await frame(1);
  state.nowMs = 999;
  await frame(2);
  expect(state.asked).toBe(1);
  state.nowMs = 1000;
  state.failure = away(3_600_000);
  await frame(3);
  state.nowMs = 1000 + 15_000;
  await frame(4);
  expect(state.asked).toBe(3);
});

test('[AW5] with no picture to hand on the embedded engine paints', async () => {
  const { state, request, ledger } = stage('motion', false);
  state.failure = away();
  expect(await askOrStandIn(request)).toBe('dream');
  expect(await ledger.find(KEY)).toMatchObject({ by: 'dream' });
});

test('[AW6] only an absent server is replaced: a refusal and a cancelled run stay what they are', async () => {
  const { state, request, ledger } = stage('dream');
  for (const failure of [new EpochError('ENGINE_REFUSED', 'No.'), new Error('aborted')]) {
    state.failure = failure;
    await expect(askOrStandIn(request)).rejects.toBe(failure);
  }
  expect(await ledger.find(KEY)).toBeNull();
});

test('[AW7] what the server answered is kept, and used when the film is drawn again, though the server is away', async () => {
  const { state, frame, remarks, notes } = stage('dream');
  await frame(1);
  state.failure = away();
  expect(await frame(2)).toBe('dream');
  expect(await frame(1)).toBe('server');
  expect(state.asked).toBe(2);
  expect(remarks.at(-1)).toBe('kept answer');
  expect(notes).toHaveLength(1);
});

test('[AW8] an answer whose picture is gone is asked for again', async () => {
  const { state, request, ledger } = stage('wait');
  const forgetful = {
    ...ledger,
    picture: async () => Promise.reject(new EpochError('STORAGE_FAILED', 'The answer is not kept any more.')),
  };
  await askOrStandIn(request);
  expect(await askOrStandIn({ ...request, ledger: forgetful })).toBe('server');
  expect(state.asked).toBe(2);
});

test('[AW9] the pictures are kept before the word that they are there, and the count of attempts goes on', async () => {
  const { request, ledger } = stage('wait');
  const order: string[] = [];
  const watched = {
    ...ledger,
    async keep(picture: Uint8Array) {
      order.push('keep');
      return ledger.keep(picture);
    },
    async put(record: JobRecord) {
      order.push(record.state);
      await ledger.put(record);
    },
  };
  async function ask() {
    const sent = { state: 'sent', server: 'http://there', promptId: 'p', attempt: 3, pictures: [], by: '' } as const;
    await watched.put({ ...KEY, ...sent });
    return request.ask();
  }
  await askOrStandIn({ ...request, ledger: watched, ask });
  expect(order).toEqual(['sent', 'keep', 'done']);
  expect(await ledger.find(KEY)).toMatchObject({ state: 'done', attempt: 3 });
});
