import { expect, test } from 'vitest';
import { createConnections } from './connections.ts';
import type { EngineAddress } from './servers.ts';

const at = (url: string, key = ''): EngineAddress => ({
  ...{ id: 'a', name: 'Attic', kind: 'comfyui', url, headers: { key } },
});

test('[EH1] one connection serves an address while it is among the settings; a changed one ends the old', async () => {
  const ended: string[] = [];
  const connections = createConnections(({ url, headers }) => ({
    async close() {
      ended.push(`${url} ${headers.key}`);
    },
  }));
  const first = connections.of(at('http://a', 'old'));
  connections.prune([at('http://a', 'old')]);
  expect(connections.of(at('http://a', 'old'))).toBe(first);
  expect(ended).toEqual([]);
  connections.prune([at('http://a', 'new')]);
  expect(ended).toEqual(['http://a old']);
  expect(connections.of(at('http://a', 'old'))).not.toBe(first);
});

test('[EH2] the end waits for all of them, those that are ending already as well', async () => {
  const gates: (() => void)[] = [];
  const connections = createConnections(() => ({
    close: () => new Promise<void>((resolve) => void gates.push(resolve)),
  }));
  connections.of(at('http://a'));
  connections.prune([]);
  connections.of(at('http://b'));
  let closed = false;
  const closing = connections.close().then(() => {
    closed = true;
  });
  gates[1]?.();
  await Promise.resolve();
  expect([gates.length, closed]).toEqual([2, false]);
  gates[0]?.();
  await closing;
  expect(closed).toBe(true);
});
