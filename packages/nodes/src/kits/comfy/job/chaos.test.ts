import { afterAll, afterEach, expect, test } from 'vitest';
import { stageHand } from './testing.ts';

const FRAMES = 200;
const hand = stageHand();
afterEach(async () => expect(await hand.closeAll()).toEqual([]));
afterAll(hand.stop);

test('[CC61] 200 frames of a feedback loop while 5 % of everything fails are the pictures of an undisturbed run', async () => {
  const clean = await (await hand.open()).film(FRAMES);
  expect(new Set(clean).size).toBe(FRAMES);
  const { film, fake } = await hand.open({ faults: { chaos: { rate: 0.05, seed: 4 } } });
  expect(await film(FRAMES)).toEqual(clean);

  const struck = fake.chaosStruck;
  expect(Object.values(struck).every((times) => times > 0)).toBe(true);
  // A run is needed again only when the server was killed with it or before its picture was fetched, or the file was gone.
  const needed = struck['server-killed'] + struck['cached-file-gone'];
  expect(fake.seen.prompts.length).toBeLessThanOrEqual(FRAMES + needed);
  expect([...fake.seen.promptCount.values()].every((count) => count === 1)).toBe(true);
  expect([...fake.seen.runCount.values()].every((count) => count === 1)).toBe(true);
  // With its file gone a frame is only saved anew: what was sampled is in the server's cache, unless it was killed.
  const sampledAgain = [...fake.seen.sampleCount.values()].reduce((sum, count) => sum + count - 1, 0);
  expect(fake.seen.sampleCount.size).toBe(FRAMES);
  expect(sampledAgain).toBeLessThanOrEqual(struck['server-killed']);
}, 120_000);
