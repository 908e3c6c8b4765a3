import type { ExposedSocket } from '@epoch/graph-runtime/model';
import type { Place } from './api-graph.ts';

/** What a part of a workflow is to the director. */
export type Role = ExposedSocket['role'];

/** By which rule it was found; earlier rules win over later ones. */
export type FoundBy = 'saved' | 'title' | 'trace' | 'class';

export interface Binding {
  /** Name of its socket. */
  readonly name: string;
  readonly role: Role;
  /** Where its value goes: more than one when several places must say the same. */
  readonly places: readonly Place[];
  readonly by: FoundBy;
}

/** Something that only a person can tell. A candidate for the output has the input ''. */
export interface Question {
  readonly role: string;
  readonly message: string;
  readonly candidates: readonly Place[];
}

/** Roles in the order of their sockets. */
export const ROLES = [
  'image',
  'mask',
  'prompt',
  'negative',
  'seed',
  'denoise',
  'steps',
  'cfg',
  'width',
  'height',
] as const satisfies readonly Role[];
export type KnownRole = (typeof ROLES)[number];

export function isKnownRole(word: string): word is KnownRole {
  return ROLES.some((role) => role === word);
}
