import { makeRaster, type Raster } from '@epoch/graph-runtime/model';
import { expect, test } from 'vitest';
import { correctionFor, type GuardLimits, NOTHING_LEARNT, pulledIn } from '../kits/health/guard.ts';
import type { Measures } from '../kits/raster/requests.ts';
import { fakeServices } from '../testing/fake-services.ts';
import { playOnce } from '../testing/play.ts';
import { soloHealth } from '../testing/solo-health.ts';
import { node } from './loop-guard.node.ts';

/** Waves in grey and colour: something with detail, contrast and little colour. */
function waves(): Raster {
  const data = new Uint8Array(96 * 64 * 4);
  for (let i = 0; i < 96 * 64; i += 1) {
    const [x, y] = [i % 96, Math.floor(i / 96)];
    const light = 120 + 45 * Math.sin(x / 2.2) * Math.cos(y / 2.7) + 30 * Math.sin(x / 11 + y / 17);
    data.set([light + 18 * Math.sin(y / 9), light, light + 18 * Math.cos(x / 13), 255], 4 * i);
  }
  return makeRaster(96, 64, data);
}

/** What a bad model does to a loop: a little blur and a little magenta each time. */
async function drift(image: Raster): Promise<Raster> {
  const soft = await soloHealth.sharpen(image, { amount: -0.25, radiusPx: 1, thresholdLevels: 0 });
  const keep = { factor: 1, add: 0 };
  const magenta = {
    lightness: { factor: 1.01, add: -0.002 },
    a: { factor: 1.02, add: 0.004 },
    b: { factor: 1, add: -0.002 },
  };
  return soloHealth.colourShift(soft, { ...magenta, lightness: magenta.lightness ?? keep, ditherSeed: 3 });
}

const LIMITS = {
  ...{ sharpnessMin: 0.018, sharpnessMax: 0.3, chromaMin: 0, chromaMax: 0.06, contrastMin: 0.05, contrastMax: 0.2 },
  ...{ lightnessMin: 0.2, lightnessMax: 0.8, castMax: 0.03 },
};

async function loop(frames: number, stiffness: number): Promise<Measures[]> {
  const { services } = fakeServices();
  const seen: Measures[] = [];
  let [image, memory]: [Raster, unknown] = [waves(), undefined];
  for (let index = 0; index < frames; index += 1) {
    const drifted = await drift(image);
    const params = { ...LIMITS, stiffness };
    const answer = await playOnce(node, services, { inputs: { image: drifted }, params, film: { index } }, memory);
    memory = answer.memory;
    image = answer.outputs.image as Raster;
    seen.push(await soloHealth.measure(image));
  }
  return seen;
}

test('[LG1] sixty frames of a drifting loop stay inside the limits with the guard, and leave them without', async () => {
  const guarded = (await loop(60, 1)).slice(10);
  for (const { sharpness, chroma, a, b } of guarded) {
    expect(sharpness).toBeGreaterThan(LIMITS.sharpnessMin * 0.9);
    expect(sharpness).toBeLessThan(LIMITS.sharpnessMax);
    expect(chroma).toBeLessThan(LIMITS.chromaMax * 1.02);
    expect(Math.hypot(a, b)).toBeLessThan(LIMITS.castMax * 1.1);
  }
  const free = await loop(60, 0);
  expect(free.at(-1)?.sharpness).toBeLessThan(LIMITS.sharpnessMin * 0.5);
  expect(free.at(-1)?.chroma).toBeGreaterThan(LIMITS.chromaMax * 2);
}, 30_000);

test('[LG2] the guard does not swing: sharpness moves by less than a tenth from frame to frame once it is caught', async () => {
  const caught = (await loop(60, 1)).slice(30).map(({ sharpness }) => sharpness);
  for (let at = 1; at < caught.length; at += 1) {
    expect(Math.abs((caught[at] ?? 0) / (caught[at - 1] ?? 1) - 1)).toBeLessThan(0.1);
  }
}, 30_000);

test('[LG3] inside the limits the picture passes untouched, and the measures are told', async () => {
  const image = waves();
  const measured = await soloHealth.measure(image);
  const answer = await playOnce(node, fakeServices().services, {
    inputs: { image },
    params: { ...LIMITS, sharpnessMin: 0 },
  });
  expect(answer.outputs.image).toBe(image);
  const { sharpness, chroma, contrast, lightness } = measured;
  expect(answer.outputs).toMatchObject({ sharpness, chroma, contrast, lightness });
});

