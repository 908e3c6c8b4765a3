import { lorasInPrompt, resolveLoras } from '../comfy/img2img/loras.ts';
import type { SdFacts, SdJob } from './sd-server.ts';

/** A LoRA by the server's own name for it, and how much of it is laid on the model. */
export interface SdLora {
  readonly name: string;
  readonly strength: number;
}

/**
 * Reads `<lora:name:0.8>` in the prompt. A1111 and Forge read the tags themselves, but pass over a name that they do not
 * know, so the names are made theirs; stable-diffusion.cpp leaves tags alone and takes LoRA beside the prompt.
 *
 * @throws EpochError ENGINE_REFUSED naming the LoRA that the server has not, and those it might be
 */
export function orderLoras(
  job: SdJob,
  { url, lists }: SdFacts,
): { readonly prompt: string; readonly loras: readonly SdLora[] } {
  const { prompt, loras: wishes } = lorasInPrompt(job.prompt);
  const list = lists.loras ?? [];
  // A server that gives no list may have them all the same.
  if (job.kind === 'a1111' && list.length === 0) return { prompt: job.prompt, loras: [] };
  const place = { server: url, node: job.key.node };
  const found = resolveLoras(wishes, list, place);
  if (job.kind === 'sdcpp')
    return { prompt, loras: found.map(({ name, modelStrength: strength }) => ({ name, strength })) };
  const named = wishes.reduce((text, wish) => {
    const [own] = resolveLoras([wish], list, place);
    return own === undefined ? text : text.replace(wish.words, () => wish.words.replace(wish.name, () => own.name));
  }, job.prompt);
  return { prompt: named, loras: [] };
}
