import { expect, test } from 'vitest';
import { readBody } from './read-body.ts';

test('[CC16] an answer that comes more slowly than any network is given up, a slow but steady one is not', async () => {
  async function* bytes(count: number, size: number): AsyncGenerator<Uint8Array> {
    for (let n = 0; n < count; n++) {
      await new Promise((resolve) => setTimeout(resolve, 2));
      yield new Uint8Array(size);
    }
  }
  const limits = { maxBytes: 1e9, cutAtLimit: false, graceMs: 5 };
  await expect(readBody(bytes(50, 1), { ...limits, minBytesPerSecond: 100_000 })).rejects.toThrow('too slowly');
  expect(await readBody(bytes(10, 1000), { ...limits, minBytesPerSecond: 1 })).toHaveLength(10_000);
  expect(await readBody(bytes(10, 1000), { ...limits, maxBytes: 2500, cutAtLimit: true })).toHaveLength(2500);
});