const flat: Measures = {
  lightness: 0.5,
  a: 0,
  b: 0,
  chroma: 0.05,
  contrast: 0.1,
  spreadA: 0.02,
  spreadB: 0.02,
  sharpness: 0.1,
};
const limits: GuardLimits = {
  sharpness: { least: 0.05, most: 0.2 },
  chroma: { least: 0.02, most: 0.1 },
  contrast: { least: 0.05, most: 0.2 },
  lightness: { least: 0.2, most: 0.8 },
  castMost: 0.05,
};
const calm = { learnt: NOTHING_LEARNT, stiffness: 1, ditherSeed: 1 };

test('[LG4] each measure is answered by what moves it, in words', () => {
  const doing = (change: Partial<Measures>) => correctionFor({ ...flat, ...change }, limits, calm);
  expect(doing({}).shift).toBeNull();
  expect(doing({ chroma: 0.2 }).doing).toEqual(['colour \u221250 %']);
  expect(doing({ contrast: 0.3 }).shift?.lightness.factor).toBeLessThan(0.7);
  expect(doing({ lightness: 0.9 }).doing).toEqual(['darker']);
  expect(doing({ a: 0.1 }).doing).toEqual(['colour cast']);
  expect(doing({ sharpness: 0.01 }).sharpen).toBeGreaterThan(0);
  expect(doing({ sharpness: 0.4 }).sharpen).toBeLessThan(0);
});

test('[LG6] a loop far below its limit is sharpened moderately and gets grain, the same each time', async () => {
  const soft = { ...flat, sharpness: 0.01 };
  const slight = correctionFor({ ...flat, sharpness: 0.045 }, limits, calm);
  const much = correctionFor(soft, limits, { ...calm, learnt: { raise: 1, lower: 0 } });
  expect(slight).toMatchObject({ grainLevels: 0 });
  expect(much.sharpen).toBe(0.5);
  expect(much.doing.join()).toMatch(/^sharpening 0.50,grain [1-5]\.\d$/);

  const params = { ...LIMITS, sharpnessMin: 0.25 };
  const memory = { raise: 1, lower: 0 };
  const play = (index: number) =>
    playOnce(node, fakeServices().services, { inputs: { image: waves() }, params, film: { index } }, memory);
  const [one, again, next] = [await play(3), await play(3), await play(4)].map(
    ({ outputs }) => (outputs.image as Raster).data,
  );
  expect(again).toEqual(one);
  expect(next).not.toEqual(one);
});

test('[LG7] what the guard has learnt goes on with the film: a loop that stays soft is sharpened more', async () => {
  const { services } = fakeServices();
  const asked = { inputs: { image: waves() }, params: { ...LIMITS, sharpnessMin: 0.028, stiffness: 0.5 } };
  const sharpness: number[] = [];
  let memory: unknown;
  for (let index = 0; index < 10; index += 1) {
    const answer = await playOnce(node, services, { ...asked, film: { index } }, memory);
    memory = answer.memory;
    sharpness.push((await soloHealth.measure(answer.outputs.image as Raster)).sharpness);
  }
  expect(sharpness[9]).toBeGreaterThan(1.02 * (sharpness[0] ?? 0));
});

test('[LG5] limits that are the wrong way round, or the same, are taken as they can be meant', async () => {
  expect(pulledIn(0.5, { least: 0.2, most: 0.2 })).toBe(0.2);
  const params = { ...LIMITS, chromaMin: 0.06, chromaMax: 0 };
  const one = await playOnce(node, fakeServices().services, { inputs: { image: waves() }, params });
  const other = await playOnce(node, fakeServices().services, { inputs: { image: waves() }, params: LIMITS });
  expect((one.outputs.image as Raster).data).toEqual((other.outputs.image as Raster).data);
});

test('[LG8] while it lets everything pass it learns nothing, so that it does not jump when it is switched on', () => {
  const off = correctionFor({ ...flat, sharpness: 0.001 }, limits, {
    ...calm,
    learnt: { raise: 1, lower: -0.3 },
    stiffness: 0,
  });
  expect(off).toMatchObject({ sharpen: 0, grainLevels: 0, shift: null });
  expect([off.learnt.raise, Math.abs(off.learnt.lower)]).toEqual([0, 0]);
});
