import type { ApiGraph } from '../comfy.ts';
import { type ClassTable, nodeOf, type Place, sourceOf, sourcesOf, valueAt } from './api-graph.ts';
import { settablePlaces } from './literals.ts';
import { stepsInto, walkBack } from './walk.ts';

/** Where a sampler's settings stand: on itself, or on the noise, guider and schedule nodes that are wired into it. */
export interface SamplerParts {
  readonly seed: readonly Place[];
  readonly steps: readonly Place[];
  readonly cfg: readonly Place[];
  readonly denoise: readonly Place[];
  /** Inputs that the conditionings arrive at. */
  readonly positive: Place | null;
  readonly negative: Place | null;
  /** It adds noise; a refiner that goes on from left-over noise does not. */
  readonly addsNoise: boolean;
}

export function samplerParts(graph: ApiGraph, classes: ClassTable, sampler: string): SamplerParts {
  const inputs = nodeOf(graph, sampler)?.inputs ?? {};
  const guider = sourceOf(graph, inputs.guider)?.node ?? sampler;
  const noise = sourceOf(graph, inputs.noise)?.node ?? sampler;
  const schedule = scheduleNodes(graph, classes, sampler);
  const numbers = (nodes: readonly string[], ...names: string[]) => {
    const place = firstWith(graph, nodes, names);
    return place === null ? [] : settablePlaces(graph, classes, place, 'number');
  };
  const adds = inputs.add_noise !== 'disable' && inputs.add_noise !== false;
  return {
    seed: numbers([noise], 'seed', 'noise_seed'),
    steps: numbers([sampler, ...schedule], 'steps'),
    cfg: numbers([guider], 'cfg', 'cfg_conds'),
    denoise: numbers([sampler, ...schedule], 'denoise'),
    positive: firstWith(graph, [guider], ['positive', 'conditioning', 'cond1']),
    negative: firstWith(graph, [guider], ['negative']),
    addsNoise: adds && nodeOf(graph, noise)?.class_type !== 'DisableNoise',
  };
}

/** The nodes that make the noise schedule (sigmas), nearest first. */
function scheduleNodes(graph: ApiGraph, classes: ClassTable, sampler: string): string[] {
  const start = sourceOf(graph, valueAt(graph, { node: sampler, input: 'sigmas' }));
  if (start === null) return [];
  const way = walkBack([start], ({ node }) =>
    stepsInto(graph, classes, node).flatMap(({ type, source }) => (type === 'SIGMAS' ? [source] : [])),
  );
  return way.map(({ node }) => node);
}

function firstWith(graph: ApiGraph, nodes: readonly string[], names: readonly string[]): Place | null {
  for (const node of nodes) {
    const input = names.find((name) => Object.hasOwn(nodeOf(graph, node)?.inputs ?? {}, name));
    if (input !== undefined) return { node, input };
  }
  return null;
}

/** Guidance that a Flux model is told with its words, on the way of a conditioning. */
export function fluxGuidance(graph: ApiGraph, classes: ClassTable, start: Place | null): Place[] {
  if (start === null) return [];
  const from = sourceOf(graph, valueAt(graph, start));
  const way = walkBack(from === null ? [] : [from], ({ node }) =>
    sourcesOf(graph, node).filter(({ input }) => /^(conditioning|positive)/.test(input)),
  );
  const found = way.find(({ node }) => Object.hasOwn(nodeOf(graph, node)?.inputs ?? {}, 'guidance'));
  return found === undefined ? [] : settablePlaces(graph, classes, { node: found.node, input: 'guidance' }, 'number');
}
