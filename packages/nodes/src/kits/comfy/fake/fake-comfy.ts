import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CHAOS_AWAY_MS, chaosDice } from './chaos.ts';
import { features } from './discovery.ts';
import { type FakeFaults, quietFaults } from './faults.ts';
import { createFileStore } from './files.ts';
import { createHttpServer } from './http-server.ts';
import { createHub } from './hub.ts';
import { emptyLog, type FakeLog } from './log.ts';
import { recordedClasses } from './object-info.ts';
import { remaining } from './queue.ts';
import { createWorker } from './worker.ts';
import { emptyRam, type FakeVersion, type World } from './world.ts';

export type { ChaosKind } from './chaos.ts';
export type { FakeFaults, Refusal, RunFault, ViewFault } from './faults.ts';
export type { FakeLog, SeenPrompt, SeenRequest, SeenRun } from './log.ts';
export type { FakeVersion } from './world.ts';

export interface FakeOptions {
  /** 0.26.0 when left out. */
  readonly version?: FakeVersion;
  /** 0, any free one, when left out. */
  readonly port?: number;
  /** Faults from the start; the rest is quiet. */
  readonly faults?: Partial<FakeFaults>;
  /** Names by folder: checkpoints, loras, vae, diffusion_models, text_encoders, controlnet ... */
  readonly models?: Readonly<Record<string, readonly string[]>>;
  /** Whether sampler previews are on when a prompt does not say. true when left out. */
  readonly previews?: boolean;
  /** Effort of zlib for saved pictures; 0, the cheapest for the CPU, when left out. */
  readonly pngLevel?: number;
  /** Files kept for each folder; the oldest go. @unit B */
  readonly keepBytes?: number;
}

/** A ComfyUI on loopback that computes pictures without a model and fails when told to. */
export interface FakeComfy {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  readonly port: number;
  /** Switches may be changed at any time. */
  readonly faults: FakeFaults;
  /** What arrived, over all restarts. */
  readonly seen: FakeLog;
  /** How often each kind of chaos has struck. */
  readonly chaosStruck: World['dice']['happened'];
  /** Removes a saved file, as a user who tidies up. `path` within the folder. */
  removeFile(folder: 'input' | 'temp' | 'output', path: string): void;
  /** As a killed process: sockets die, queue, history, cache and temp are lost; input and output files stay. */
  kill(): Promise<void>;
  /** The same port again. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

const MODELS = {
  checkpoints: ['random-sd15.safetensors', 'sd_xl_base_1.0.safetensors'],
  loras: ['moss.safetensors', 'lcm-lora.safetensors'],
  vae: ['vae-ft-mse-840000.safetensors'],
  diffusion_models: ['flux1-dev.safetensors'],
  text_encoders: ['clip_l.safetensors', 't5xxl_fp16.safetensors'],
  controlnet: ['control-canny.safetensors'],
  upscale_models: ['4x-upscale.pth'],
};
const KEEP_BYTES = 256 * 1024 * 1024;

export async function startFakeComfy(options: FakeOptions = {}): Promise<FakeComfy> {
  const faults: FakeFaults = { ...quietFaults(), ...options.faults };
  const version = options.version ?? '0.26.0';
  let server: Server | null = null;
  let comeBack: NodeJS.Timeout | undefined;
  let closed = false;

  const hub = createHub(faults, {
    greet(clientId, tell) {
      const { ram } = world;
      tell('status', { status: { exec_info: { queue_remaining: remaining(ram) } }, sid: clientId });
      if (ram.clientId === clientId && ram.lastNode !== null) tell('executing', { node: ram.lastNode });
    },
    flags: () => features(world),
  });
  const dice = chaosDice(faults);
  const world: World = {
    version,
    faults,
    seen: emptyLog(),
    dice,
    files: createFileStore(options.keepBytes ?? KEEP_BYTES),
    models: options.models ?? MODELS,
    previews: options.previews ?? true,
    pngLevel: options.pngLevel ?? 0,
    classes: recordedClasses(version),
    hub,
    ram: emptyRam(),
    wake: () => worker.wake(),
    die() {
      void kill().then(() => {
        const awayMs = faults.restartAfterMs ?? (faults.chaos === null ? null : CHAOS_AWAY_MS);
        if (awayMs !== null && !closed) comeBack = setTimeout(() => void restart(), awayMs);
      });
    },
  };
  const worker = createWorker(world);

  async function listen(port: number): Promise<number> {
    const next = createHttpServer(world);
    server = next;
    await new Promise<void>((resolve, reject) => {
      next.once('error', reject);
      next.listen(port, '127.0.0.1', resolve);
    });
    const address: AddressInfo | string | null = next.address();
    return typeof address === 'object' && address !== null ? address.port : port;
  }

  async function kill(): Promise<void> {
    clearTimeout(comeBack);
    const dying = server;
    server = null;
    world.ram.life.abort();
    hub.drop();
    if (dying === null) return;
    const gone = new Promise<void>((resolve) => dying.close(() => resolve()));
    dying.closeAllConnections();
    await gone;
  }

  async function restart(): Promise<void> {
    clearTimeout(comeBack);
    if (server !== null || closed) return;
    await worker.idle();
    world.files.wipe('temp');
    world.ram = emptyRam();
    await listen(port);
  }

  const port = await listen(options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    faults,
    seen: world.seen,
    chaosStruck: dice.happened,
    removeFile: (folder, path) => world.files.remove(folder, path),
    kill,
    restart,
    async close() {
      closed = true;
      await kill();
      await worker.idle();
    },
  };
}
