import { createHash } from 'node:crypto';
import { EpochError, isRaster, type Raster } from '@epoch/graph-runtime/model';
import { afterAll, expect, test } from 'vitest';
import { createServices } from '../create-services.ts';
import { createMemoryLedger } from '../kits/engines/memory-ledger.ts';
import { createSdServers } from '../kits/sd-server/create-sd-servers.ts';
import { startFakeA1111 } from '../kits/sd-server/fake/fake-a1111.ts';
import { startFakeSdcpp } from '../kits/sd-server/fake/fake-sdcpp.ts';
import { addressesOf, QUICK } from '../kits/sd-server/fake/setting.ts';
import type { SdKind } from '../kits/sd-server/sd-server.ts';
import { playOnce } from '../testing/play.ts';
import { chart } from '../testing/samples.ts';
import { node } from './sd-server-img2img.node.ts';

const FRAMES = 10;
const film = { width: 100, height: 60 };
const host = createServices({ workers: 1 });
afterAll(() => host.close());

/** A server that can be disturbed before a frame, and ends with the test. */
interface Stage {
  readonly url: string;
  readonly runs: () => number;
  readonly disturb: (frame: number) => Promise<void>;
  readonly comeBack: () => Promise<void>;
  readonly close: () => Promise<void>;
}

async function stageOf(kind: SdKind): Promise<Stage> {
  if (kind === 'a1111') {
    const fake = await startFakeA1111();
    const disturb = async (frame: number) => {
      if (frame % 3 === 1) fake.faults.loseAnswer = 1;
      if (frame % 4 === 2) fake.faults.cutPicture = 1;
      if (frame === 5) await fake.kill();
    };
    return { url: fake.url, runs: () => fake.runs.length, disturb, comeBack: fake.restart, close: fake.kill };
  }
  const fake = await startFakeSdcpp();
  const disturb = async (frame: number) => {
    if (frame % 3 === 1) fake.faults.expire = 1;
    if (frame % 4 === 2) fake.faults.cutPicture = 1;
    if (frame === 4) fake.faults.loseSubmitAnswer = 1;
    if (frame === 5) await fake.kill();
    if (frame === 6) fake.faults.queueFull = 1;
  };
  return { url: fake.url, runs: () => fake.runs.length, disturb, comeBack: fake.restart, close: fake.kill };
}

/** Plays a loop in which each frame starts from the one before, and tries again whenever the server is away. */
async function play(kind: SdKind, stage: Stage, ledger: ReturnType<typeof createMemoryLedger>, disturbed: boolean) {
  const scope = host.openStage({ ledger });
  const sdServers = createSdServers(addressesOf(kind, [stage.url]), QUICK);
  const services = { ...scope.services, sdServers };
  const stills: string[] = [];
  let image: Raster = chart(film.width, film.height);
  let memory: unknown;
  try {
    for (let index = 0; index < FRAMES; index++) {
      if (disturbed) await stage.disturb(index);
      const params = { kind, denoise: 0.35, seed: 100 + index };
      const frame = { inputs: { image }, params, film: { ...film, index } };
      const played = await playOnce(node, services, frame, memory).catch(async (error: unknown) => {
        if (!(error instanceof EpochError) || error.code !== 'ENGINE_AWAY') throw error;
        if (index === 5) await stage.comeBack();
        return playOnce(node, services, frame, memory);
      });
      memory = played.memory;
      if (!isRaster(played.outputs.image)) throw new Error('It should be a picture.');
      image = played.outputs.image;
      stills.push(createHash('sha256').update(image.data).digest('hex'));
    }
    return stills;
  } finally {
    await sdServers.close();
    scope.close();
  }
}

test.each(['a1111', 'sdcpp'] as const)(
  '[SV10] %s: a loop through lost answers, damaged pictures and a restart has the same frames as without',
  async (kind) => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    const [calm, rough] = [await stageOf(kind), await stageOf(kind)];
    try {
      const undisturbed = await play(kind, calm, createMemoryLedger('calm'), false);
      expect(new Set(undisturbed).size).toBe(FRAMES);
      expect(calm.runs()).toBe(FRAMES);
      const ledger = createMemoryLedger('rough');
      expect(await play(kind, rough, ledger, true)).toEqual(undisturbed);
      expect(rough.runs()).toBeGreaterThan(FRAMES);
      // Drawn once more, the film asks nobody.
      const before = rough.runs();
      expect(await play(kind, rough, ledger, false)).toEqual(undisturbed);
      expect(rough.runs()).toBe(before);
      expect(unhandled).toEqual([]);
    } finally {
      process.off('unhandledRejection', note);
      await Promise.all([calm.close(), rough.close()]);
    }
  },
  60_000,
);
