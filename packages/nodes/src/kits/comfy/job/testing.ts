import { createHash } from 'node:crypto';
import { EpochError } from '@epoch/graph-runtime/model';
import sharp from 'sharp';
import type { JobLedger } from '../../engines/ledger.ts';
import { createMemoryLedger } from '../../engines/memory-ledger.ts';
import { requestHash } from '../../engines/request-hash.ts';
import type { EngineAddress } from '../../engines/servers.ts';
import { writeJson } from '../../engines/wire/json-write.ts';
import type { ApiGraph, ComfyAnswer, ComfyEngine, ComfyJob, ComfyOrder } from '../comfy.ts';
import { createComfy } from '../create-comfy.ts';
import { type FakeComfy, type FakeFaults, type FakeOptions, startFakeComfy } from '../fake/fake-comfy.ts';
import type { Pace } from './pace.ts';

/** For `expect.poll` on a machine that is busy with other things. */
export const PATIENT = { timeout: 30_000 };

export const SIDE = 64;
export const OUTPUT = '9';

/** The client's times, shortened for a server that computes in no time. */
export const QUICK: Partial<Pace> = {
  pollMs: 25,
  historyLagMs: 400,
  historyGapMs: 8,
  lookAgainMs: 25,
  backOffMs: 5,
  socketWaitMs: 500,
  firstStallMs: 20_000,
  stallMs: 20_000,
  lineMs: 20_000,
  cancelMs: 2000,
};

/** A client, a fake server and a ledger. */
export interface Stage {
  readonly fake: FakeComfy;
  readonly engine: ComfyEngine;
  readonly ledger: JobLedger;
  readonly told: { progress: number[]; glimpses: Uint8Array[] };
  /** Runs one job as a film does: while the server is away it is tried again. */
  frame(job: ComfyJob, signal?: AbortSignal): Promise<ComfyAnswer>;
  /** A feedback loop: each frame's picture is the next one's input. @returns sha256 of the pixels of each frame */
  film(frames: number): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface StageOptions {
  readonly pace?: Partial<Pace>;
  readonly faults?: Partial<FakeFaults>;
  readonly fake?: FakeOptions;
  readonly ledger?: JobLedger;
  readonly headers?: Readonly<Record<string, string>>;
  /** Address to use instead of the fake's own, as of a proxy. */
  readonly url?: string;
}

const AGAIN_MS = 15;
const MAX_AGAIN = 400;

export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const fake = await startFakeComfy({ ...options.fake, faults: { ...options.fake?.faults, ...options.faults } });
  const engine = engineAt(options.url ?? fake.url, options);
  const ledger = options.ledger ?? createMemoryLedger('film');
  const told = { progress: [] as number[], glimpses: [] as Uint8Array[] };

  async function frame(job: ComfyJob, signal: AbortSignal = new AbortController().signal): Promise<ComfyAnswer> {
    const watch = {
      signal,
      progress: (done: number) => void told.progress.push(done),
      glimpse: (encoded: Uint8Array) => void told.glimpses.push(encoded),
    };
    for (let again = 0; ; again++) {
      try {
        return await engine.run(job, ledger, watch);
      } catch (error) {
        const away = error instanceof EpochError && error.code === 'ENGINE_AWAY';
        if (!away || again >= MAX_AGAIN || signal.aborted) throw error;
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    }
  }

  return {
    fake,
    engine,
    ledger,
    told,
    frame,
    async film(frames) {
      const hashes: string[] = [];
      let png = await firstPicture();
      for (let n = 0; n < frames; n++) {
        const { picture } = await frame(jobOf(n, png));
        const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
        hashes.push(createHash('sha256').update(data).digest('hex'));
        png = await sharp(data, { raw: info }).png({ compressionLevel: 1 }).toBuffer();
      }
      return hashes;
    },
    async close() {
      await engine.close();
      await fake.close();
    },
  };
}

export function engineAt(url: string, { pace, headers = {} }: StageOptions = {}): ComfyEngine {
  const address: EngineAddress = { id: 'a', name: 'Attic', kind: 'comfyui', url, headers };
  return createComfy({ of: (kind) => (kind === 'comfyui' ? [address] : []) }, { pace: { ...QUICK, ...pace } });
}

/** A picture with something in every corner. */
export function firstPicture(side = SIDE): Promise<Buffer> {
  const pixels = Buffer.alloc(side * side * 3);
  for (let n = 0; n < pixels.length; n++) pixels[n] = (n * 37 + (n >> 5) * 11) & 255;
  return sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** Image to image of one frame, three steps. */
export function jobOf(
  frame: number,
  png: Uint8Array,
  changes: Partial<ComfyOrder> & { server?: string } = {},
): ComfyJob {
  const { server = '', ...changed } = changes;
  const order: ComfyOrder = {
    graph: graphOf(1000 + frame),
    pictures: [{ node: '4', input: 'image', png }],
    output: OUTPUT,
    size: { width: SIDE, height: SIDE },
    ...changed,
  };
  const request = requestHash({ graph: writeJson(order.graph), anySize: order.size === null }, [png]);
  return { key: { node: 'n1', frame, request }, server, orderFor: async () => order };
}

export function graphOf(seed: number | bigint, sampler: Readonly<Record<string, string | number>> = {}): ApiGraph {
  return {
    1: { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'random-sd15.safetensors' } },
    2: { class_type: 'CLIPTextEncode', inputs: { clip: ['1', 1], text: 'moss' } },
    3: { class_type: 'CLIPTextEncode', inputs: { clip: ['1', 1], text: 'blur' } },
    4: { class_type: 'LoadImage', inputs: { image: 'replaced' } },
    5: {
      class_type: 'KSampler',
      inputs: {
        model: ['1', 0],
        seed,
        steps: 3,
        cfg: 7,
        sampler_name: 'euler',
        scheduler: 'normal',
        positive: ['2', 0],
        negative: ['3', 0],
        latent_image: ['6', 0],
        denoise: 0.4,
        ...sampler,
      },
      _meta: { title: 'Sampler' },
    },
    6: { class_type: 'VAEEncode', inputs: { pixels: ['4', 0], vae: ['1', 2] } },
    7: { class_type: 'VAEDecode', inputs: { samples: ['5', 0], vae: ['1', 2] } },
    [OUTPUT]: { class_type: 'SaveImage', inputs: { images: ['7', 0], filename_prefix: '../outside' } },
  };
}

/** Stages that end with the test, whatever it does. Call `closeAll` after each. */
export function stageHand() {
  const stages: Stage[] = [];
  const rejections = watchRejections();
  return {
    async open(options: StageOptions = {}): Promise<Stage> {
      const stage = await openStage(options);
      stages.push(stage);
      return stage;
    },
    /** @returns promise rejections that nobody handled since the last time */
    async closeAll(): Promise<readonly unknown[]> {
      for (const stage of stages.splice(0)) await stage.close();
      return rejections.seen.splice(0);
    },
    stop: rejections.stop,
  };
}

/** Counts promise rejections that nobody handles while it listens. */
export function watchRejections(): { readonly seen: unknown[]; stop(): void } {
  const seen: unknown[] = [];
  const note = (reason: unknown) => void seen.push(reason);
  process.on('unhandledRejection', note);
  return { seen, stop: () => void process.off('unhandledRejection', note) };
}
