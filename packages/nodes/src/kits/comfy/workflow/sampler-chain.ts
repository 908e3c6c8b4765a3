import type { ApiGraph } from '../comfy.ts';
import { type ClassTable, type Source, sourceOf, valueAt } from './api-graph.ts';
import { isSampler, isWholeSampler, walkPixels } from './pixel-path.ts';
import type { Reached } from './walk.ts';

export interface SamplerChain {
  /** In the order in which the picture goes through them: refiners and second passes come last. */
  readonly samplers: readonly string[];
  /** Samplers between which nothing decides; then the chain is what comes after them. */
  readonly undecided: readonly string[];
  /** What lies before the first sampler, on the way of the pixels. */
  readonly entrance: readonly Reached[];
}

const PICTURES = ['latent_image', 'latent', 'samples', 'image'];

/**
 * Walks back from a node to the nearest sampler, from that to the one before it, and so on to where the picture enters.
 * Nodes that sample as a whole count where there is no other sampler: after one they only touch up.
 */
export function samplerChain(graph: ApiGraph, classes: ClassTable, from: readonly Source[]): SamplerChain {
  const chain = chainOf(graph, classes, from, isSampler);
  const isEmpty = chain.samplers.length === 0 && chain.undecided.length === 0;
  return isEmpty ? chainOf(graph, classes, from, isWholeSampler) : chain;
}

function chainOf(graph: ApiGraph, classes: ClassTable, from: readonly Source[], isEnd: typeof isSampler): SamplerChain {
  const samplers: string[] = [];
  let start = from;
  for (;;) {
    const way = walkPixels(graph, classes, start, isEnd);
    const nearest = nearestSamplers(graph, way, isEnd).filter((id) => !samplers.includes(id));
    const [only, ...others] = nearest;
    if (only === undefined) return { samplers, undecided: [], entrance: samplers.length === 0 ? [] : way };
    if (others.length > 0) return { samplers, undecided: nearest, entrance: [] };
    samplers.unshift(only);
    start = latentOf(graph, only);
  }
}

/** Where a sampler's picture comes from. */
export function latentOf(graph: ApiGraph, sampler: string): Source[] {
  return PICTURES.flatMap((input) => sourceOf(graph, valueAt(graph, { node: sampler, input })) ?? []).slice(0, 1);
}

function nearestSamplers(graph: ApiGraph, way: readonly Reached[], isEnd: typeof isSampler): string[] {
  const found = way.filter(({ node }) => isEnd(graph, node));
  const least = Math.min(...found.map(({ distance }) => distance));
  return [...new Set(found.filter(({ distance }) => distance === least).map(({ node }) => node))];
}
