import { mix } from './chaos.ts';
import type { Json, JsonObject } from './json.ts';

/** @shape rgb, rest: width * height * 3 */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
  /** What each level is above the whole number, in 256ths: known between sampler and file, lost when it is saved. */
  readonly rest?: Uint8Array;
}

/** @shape levels: width * height, 255 = masked */
export interface Mask {
  readonly width: number;
  readonly height: number;
  readonly levels: Uint8Array;
}

/** What flows along a link. A batch has several pictures. */
export type Value =
  | { readonly kind: 'image'; readonly pictures: readonly Picture[] }
  | { readonly kind: 'mask'; readonly masks: readonly Mask[] }
  | { readonly kind: 'latent'; readonly pictures: readonly Picture[]; readonly mask: Mask | null }
  /** Model, text encoder, conditioning, noise, sigmas ...: what it was made of, and the settings it carries. */
  | { readonly kind: 'thing'; readonly hash: number; readonly facts: JsonObject }
  | { readonly kind: 'plain'; readonly value: Json };

export interface NodeResult {
  readonly outputs: readonly Value[];
  /** What an output node shows; goes into history. */
  readonly ui: JsonObject | null;
}

/** A result that is kept, and the class it is of. */
export interface CacheEntry extends NodeResult {
  readonly classType: string;
}

export function plain(value: Json): Value {
  return { kind: 'plain', value };
}

/** A hash of text that is the same on every machine. @source FNV-1a, 32 bits, scrambled at the end */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mix(hash);
}
