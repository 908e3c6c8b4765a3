import { EpochError } from '@epoch/graph-runtime/model';
import { findName, offerOf } from './names.ts';

/** A LoRA as a person asked for it. */
export interface LoraWish {
  /** In their own words: extension and folder may be missing. */
  readonly name: string;
  /** The line or tag that it stands in. */
  readonly words: string;
  /** 0 leaves the model alone, 1 is the LoRA as it was trained. */
  readonly modelStrength: number;
  readonly clipStrength: number;
}

/** A LoRA under the server's name for it. */
export interface Lora {
  readonly name: string;
  readonly modelStrength: number;
  readonly clipStrength: number;
}

const TAG = /<lora:([^:<>]+)(?::([^:<>]*))?(?::([^:<>]*))?>/gi;
const LINE = /^(.+?)(?:[\s:]+([-+]?[\d.]+))?(?:[\s:]+([-+]?[\d.]+))?$/;
/** What LoraLoader takes. @source ComfyUI nodes.py, LoraLoader.INPUT_TYPES */
const STRONGEST = 100;

/**
 * Takes `<lora:name:0.8>` and `<lora:name:0.8:0.5>` (model, then text encoder) out of a prompt. A prompt without tags
 * stays as it is, letter by letter.
 *
 * @throws EpochError ENGINE_REFUSED for a strength that is no number
 */
export function lorasInPrompt(prompt: string): { readonly prompt: string; readonly loras: readonly LoraWish[] } {
  const loras = [...prompt.matchAll(TAG)].map(([words, name = '', model, clip]) => wishOf(words, name, model, clip));
  if (loras.length === 0) return { prompt, loras };
  const rest = prompt.replace(TAG, ' ').replace(/[ \t]+/g, ' ');
  const tidy = rest.replace(/ ?,(?: ?,)+/g, ',').replace(/ ,/g, ',');
  return { prompt: tidy.replace(/^[\s,]+|[\s,]+$/g, ''), loras };
}

/**
 * Reads LoRAs written one to a line: `name`, `name 0.8` or `name 0.8 0.5`; a tag as in a prompt is understood as well.
 * Empty lines and lines that begin with # do not count.
 *
 * @throws EpochError ENGINE_REFUSED for a strength that is no number
 */
export function lorasInLines(text: string): readonly LoraWish[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines.flatMap((line) => {
    if (line === '' || line.startsWith('#')) return [];
    const tagged = lorasInPrompt(line).loras;
    if (tagged.length > 0) return tagged;
    const [, name = line, model, clip] = LINE.exec(line) ?? [];
    return [wishOf(line, name, model, clip)];
  });
}

/**
 * The LoRAs under the server's own names. Those of strength 0 are left out, as they would change nothing.
 *
 * @throws EpochError ENGINE_REFUSED naming the LoRA that the server has not, and those it might be
 */
export function resolveLoras(
  wishes: readonly LoraWish[],
  list: readonly string[],
  place: { readonly server: string; readonly node: string },
): readonly Lora[] {
  return wishes.flatMap(({ name, words, modelStrength, clipStrength }) => {
    if (modelStrength === 0 && clipStrength === 0) return [];
    // "detail tweaker 2" may be a name as well as a name and a strength.
    const whole = findName(list, words);
    if (whole.name !== null) return [{ name: whole.name, modelStrength: 1, clipStrength: 1 }];
    const found = findName(list, name);
    if (found.name !== null) return [{ name: found.name, modelStrength, clipStrength }];
    const has = list.length === 0 ? 'It has none at all: put it into models/loras there. ' : '';
    throw new EpochError(
      'ENGINE_REFUSED',
      `The LoRA "${name}" is not on ${place.server}. ${has}${offerOf(found.candidates)}` +
        'Change it in LoRA or in the prompt.',
      { detail: { node: place.node, param: 'loras' } },
    );
  });
}

function wishOf(words: string, name: string, model: string | undefined, clip: string | undefined): LoraWish {
  const modelStrength = strengthOf(model, 1, words);
  return { name: name.trim(), words, modelStrength, clipStrength: strengthOf(clip, modelStrength, words) };
}

function strengthOf(text: string | undefined, otherwise: number, words: string): number {
  if (text === undefined || text.trim() === '') return otherwise;
  const strength = Number(text);
  if (Number.isFinite(strength) && Math.abs(strength) <= STRONGEST) return strength;
  throw new EpochError(
    'ENGINE_REFUSED',
    `"${text}" is no strength for a LoRA in "${words}". Write a number from -${STRONGEST} to ${STRONGEST}, usually 0 to 1.`,
    { detail: { param: 'loras' } },
  );
}
