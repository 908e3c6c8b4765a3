import { EpochError } from '@epoch/graph-runtime/model';
import type { Chosen } from '../../engines/chosen.ts';
import type { EngineLists } from '../../engines/servers.ts';
import type { ComfyFacts } from '../comfy.ts';
import type { Model } from './build-graph.ts';
import { type Lora, type LoraWish, resolveLoras } from './loras.ts';
import { findName, offerOf } from './names.ts';

/** What a person wants to draw with, in their own words; '' leaves the choice to us. */
export interface ModelWishes {
  readonly loader: string;
  readonly checkpoint: string;
  readonly unet: string;
  readonly clip1: string;
  readonly clip2: string;
  readonly clipType: string;
  readonly vae: string;
  readonly sampler: string;
  readonly scheduler: string;
}

export interface Choice {
  readonly model: Model;
  readonly sampler: string;
  readonly scheduler: string;
  readonly loras: readonly Lora[];
  readonly chosen: Chosen;
  /** The choice in a few words: 'sd15.safetensors (first of 12), euler, normal'. */
  readonly words: string;
}

type Field = keyof Omit<ModelWishes, 'loader'>;
type Pick = { readonly name: string; readonly words: string };

const LISTS = {
  checkpoint: { list: 'checkpoints', what: 'checkpoint', folder: 'models/checkpoints' },
  unet: { list: 'unets', what: 'diffusion model', folder: 'models/diffusion_models' },
  clip1: { list: 'clips', what: 'text encoder', folder: 'models/text_encoders' },
  clip2: { list: 'clips', what: 'text encoder', folder: 'models/text_encoders' },
  clipType: { list: 'clipTypes', what: 'type of text encoder', folder: null },
  vae: { list: 'vaes', what: 'VAE', folder: 'models/vae' },
  sampler: { list: 'samplers', what: 'sampler', folder: null },
  scheduler: { list: 'schedulers', what: 'scheduler', folder: null },
} as const satisfies Record<Field, { list: keyof EngineLists; what: string; folder: string | null }>;

/** VAELoader's own word for "no VAE at all": never what is meant by the first one. */
const NO_VAE = 'pixel_space';

/**
 * Finds everything that a picture needs on a server, before anything is sent. What is left empty is the first of the
 * server's list, or what it was at the frame before; `mustKeep` refuses a server that has not that.
 *
 * @throws EpochError ENGINE_REFUSED naming the field, what the server has not, and what it might be
 */
export async function choose(
  facts: ComfyFacts,
  wishes: ModelWishes,
  loraWishes: readonly LoraWish[],
  before: Chosen,
  { node, mustKeep }: { readonly node: string; readonly mustKeep: boolean },
): Promise<Choice> {
  const chosen: Record<string, string> = {};
  const server = `ComfyUI at ${facts.url}`;

  function pick(field: Field, list: readonly string[] = facts.lists[LISTS[field].list] ?? []): Pick {
    const { what, folder } = LISTS[field];
    const wanted = wishes[field];
    const refused = (sentence: string) =>
      new EpochError('ENGINE_REFUSED', sentence, { detail: { node, param: field, value: wanted } });
    if (wanted !== '') {
      const found = findName(list, wanted);
      if (found.name !== null) return { name: found.name, words: found.name };
      const cure = folder === null ? '' : ` or put the file into ${folder} there`;
      throw refused(
        `The ${what} "${wanted}" is not on ${server}. ${offerOf(found.candidates)}` +
          `Choose another in ${labelOf(field)}${cure}.`,
      );
    }
    const kept = before[field];
    const usable = field === 'vae' ? list.filter((name) => name !== NO_VAE) : list;
    const isKept = kept !== undefined && usable.includes(kept);
    if (mustKeep && kept !== undefined && !isKept) {
      throw refused(`The ${what} "${kept}", with which the film has been drawn so far, is not on ${server}.`);
    }
    const first = isKept ? kept : usable[0];
    if (first === undefined)
      throw refused(`${server} has no ${what}. Put one into ${folder ?? 'it'} there, then try again.`);
    chosen[field] = first;
    return { name: first, words: usable[0] === first ? `${first} (first of ${usable.length})` : first };
  }

  const { model, words } = wishes.loader === 'separate' ? await separate(facts, wishes, pick) : whole(wishes, pick);
  const [sampler, scheduler] = [pick('sampler'), pick('scheduler')];
  const loras = resolveLoras(loraWishes, facts.lists.loras ?? [], { server, node });
  const tuned = loras.length === 0 ? [] : [loras.length === 1 ? '1 LoRA' : `${loras.length} LoRAs`];
  return {
    ...{ model, sampler: sampler.name, scheduler: scheduler.name, loras, chosen },
    words: [words, sampler.name, scheduler.name, ...tuned].join(', '),
  };
}

type Picker = (field: Field, list?: readonly string[]) => Pick;
type Loading = { readonly model: Model; readonly words: string };

function whole(wishes: ModelWishes, pick: Picker): Loading {
  const { name: checkpoint, words } = pick('checkpoint');
  const vae = wishes.vae === '' ? null : pick('vae').name;
  return { model: { loader: 'checkpoint', checkpoint, vae }, words };
}

async function separate(facts: ComfyFacts, wishes: ModelWishes, pick: Picker): Promise<Loading> {
  const { name: unet, words } = pick('unet');
  const clips = [pick('clip1').name, ...(wishes.clip2 === '' ? [] : [pick('clip2').name])];
  // Loaders of one encoder and of two know different types.
  const loader = await facts.classOf(clips.length === 2 ? 'DualCLIPLoader' : 'CLIPLoader');
  const clipType = pick('clipType', loader?.inputs.type?.choices ?? undefined).name;
  return { model: { loader: 'separate', unet, clips, clipType, vae: pick('vae').name }, words };
}

const LABELS: Readonly<Partial<Record<Field, string>>> = {
  ...{ unet: 'Diffusion model', clip1: 'Text encoder', clip2: 'Second text encoder' },
  ...{ clipType: 'Encoder type', vae: 'VAE' },
};

/** The field as it stands in the inspector. */
function labelOf(field: Field): string {
  return LABELS[field] ?? field.charAt(0).toUpperCase() + field.slice(1);
}
