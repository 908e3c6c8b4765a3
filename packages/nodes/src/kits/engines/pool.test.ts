import { expect, test } from 'vitest';
import { createPool } from './pool.ts';
import type { EngineAddress } from './servers.ts';

const named = (name: string): EngineAddress => ({
  id: name,
  name,
  kind: 'comfyui',
  url: `http://${name}:8188`,
  headers: {},
});

/** Three servers with queues of 3, 0 and 1 jobs, and a clock that stands still. */
function stage(names = ['a', 'b', 'c'], jobs: Readonly<Record<string, number>> = { a: 3, b: 0, c: 1 }) {
  const clock = { nowMs: 0 };
  const asked: string[] = [];
  const pool = createPool({
    addresses: { of: () => names.map(named) },
    kind: 'comfyui',
    called: 'ComfyUI',
    async load({ name }) {
      asked.push(name);
      const waiting = jobs[name];
      if (waiting === undefined) throw new Error('away');
      return waiting;
    },
    now: () => clock.nowMs,
    random: () => 0.5,
  });
  const order = async (server = '') => (await pool.order(server)).map(({ name }) => name);
  return { pool, clock, asked, order };
}

test('[EP1] the least busy server comes first, equals as in the settings; a single one is not asked', async () => {
  expect(await stage().order()).toEqual(['b', 'c', 'a']);
  expect(await stage(['a', 'b', 'c'], { a: 1, b: 1, c: 1 }).order()).toEqual(['a', 'b', 'c']);
  const alone = stage(['a']);
  expect(await alone.order()).toEqual(['a']);
  expect(alone.asked).toEqual([]);
});

test('[EP2] a server that does not tell its queue comes last, and rests', async () => {
  const { order, asked } = stage(['a', 'b', 'c'], { a: 3, c: 1 });
  expect(await order()).toEqual(['c', 'a', 'b']);
  asked.length = 0;
  expect(await order()).toEqual(['c', 'a', 'b']);
  expect(asked.sort()).toEqual(['a', 'c']);
});

test('[EP3] a name pins a server; one that is not there is refused with the names there are', async () => {
  const { order } = stage();
  expect(await order('a')).toEqual(['a']);
  await expect(order('d')).rejects.toMatchObject({
    code: 'ENGINE_REFUSED',
    message: 'There is no ComfyUI server named "d". Choose one of these, or none to use any: "a", "b", "c".',
  });
  await expect(stage([]).order()).rejects.toMatchObject({ code: 'ENGINE_REFUSED' });
});

test('[EP4] rests grow with each failure up to half a minute, and end with the first answer', () => {
  const { pool } = stage();
  const rests = Array.from({ length: 8 }, () => pool.failed(named('a')));
  expect(rests).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  pool.answered(named('a'));
  expect(pool.failed(named('a'))).toBe(1000);
});

test('[EP5] a server that says when to come back is not asked sooner', () => {
  const { pool } = stage();
  expect(pool.failed(named('a'), 20_000)).toBeGreaterThanOrEqual(20_000);
});

test('[EP6] rests are spread by a quarter, so that many films do not ask at once', () => {
  const spread = [0, 1].map((value) =>
    createPool({
      addresses: { of: () => [] },
      kind: 'comfyui',
      called: 'ComfyUI',
      load: async () => 0,
      random: () => value,
    }).failed(named('a')),
  );
  expect(spread).toEqual([750, 1250]);
});

test('[EP7] servers that failed come last, the one rested soonest first; after their rest they are as the others', async () => {
  const { pool, clock, order } = stage();
  pool.failed(named('b'));
  pool.failed(named('b'));
  pool.failed(named('c'));
  expect(await order()).toEqual(['a', 'c', 'b']);
  clock.nowMs = 3000;
  expect(await order()).toEqual(['b', 'c', 'a']);
});

test('[EP8] when none took a job the error says why for each, and when the first of them has rested', () => {
  const { pool, clock } = stage();
  pool.failed(named('a'), 8000);
  pool.failed(named('b'));
  clock.nowMs = 400;
  const both = [named('a'), named('b')].map((address) => ({ address, reason: `${address.name} is off.` }));
  expect(pool.away(both)).toMatchObject({
    code: 'ENGINE_AWAY',
    message: 'None of 2 ComfyUI servers can do it. a is off. b is off.',
    detail: { retryAfterMs: 600 },
  });
  expect(pool.away(both.slice(0, 1)).message).toBe('a is off.');
});
