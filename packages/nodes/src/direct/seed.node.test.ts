import type { ParamValues } from '@epoch/graph-runtime/model';
import { expect, test } from 'vitest';
import { fakeServices } from '../testing/fake-services.ts';
import { play } from '../testing/play.ts';
import { node } from './seed.node.ts';

/** The first seeds of a film. */
async function seeds(params: Partial<ParamValues<typeof node.params>>, productionSeed = 1) {
  const frames = Array.from({ length: 6 }, () => ({ params, film: { productionSeed } }));
  return (await play(node, fakeServices().services, frames)).map(({ seed }) => seed);
}

test('[SE1] fixed stays, per-frame counts, a ladder steps every k frames', async () => {
  expect(await seeds({ mode: 'fixed', seed: 5 })).toEqual([5, 5, 5, 5, 5, 5]);
  expect(await seeds({ mode: 'per-frame', seed: 5 })).toEqual([5, 6, 7, 8, 9, 10]);
  expect(await seeds({ mode: 'ladder', seed: 5, everyFrames: 2, step: 10 })).toEqual([5, 5, 15, 15, 25, 25]);
});

test('[SE2] counting past the largest seed begins again at 0', async () => {
  expect((await seeds({ mode: 'per-frame', seed: 2 ** 32 - 1 })).slice(0, 2)).toEqual([2 ** 32 - 1, 0]);
});

test('[SE3] random seeds come from the production: the same for the same one, others for another, held k frames', async () => {
  const drawn = await seeds({ mode: 'random', everyFrames: 2 }, 77);
  expect(await seeds({ mode: 'random', everyFrames: 2 }, 77)).toEqual(drawn);
  expect(drawn[0]).toBe(drawn[1]);
  expect(new Set(drawn).size).toBe(3);
  expect(await seeds({ mode: 'random', everyFrames: 2 }, 78)).not.toEqual(drawn);
  expect(await seeds({ mode: 'random', everyFrames: 2 }, 77 + 2 ** 32)).not.toEqual(drawn);
  for (const seed of drawn) expect(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32).toBe(true);
});
