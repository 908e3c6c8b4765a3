import type { ApiGraph } from '../comfy.ts';
import { type ClassTable, type Place, type Source, sourcesOf } from './api-graph.ts';

/** One link that a walk goes along, against the data. */
export interface Step extends Place {
  readonly source: Source;
  /** IMAGE, LATENT, CONDITIONING ...; '*' when nothing tells. */
  readonly type: string;
}

/** What inputs of unknown classes usually take, by their names. */
const USUAL: readonly (readonly [RegExp, string])[] = [
  [/^(samples|latent|latents|latent_image|optional_latent)\d*$/, 'LATENT'],
  [/^(pixels|image|images)(_?\d+|_?[ab])?$/, 'IMAGE'],
  [/^(positive|negative|conditioning|cond)(_?\w+)?$/, 'CONDITIONING'],
  [/^masks?\d*$/, 'MASK'],
  [/^(model|clip|vae|sigmas|noise|guider|sampler)\d*$/, ''],
];

/** The type of what travels over a link: as the source's class says, else the taker's, else by the input's name. */
export function linkType(graph: ApiGraph, classes: ClassTable, { node, input }: Place, source: Source): string {
  const given = classes.get(graph[source.node]?.class_type ?? '')?.outputs[source.slot];
  const taken = classes.get(graph[node]?.class_type ?? '')?.inputs[input]?.type;
  for (const type of [given, taken]) if (type !== undefined && /^[A-Z_]+$/.test(type)) return type;
  const usual = USUAL.find(([pattern]) => pattern.test(input))?.[1];
  return usual === undefined ? '*' : usual || input.replace(/\d+$/, '').toUpperCase();
}

export function stepsInto(graph: ApiGraph, classes: ClassTable, node: string): Step[] {
  return sourcesOf(graph, node).map(({ input, node: from, slot }) => {
    const source = { node: from, slot };
    return { node, input, source, type: linkType(graph, classes, { node, input }, source) };
  });
}

/** A node that a walk came to, and how far it is from the start. */
export interface Reached {
  readonly node: string;
  readonly slot: number;
  readonly distance: number;
}

/**
 * Walks against the data from some links, nearest nodes first. `goesOn` says which links into a node that was reached
 * are walked next; none ends the way there.
 */
export function walkBack(start: readonly Source[], goesOn: (at: Source) => readonly Source[]): Reached[] {
  const reached: Reached[] = [];
  const seen = new Set<string>();
  let layer = start;
  for (let distance = 1; layer.length > 0; distance++) {
    const next: Source[] = [];
    for (const at of layer) {
      const key = `${at.node} ${at.slot}`;
      if (seen.has(key)) continue;
      seen.add(key);
      reached.push({ ...at, distance });
      next.push(...goesOn(at));
    }
    layer = next;
  }
  return reached;
}
