import type { ApiGraph, ApiNode } from '../comfy.ts';
import { type ClassTable, nodeOf, type Place, sourceOf, titleOf } from './api-graph.ts';
import { settablePlaces } from './literals.ts';
import { isPictureInput } from './pixel-path.ts';
import { isKnownRole, type KnownRole } from './roles.ts';

/** A word that the user put into a node's title: `ES:prompt`, `ES:image2`, `ES:output`, or any word of his own. */
export interface TitleTag {
  readonly node: string;
  /** Name of the socket, in camelCase. */
  readonly name: string;
  readonly role: KnownRole | 'output' | 'free';
}

const TAG = /\bES:\s*([A-Za-z][A-Za-z0-9_-]{0,40})/gi;

/** The inputs that a tag of each role means, by preference. */
const INPUTS: Readonly<Record<KnownRole, readonly string[]>> = {
  image: ['image'],
  mask: ['image', 'mask'],
  prompt: ['text', 'text_g', 'prompt', 'positive', 't5xxl', 'value', 'string'],
  negative: ['text', 'text_g', 'prompt', 'negative', 't5xxl', 'value', 'string'],
  seed: ['seed', 'noise_seed', 'value', 'int'],
  denoise: ['denoise', 'value', 'float', 'strength'],
  steps: ['steps', 'value', 'int'],
  cfg: ['cfg', 'guidance', 'value', 'float'],
  width: ['width', 'value', 'int'],
  height: ['height', 'value', 'int'],
};
const TEXTS = new Set<string>(['prompt', 'negative']);

export function titleTags(graph: ApiGraph): TitleTag[] {
  return Object.entries(graph).flatMap(([node, told]) =>
    [...titleOf(told).matchAll(TAG)].map(([, word = '']): TitleTag => {
      const name = camelCase(word);
      const stem = name.replace(/\d+$/, '').toLowerCase();
      return { node, name, role: stem === 'output' || isKnownRole(stem) ? stem : 'free' };
    }),
  );
}

/** The places that a tag means; several when the node has more than one input that it could be, none when it has none. */
export function taggedPlaces(graph: ApiGraph, classes: ClassTable, { node, name, role }: TitleTag): Place[] {
  const told = nodeOf(graph, node);
  if (told === undefined || role === 'output') return [];
  if (role === 'image' || role === 'mask') {
    return isPictureInput(graph, classes, node) ? [{ node, input: 'image' }] : [];
  }
  const has = (input: string) => Object.hasOwn(told.inputs, input);
  if (role === 'free') {
    if (isPictureInput(graph, classes, node)) return [{ node, input: 'image' }];
    const same = Object.keys(told.inputs).find((input) => camelCase(input).toLowerCase() === name.toLowerCase());
    const input = same ?? ['value', 'text', 'string'].find(has);
    return input === undefined ? literals(graph, told).map((only) => ({ node, input: only })) : [{ node, input }];
  }
  const input = INPUTS[role].find(has);
  if (input === undefined) return [];
  const places = settablePlaces(graph, classes, { node, input }, TEXTS.has(role) ? 'text' : 'number');
  // Both words of an SDXL encoder say the same.
  if (input === 'text_g' && has('text_l') && told.inputs.text_l === told.inputs.text_g) {
    return [...places, { node, input: 'text_l' }];
  }
  return places;
}

function literals(graph: ApiGraph, { inputs }: ApiNode): string[] {
  return Object.keys(inputs).filter((input) => sourceOf(graph, inputs[input]) === null);
}

/** `Style_strength 2` is `styleStrength2`. */
export function camelCase(words: string): string {
  const parts = words.split(/[^A-Za-z0-9]+/).filter((part) => part !== '');
  const joined = parts.map(
    (part, at) => `${at === 0 ? part[0]?.toLowerCase() : part[0]?.toUpperCase()}${part.slice(1)}`,
  );
  const name = joined.join('').slice(0, 60);
  return /^[a-z]/.test(name) ? name : `value${name}`;
}
