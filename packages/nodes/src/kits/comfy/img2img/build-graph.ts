import type { ApiGraph, ApiNode, ApiPicture, ApiValue } from '../comfy.ts';
import { roundingNodes } from './exact.ts';
import type { Lora } from './loras.ts';
import type { Size } from './size.ts';

/** The model files of a picture, under the server's own names. */
export type Model =
  | { readonly loader: 'checkpoint'; readonly checkpoint: string; readonly vae: string | null }
  | {
      readonly loader: 'separate';
      readonly unet: string;
      /** One text encoder or two. */
      readonly clips: readonly string[];
      readonly clipType: string;
      readonly vae: string;
    };

/** All that a picture is made of. */
export interface PictureRequest {
  readonly model: Model;
  readonly loras: readonly Lora[];
  /** Without LoRA tags. */
  readonly prompt: string;
  readonly negative: string;
  /** Guidance that is part of the conditioning, for models of the Flux family; 0 leaves it out. */
  readonly guidance: number;
  readonly seed: number;
  /** Sampler steps that are really run, whatever `denoise` is. */
  readonly steps: number;
  readonly cfg: number;
  readonly sampler: string;
  readonly scheduler: string;
  /** Share of the noise schedule, above 0 to 1. */
  readonly denoise: number;
  /** Of the picture as the model sees it: multiples of 8. */
  readonly size: Size;
  /** 8-bit RGB, of that size; null draws from the prompt alone. */
  readonly png: Uint8Array | null;
  /** The server has the classes that make SaveImage round. */
  readonly rounds: boolean;
}

export interface PictureGraph {
  readonly graph: ApiGraph;
  readonly pictures: readonly ApiPicture[];
  /** Node whose picture is the answer. */
  readonly output: string;
}

/** Ids never change from frame to frame, so that the server keeps what it has loaded and encoded. */
const ID = {
  ...{ model: '1', clip: '2', vae: '3', prompt: '10', negative: '11', guidance: '12' },
  ...{ image: '20', latent: '21', sampler: '30', decode: '31', save: '60' },
} as const;
const FIRST_LORA = 100;

/**
 * The workflow for one picture: img2img with `png`, txt2img without. Titles follow the convention by which workflows
 * are bound (`ES:prompt` and so on), so that the file that the server writes can be brought back as a workflow.
 */
export function buildGraph(request: PictureRequest): PictureGraph {
  const { prompt, negative, guidance, seed, steps, cfg, sampler, scheduler, denoise, size, png } = request;
  const loaded = loaders(request.model);
  const tuned = loraChain(request.loras, loaded);
  const text = (words: string, title: string) => node('CLIPTextEncode', { text: words, clip: tuned.clip }, title);
  const decoded: ApiValue = [ID.decode, 0];
  const rounded = request.rounds ? roundingNodes(decoded, size) : { nodes: {}, out: decoded };
  const graph: ApiGraph = {
    ...loaded.nodes,
    ...tuned.nodes,
    [ID.prompt]: text(prompt, 'ES:prompt'),
    [ID.negative]: text(negative, 'ES:negative'),
    ...(guidance > 0 ? { [ID.guidance]: node('FluxGuidance', { conditioning: [ID.prompt, 0], guidance }) } : {}),
    ...latentNodes(png !== null, size, loaded.vae),
    [ID.sampler]: node(
      'KSampler',
      {
        ...{ model: tuned.model, seed, steps, cfg, sampler_name: sampler, scheduler },
        ...{ positive: [guidance > 0 ? ID.guidance : ID.prompt, 0], negative: [ID.negative, 0] },
        ...{ latent_image: [ID.latent, 0], denoise },
      },
      'ES:sampler',
    ),
    [ID.decode]: node('VAEDecode', { samples: [ID.sampler, 0], vae: loaded.vae }),
    ...rounded.nodes,
    [ID.save]: node('SaveImage', { images: rounded.out, filename_prefix: 'EpochStreamer' }, 'ES:output'),
  };
  const pictures = png === null ? [] : [{ node: ID.image, input: 'image', png }];
  return { graph, pictures, output: ID.save };
}

interface Loaded {
  readonly nodes: ApiGraph;
  readonly model: ApiValue;
  readonly clip: ApiValue;
  readonly vae: ApiValue;
}

function loaders(model: Model): Loaded {
  if (model.loader === 'checkpoint') {
    const nodes = { [ID.model]: node('CheckpointLoaderSimple', { ckpt_name: model.checkpoint }) };
    const wires = { model: [ID.model, 0], clip: [ID.model, 1] } as const;
    if (model.vae === null) return { nodes, ...wires, vae: [ID.model, 2] };
    return { nodes: { ...nodes, [ID.vae]: node('VAELoader', { vae_name: model.vae }) }, ...wires, vae: [ID.vae, 0] };
  }
  const [first = '', second] = model.clips;
  const clip =
    second === undefined
      ? node('CLIPLoader', { clip_name: first, type: model.clipType })
      : node('DualCLIPLoader', { clip_name1: first, clip_name2: second, type: model.clipType });
  const nodes = {
    [ID.model]: node('UNETLoader', { unet_name: model.unet, weight_dtype: 'default' }),
    [ID.clip]: clip,
    [ID.vae]: node('VAELoader', { vae_name: model.vae }),
  };
  return { nodes, model: [ID.model, 0], clip: [ID.clip, 0], vae: [ID.vae, 0] };
}

/** Each LoRA works on what the one before made of model and text encoder. */
function loraChain(loras: readonly Lora[], loaded: Loaded): Omit<Loaded, 'vae'> {
  const nodes: Record<string, ApiNode> = {};
  let { model, clip } = loaded;
  for (const [index, { name, modelStrength, clipStrength }] of loras.entries()) {
    const id = String(FIRST_LORA + index);
    nodes[id] = node('LoraLoader', {
      ...{ model, clip, lora_name: name },
      ...{ strength_model: modelStrength, strength_clip: clipStrength },
    });
    model = [id, 0];
    clip = [id, 1];
  }
  return { nodes, model, clip };
}

function latentNodes(hasPicture: boolean, { width, height }: Size, vae: ApiValue): ApiGraph {
  if (!hasPicture) return { [ID.latent]: node('EmptyLatentImage', { width, height, batch_size: 1 }) };
  return {
    [ID.image]: node('LoadImage', { image: '' }, 'ES:image'),
    [ID.latent]: node('VAEEncode', { pixels: [ID.image, 0], vae }),
  };
}

function node(classType: string, inputs: Readonly<Record<string, ApiValue>>, title?: string): ApiNode {
  return { class_type: classType, inputs, ...(title === undefined ? {} : { _meta: { title } }) };
}
