import { expect, test } from 'vitest';
import { createMemoryLedger } from '../../engines/memory-ledger.ts';
import { wireError } from '../../engines/wire/failure.ts';
import { openConnection } from './connection.ts';
import { PACE } from './pace.ts';
import { type Errand, send } from './send.ts';
import { graphOf, OUTPUT } from './testing.ts';

const away = wireError({ kind: 'away', status: null, retryAfterMs: null, unsent: false }, 'away');
const pace = { ...PACE, backOffMs: 1, lookAgainMs: 1 };

/** A server that breaks every call off, and how many listen to it. */
function broken() {
  const server = openConnection(
    { id: 'a', name: 'Attic', kind: 'comfyui', url: 'http://127.0.0.1:9', headers: {} },
    pace,
  );
  const seen = { listening: 0, prompts: 0 };
  const calls = {
    ...server.calls,
    prompt() {
      seen.prompts++;
      return Promise.reject(away);
    },
    queue: () => Promise.reject(away),
    history: () => Promise.reject(away),
  };
  const events = {
    ...server.events,
    connected: false,
    cuts: 0,
    clientId: async () => 'us',
    listen() {
      seen.listening++;
      return () => void seen.listening--;
    },
  };
  const stop = new AbortController();
  const errand: Errand = {
    ...{ server: { ...server, calls, events }, order: { graph: graphOf(1), pictures: [], output: OUTPUT, size: null } },
    ...{ key: { node: 'n', frame: 0, request: 'r' }, ledger: createMemoryLedger('film'), pace, signal: stop.signal },
    ...{ told: { progress() {}, glimpse() {} }, holds() {} },
  };
  return { seen, errand, events, stop };
}

test('[CC89] nobody listens any more to a prompt whose fate could not be found out', async () => {
  const { seen, errand } = broken();
  await expect(send(errand, 1, 0)).rejects.toBe(away);
  expect(seen).toEqual({ listening: 0, prompts: 1 });
});

test('[CC90] what was stopped before it was sent is not sent', async () => {
  const { seen, errand, events, stop } = broken();
  async function clientId() {
    stop.abort(new Error('enough'));
    return 'us';
  }
  const server = { ...errand.server, events: { ...events, clientId } };
  await expect(send({ ...errand, server }, 1, 0)).rejects.toThrow('enough');
  expect(seen).toEqual({ listening: 0, prompts: 0 });
});
