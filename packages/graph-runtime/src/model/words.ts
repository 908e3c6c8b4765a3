import type { Catalogue } from './card.ts';
import type { GraphDocument, NodeId } from './graph.ts';
import type { PortSpec, PortType } from './port.ts';

/** What travels over a wire, with its article, for sentences: "Denoise takes a number". */
export const TYPE_IN_WORDS = {
  raster: 'a picture',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'a yes or no',
  text: 'a text',
  motion: 'a camera motion',
  settings: 'generation settings',
  audio: 'a sound',
  any: 'anything',
} as const satisfies Record<PortType, string>;

/** `denoiseStart` in words: `Denoise start`. */
export function inWords(name: string): string {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** The user's name for a port or param: its label, or its key in words. */
export function labelOf(name: string, spec: Pick<PortSpec, 'label'> | undefined): string {
  return spec?.label ?? inWords(name);
}

/** The user's name for a node: the title given to the box, or that of its type. */
export function titleOf(document: GraphDocument, catalogue: Catalogue, id: NodeId): string {
  const node = document.nodes[id];
  if (node === undefined) return id;
  return node.title || lookUp(catalogue, node.type)?.title || node.type;
}

/** An own property of a record, so that a type called `constructor` finds nothing. */
export function lookUp<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

export function sentenceStart(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
