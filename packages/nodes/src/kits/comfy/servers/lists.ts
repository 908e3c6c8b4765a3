import type { EngineList } from '@epoch/graph-runtime/model';
import type { EngineLists } from '../../engines/servers.ts';
import type { ComfyClass } from '../comfy.ts';

/** Where each list stands: the choices of an input of a class. */
const HOMES: Readonly<Record<EngineList, readonly (readonly [type: string, input: string])[]>> = {
  checkpoints: [['CheckpointLoaderSimple', 'ckpt_name']],
  samplers: [['KSampler', 'sampler_name']],
  schedulers: [['KSampler', 'scheduler']],
  loras: [['LoraLoader', 'lora_name']],
  vaes: [['VAELoader', 'vae_name']],
  unets: [['UNETLoader', 'unet_name']],
  clips: [['CLIPLoader', 'clip_name']],
  clipTypes: [
    ['CLIPLoader', 'type'],
    ['DualCLIPLoader', 'type'],
  ],
};

/** Classes that have to be asked for all lists. */
export const LIST_CLASSES: readonly string[] = [
  ...new Set(Object.values(HOMES).flatMap((homes) => homes.map(([type]) => type))),
];

/**
 * The lists of a server from its classes, each in the server's own order. Of the two loaders of text encoders the types
 * are joined: which of them fit one and which fit two, only the class itself says.
 */
export function listsFrom(classes: ReadonlyMap<string, ComfyClass | null>): EngineLists {
  const entries = Object.entries(HOMES).map(([list, homes]) => {
    const found = homes.flatMap(([type, input]) => classes.get(type)?.inputs[input]?.choices ?? []);
    return [list, [...new Set(found)]] as const;
  });
  return Object.fromEntries(entries);
}
