import type { ApiGraph } from '../comfy.ts';
import { type ClassTable, nodeOf, type Place, type Source, sourceOf, valueAt } from './api-graph.ts';
import { settablePlaces } from './literals.ts';
import { stepsInto, walkBack } from './walk.ts';

/** Inputs that hold the words, by what kinds of encoders call them. Of a group all say the same. */
const GROUPS: readonly (readonly string[])[] = [['text'], ['text_g', 'text_l'], ['clip_l', 't5xxl'], ['prompt']];

/**
 * Where the words of a conditioning stand. Goes back through everything that only changes a conditioning (ControlNet,
 * guidance, areas, combinations) to the encoders, and from these to the text nodes that feed them.
 *
 * @param side which of two conditionings is followed where a node handles both
 */
export function promptPlaces(
  graph: ApiGraph,
  classes: ClassTable,
  start: Place | null,
  side: 'positive' | 'negative',
): Place[] {
  if (start === null) return [];
  const first = sourceOf(graph, valueAt(graph, start));
  if (first === null) return [];
  const way = walkBack([first], (at) =>
    wordsAt(graph, at.node, side).length > 0 ? [] : onwards(graph, classes, at, side),
  );
  const places = way.flatMap(({ node }) =>
    wordsAt(graph, node, side).flatMap((place) => settablePlaces(graph, classes, place, 'text')),
  );
  return unique(places);
}

export function unique(places: readonly Place[]): Place[] {
  return [...new Map(places.map((place) => [`${place.node} ${place.input}`, place])).values()];
}

/** The inputs with words of one encoder; of two that must say the same an empty one is left alone. */
function wordsAt(graph: ApiGraph, node: string, side: 'positive' | 'negative'): Place[] {
  const inputs = nodeOf(graph, node)?.inputs ?? {};
  const isText = (name: string) => typeof inputs[name] === 'string' || sourceOf(graph, inputs[name]) !== null;
  for (const group of GROUPS) {
    const held = group.filter((name) => Object.hasOwn(inputs, name) && isText(name));
    const full = held.filter((name) => inputs[name] !== '');
    if (held.length > 0) return (full.length > 0 ? full : held).map((input) => ({ node, input }));
  }
  // Loaders of some extensions take the words of both sides themselves.
  return typeof inputs[side] === 'string' ? [{ node, input: side }] : [];
}

function onwards(graph: ApiGraph, classes: ClassTable, at: Source, side: 'positive' | 'negative'): Source[] {
  // What is zeroed out has no words any more.
  if (nodeOf(graph, at.node)?.class_type === 'ConditioningZeroOut') return [];
  const steps = stepsInto(graph, classes, at.node).filter(({ type }) => type === 'CONDITIONING' || type === '*');
  const both = steps.some(({ input }) => input === 'positive') && steps.some(({ input }) => input === 'negative');
  return steps.filter(({ input }) => !both || input === side).map(({ source }) => source);
}
