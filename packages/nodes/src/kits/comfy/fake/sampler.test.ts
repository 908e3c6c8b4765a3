import { expect, test } from 'vitest';
import { CHAOS, chaosDice } from './chaos.ts';
import { startFakeComfy } from './fake-comfy.ts';
import { quietFaults } from './faults.ts';
import { parseJson, writeJson } from './json.ts';
import { img2img } from './replay/graphs.ts';
import { type Settings, sample } from './sampler.ts';
import type { Picture } from './values.ts';

const SETTINGS: Settings = { seed: 7n, steps: 4, cfg: 7, denoise: 0.4, words: 99 };
const GREY: Picture = { width: 64, height: 48, rgb: new Uint8Array(64 * 48 * 3).fill(128) };

function change(settings: Partial<Settings>): number {
  const { rgb } = sample(GREY, { ...SETTINGS, ...settings }, null, true);
  return rgb.reduce((sum, level, at) => sum + Math.abs(level - (GREY.rgb[at] ?? 0)), 0);
}

test('[FK13] equal inputs give equal pixels; seed, words, steps and denoise each change them', () => {
  const pixels = (settings: Partial<Settings>) =>
    Buffer.from(sample(GREY, { ...SETTINGS, ...settings }, null, true).rgb).toString('hex');
  const usual = pixels({});
  expect(pixels({})).toBe(usual);
  for (const other of [{ seed: 8n }, { seed: 7n + 2n ** 40n }, { words: 100 }, { steps: 5 }, { denoise: 0.5 }]) {
    expect(pixels(other)).not.toBe(usual);
  }
});

test('[FK13] denoise 0 leaves the picture as it is, more denoise changes it more', () => {
  expect(sample(GREY, { ...SETTINGS, denoise: 0 }, null, true)).toBe(GREY);
  const changes = [0.1, 0.3, 0.6, 1].map((denoise) => change({ denoise }));
  expect(changes).toEqual([...changes].sort((a, b) => a - b));
  expect(changes[0]).toBeLessThan(changes[3] ?? 0);
});

test('[FK14] the dice of chaos fall alike for one seed, kind by kind, at about the rate asked for', () => {
  const throwAll = (seed: number) => {
    const dice = chaosDice({ ...quietFaults(), chaos: { rate: 0.1, seed } });
    for (let i = 0; i < 2000; i++) for (const kind of CHAOS) dice.throw(kind);
    return dice.happened;
  };
  expect(throwAll(1)).toEqual(throwAll(1));
  expect(throwAll(1)).not.toEqual(throwAll(2));
  for (const times of Object.values(throwAll(1))) expect(Math.abs(times - 200)).toBeLessThan(60);
});

test('[FK14] without chaos nothing strikes', () => {
  const dice = chaosDice(quietFaults());
  expect(CHAOS.some((kind) => dice.throw(kind))).toBe(false);
});

test('[FK15] numbers beyond 2^53, NaN and Infinity survive reading and writing', () => {
  const text = '{"seed": 18446744073709551615, "cfg": NaN, "to": [-Infinity, 1.5, "\\u00e4\\n"], "no": null}';
  expect(writeJson(parseJson(text))).toBe(text);
  for (const bad of ['', '{', '[1,]', '{"a" 1}', '\ufeff{}', '1 2', "{'a': 1}"]) expect(() => parseJson(bad)).toThrow();
});

test('[FK16] the same prompt after a kill gives the same bytes, and what was computed is counted', async () => {
  const fake = await startFakeComfy();
  try {
    const shots: string[] = [];
    for (const prefix of ['a', 'b']) {
      const body = writeJson({ prompt: img2img(5, null, {}, prefix) });
      const runs = fake.seen.runs.length;
      expect((await fetch(`${fake.url}/prompt`, { method: 'POST', body })).status).toBe(200);
      await expect.poll(() => fake.seen.runs.length, { timeout: 20_000 }).toBe(runs + 1);
      const view = await fetch(`${fake.url}/view?filename=${prefix}_00001_.png&channel=rgb`);
      shots.push(Buffer.from(await view.arrayBuffer()).toString('hex'));
      await fake.kill();
      await fake.restart();
    }
    expect(shots[0]).toBe(shots[1]);
    expect([...fake.seen.sampleCount.values()]).toEqual([2]);
  } finally {
    await fake.close();
  }
});
