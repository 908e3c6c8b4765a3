import type { ApiGraph } from '../comfy.ts';
import { type ClassTable, nodeOf, type Place, type Source } from './api-graph.ts';
import { type Reached, stepsInto, walkBack } from './walk.ts';

const PIXELS = new Set(['IMAGE', 'LATENT', '*']);
const MASKS = new Set(['MASK', 'IMAGE', '*']);

/** Whether a picture can be put in here: its `image` is a file that we may upload. */
export function isPictureInput(graph: ApiGraph, classes: ClassTable, id: string): boolean {
  const type = nodeOf(graph, id)?.class_type ?? '';
  if (typeof nodeOf(graph, id)?.inputs.image !== 'string') return false;
  const image = classes.get(type)?.inputs.image;
  return type === 'LoadImage' || type === 'LoadImageMask' || (image?.type === 'COMBO' && image.extraWidget);
}

/**
 * A sampler: it takes a picture in latent form and what it is to become. Known by its inputs, so that samplers of
 * extensions count as well.
 */
export function isSampler(graph: ApiGraph, id: string): boolean {
  const has = (...names: string[]) => hasOneOf(graph, id, names);
  return has('latent_image', 'latent', 'samples') && has('positive', 'guider') && has('seed', 'noise_seed', 'noise');
}

/** A node that encodes, samples and decodes in one: upscalers that redraw in tiles, detailers. */
export function isWholeSampler(graph: ApiGraph, id: string): boolean {
  return ['image', 'positive', 'seed', 'denoise'].every((name) => hasOneOf(graph, id, [name]));
}

function hasOneOf(graph: ApiGraph, id: string, names: readonly string[]): boolean {
  const inputs = nodeOf(graph, id)?.inputs ?? {};
  return names.some((name) => Object.hasOwn(inputs, name));
}

/** Walks against the pixels, pictures and latents, up to the samplers and sources that they come from. */
export function walkPixels(
  graph: ApiGraph,
  classes: ClassTable,
  start: readonly Source[],
  isEnd: typeof isSampler = isSampler,
): Reached[] {
  return walkBack(start, ({ node }) => (isEnd(graph, node) ? [] : pixelSources(graph, classes, node)));
}

function pixelSources(graph: ApiGraph, classes: ClassTable, node: string): Source[] {
  return stepsInto(graph, classes, node).flatMap(({ type, source }) => (PIXELS.has(type) ? [source] : []));
}

/** Where the masks that lie on a way of pixels come from: picture inputs, nearest first. */
export function maskInputs(graph: ApiGraph, classes: ClassTable, way: readonly Reached[]): Place[] {
  const start = way.flatMap(({ node }) =>
    isSampler(graph, node)
      ? []
      : stepsInto(graph, classes, node).flatMap(({ type, source }) => (type === 'MASK' ? [source] : [])),
  );
  const reached = walkBack(start, ({ node }) =>
    stepsInto(graph, classes, node).flatMap(({ type, source }) => (MASKS.has(type) ? [source] : [])),
  );
  const loaders = reached.filter(({ node }) => isPictureInput(graph, classes, node));
  return [...new Set(loaders.map(({ node }) => node))].map((node) => ({ node, input: 'image' }));
}
