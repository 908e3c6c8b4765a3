import { EpochError, makeRaster, type Raster } from '@epoch/graph-runtime/model';
import type { ComfyClass, ComfyEngine, ComfyFacts, ComfyJob, ComfyOrder } from '../kits/comfy/comfy.ts';
import { hash32 } from '../kits/dream/dmath.ts';
import type { EngineLists } from '../kits/engines/servers.ts';
import { decode } from '../kits/raster/decode.ts';
import { encodePng } from './encode-png.ts';

export interface FakeComfyEngine extends ComfyEngine {
  readonly jobs: (Omit<ComfyJob, 'orderFor'> & ComfyOrder)[];
  /** How often the server was asked for anything, in vain or not. */
  readonly asked: { count: number };
  /** While true nothing answers. */
  away: boolean;
  lists: EngineLists;
  /** Classes that the server has not. */
  missing: readonly string[];
}

const LISTS: EngineLists = {
  checkpoints: ['sd15.safetensors', 'sdxl/base.safetensors'],
  samplers: ['euler', 'dpmpp_2m'],
  schedulers: ['simple', 'karras'],
  loras: ['detail.safetensors', 'styles\\Ink Wash.safetensors'],
  vaes: ['pixel_space', 'ft-mse.safetensors'],
  unets: ['flux-dev.safetensors'],
  clips: ['clip_l.safetensors', 't5xxl.safetensors'],
  clipTypes: ['stable_diffusion', 'sd3', 'sdxl', 'flux'],
};

/**
 * A ComfyUI server without a network. Pure: the same job gives the same picture. It is half the picture that was sent,
 * half a colour that depends on everything in the graph.
 */
export function fakeComfyEngine(): FakeComfyEngine {
  function answerable(): void {
    engine.asked.count += 1;
    if (!engine.away) return;
    const detail = { retryAfterMs: 1000 };
    throw new EpochError('ENGINE_AWAY', 'ComfyUI at http://fake:8188 does not answer.', { detail });
  }
  async function facts(): Promise<ComfyFacts> {
    answerable();
    const { lists, missing } = engine;
    const classOf = async (type: string) => (missing.includes(type) ? null : classNamed(type));
    return { name: 'Fake', url: 'http://fake:8188', version: '0.26.0', lists, classOf };
  }
  const engine: FakeComfyEngine = {
    jobs: [],
    asked: { count: 0 },
    away: false,
    lists: LISTS,
    missing: [],
    facts,
    async run({ orderFor, ...job }) {
      const order = await orderFor(() => engine.facts(job.server), false).catch((cause: unknown) => {
        if (!(cause instanceof EpochError) || cause.code !== 'ENGINE_REFUSED') throw cause;
        return orderFor(() => engine.facts(job.server, { fresh: true }), true);
      });
      engine.jobs.push({ ...job, ...order });
      const [sent] = order.pictures;
      const picture = sent === undefined ? null : await decode(sent.png);
      return { picture: await encodePng(drawn(order, picture)), server: 'Fake', recipe: '{}' };
    },
    check: async () => Promise.reject(new Error('The fake server is not checked.')),
    abandon: async () => {},
    close: async () => {},
  };
  return engine;
}

function classNamed(type: string): ComfyClass {
  const choices = type === 'DualCLIPLoader' ? ['sdxl', 'sd3', 'flux'] : ['stable_diffusion', 'sd3'];
  const input = { type: 'COMBO', required: true, choices, default: undefined, min: undefined, max: undefined };
  const inputs = type.endsWith('CLIPLoader') ? { type: { ...input, multiline: false, extraWidget: false } } : {};
  return { inputs, order: Object.keys(inputs), outputs: [], outputNode: false };
}

function drawn({ graph, size }: ComfyOrder, picture: Raster | null): Raster {
  const { width, height } = size ?? { width: 64, height: 64 };
  const hash = hash32(...[...JSON.stringify(graph)].map((letter) => letter.charCodeAt(0)));
  const data = new Uint8Array(width * height * 4);
  for (let at = 0; at < data.length; at++) {
    const colour = (hash >>> (8 * (at % 4))) & 255;
    data[at] = at % 4 === 3 ? 255 : Math.round((colour + (picture?.data[at] ?? colour)) / 2);
  }
  return makeRaster(width, height, data);
}
