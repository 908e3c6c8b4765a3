import type { ApiGraph, ApiValue } from '../comfy.ts';
import { type ClassTable, nodeOf, type Place, type Source, upstreamOf, valueAt } from './api-graph.ts';
import { settablePlaces } from './literals.ts';
import { isPictureInput, maskInputs, walkPixels } from './pixel-path.ts';
import { promptPlaces, unique } from './prompt-places.ts';
import type { FoundBy, KnownRole } from './roles.ts';
import { latentOf, samplerChain } from './sampler-chain.ts';
import { fluxGuidance, samplerParts } from './sampler-parts.ts';

/** What the wires tell of each role: the places, and whether they must be chosen from. */
export interface Traced {
  readonly places: readonly Place[];
  readonly by: FoundBy;
  /** The places do not belong together: a person has to say which it is. */
  readonly isQuestion: boolean;
}

export interface Trace {
  readonly roles: ReadonlyMap<KnownRole, Traced>;
  /** There are samplers, and none of them starts from a picture. */
  readonly isTextToImage: boolean;
  /** The mask is the transparency of the picture itself. */
  readonly maskIsAlpha: boolean;
}

/** Rules 3 and 4: follows the wires back from the output; what they do not tell, a class that is there only once does. */
export function traceRoles(graph: ApiGraph, classes: ClassTable, outputs: readonly string[]): Trace {
  const from = outputs.map((node): Source => ({ node, slot: 0 }));
  const { samplers, undecided, entrance } = samplerChain(graph, classes, from);
  const first = samplers[0];
  const chain = samplers.length > 0 ? samplers : undecided;
  const parts = chain.map((sampler) => samplerParts(graph, classes, sampler));
  const [lead] = parts;
  const roles = new Map<KnownRole, Traced>();
  const put = (role: KnownRole, places: readonly Place[], isQuestion: boolean, by: FoundBy = 'trace') => {
    if (places.length > 0) roles.set(role, { places: unique(places), by, isQuestion });
  };
  const isOpen = samplers.length === 0 && undecided.length > 0;

  const prompts = unique(parts.flatMap(({ positive }) => promptPlaces(graph, classes, positive, 'positive')));
  const negatives = unique(parts.flatMap(({ negative }) => promptPlaces(graph, classes, negative, 'negative')));
  put('prompt', prompts, isOpen || !allSame(graph, prompts));
  const own = negatives.filter((place) => !prompts.some((other) => isSame(place, other)));
  put('negative', own, isOpen || !allSame(graph, own));
  put(
    'seed',
    parts.filter(({ addsNoise }) => addsNoise).flatMap(({ seed }) => seed),
    isOpen,
  );
  const guidance = lead === undefined ? [] : fluxGuidance(graph, classes, lead.positive);
  const cfg = guidance.length > 0 && isOneOrNone(graph, lead?.cfg) ? [guidance] : parts.map((part) => part.cfg);
  put('cfg', likeFirst(graph, cfg), isOpen);
  put(
    'steps',
    likeFirst(
      graph,
      parts.map(({ steps }) => steps),
    ),
    isOpen,
  );

  const loaders = unique(
    entrance.filter(({ node }) => isPictureInput(graph, classes, node)).map(({ node }) => ({ node, input: 'image' })),
  );
  const ways = samplers.flatMap((sampler) => walkPixels(graph, classes, latentOf(graph, sampler)));
  const masks = maskInputs(graph, classes, chain.length > 0 ? ways : walkPixels(graph, classes, from));
  const ownMasks = masks.filter((place) => !loaders.some((loader) => isSame(loader, place)));
  put('mask', ownMasks, ownMasks.length > 1);
  put('image', loaders, loaders.length > 1);
  if (loaders.length > 0) put('denoise', lead?.denoise ?? [], (lead?.denoise.length ?? 0) > 1);
  const sized = entrance.filter(({ node }) => ['width', 'height'].every((side) => hasInput(graph, node, side)));
  const [only, ...others] = unique(sized.map(({ node }) => ({ node, input: 'width' })));
  if (only !== undefined && others.length === 0) {
    const side = (input: string) => settablePlaces(graph, classes, { node: only.node, input }, 'number');
    const [width, height] = [side('width'), side('height')];
    // One number that drives both sides can only make squares: then the size stays the workflow's own.
    if (!width.some((place) => height.some((other) => isSame(place, other)))) {
      put('width', width, false);
      put('height', height, false);
    }
  }
  if (loaders.length === 0) putOnlyPicture();
  if (chain.length === 0) putOnlyWords();
  return {
    roles,
    isTextToImage: first !== undefined && loaders.length === 0,
    maskIsAlpha: masks.length > ownMasks.length,
  };

  /** Rule 4: exactly one picture goes in somewhere, though not where a sampler starts (ControlNet, reference, upscaler). */
  function putOnlyPicture(): void {
    const used = new Set(outputs.flatMap((output) => [...upstreamOf(graph, output)]));
    const pictures = Object.keys(graph).filter(
      (id) => used.has(id) && isPictureInput(graph, classes, id) && !ownMasks.some(({ node }) => node === id),
    );
    put(
      'image',
      pictures.map((node) => ({ node, input: 'image' })),
      pictures.length > 1,
      'class',
    );
  }

  /** Rule 4: no sampler was recognised, and there is one encoder of words. */
  function putOnlyWords(): void {
    const encoders = Object.keys(graph).filter((id) => /^CLIPTextEncode/.test(nodeOf(graph, id)?.class_type ?? ''));
    const places = encoders.flatMap((node) => settablePlaces(graph, classes, { node, input: 'text' }, 'text'));
    put('prompt', places, places.length > 1, 'class');
  }
}

/** The first sampler's places, and those of later ones that have the same value: they were meant to be the same. */
function likeFirst(graph: ApiGraph, all: readonly (readonly Place[])[]): Place[] {
  const [first, ...later] = all;
  if (first === undefined || first[0] === undefined) return [];
  const value = valueAt(graph, first[0]);
  return [...first, ...later.flat().filter((place) => valueAt(graph, place) === value)];
}

function allSame(graph: ApiGraph, places: readonly Place[]): boolean {
  return new Set(places.map((place) => textOf(valueAt(graph, place)))).size <= 1;
}

function textOf(value: ApiValue | undefined): string {
  return typeof value === 'string' ? value.trim() : '';
}

function isOneOrNone(graph: ApiGraph, places: readonly Place[] | undefined): boolean {
  return places === undefined || places.every((place) => valueAt(graph, place) === 1);
}

function hasInput(graph: ApiGraph, node: string, input: string): boolean {
  return Object.hasOwn(nodeOf(graph, node)?.inputs ?? {}, input);
}

function isSame(a: Place, b: Place): boolean {
  return a.node === b.node && a.input === b.input;
}
