import type { ApiGraph, ApiValue } from '../comfy.ts';
import { type ClassTable, nodeOf, type Place, sourceOf, valueAt } from './api-graph.ts';
import { linkType } from './walk.ts';

export type Wanted = 'number' | 'text';

/** Names under which nodes that only hold a value keep it. */
const HOLDERS = ['value', 'seed', 'noise_seed', 'text', 'string', 'int', 'float', 'number', 'prompt'];
const LINKS: Readonly<Record<Wanted, RegExp>> = { number: /^(INT|FLOAT|NUMBER|\*)$/, text: /^(STRING|\*)$/ };
const MAX_STEPS = 20;

/**
 * Where the value of an input really stands: at the input itself, or, when a link feeds it, in the Primitive, INT or
 * text node that it comes from. Setting the input instead would cut the link.
 *
 * @returns one place; several when the source mixes values and only a person can tell; none when nothing can be set
 */
export function settablePlaces(graph: ApiGraph, classes: ClassTable, place: Place, wanted: Wanted, steps = 0): Place[] {
  const node = nodeOf(graph, place.node);
  if (node === undefined || steps > MAX_STEPS) return [];
  const value = valueAt(graph, place);
  const source = sourceOf(graph, value);
  if (source === null) {
    const known = classes.get(node.class_type)?.inputs[place.input];
    return value === undefined ? (known === undefined ? [] : [place]) : isOf(value, wanted) ? [place] : [];
  }
  const inputs = Object.entries(nodeOf(graph, source.node)?.inputs ?? {});
  const type = nodeOf(graph, source.node)?.class_type ?? '';
  const isChoice = (input: string) => classes.get(type)?.inputs[input]?.type === 'COMBO';
  const literals = inputs.flatMap(([input, held]) =>
    isOf(held, wanted) && !isChoice(input) ? [{ node: source.node, input }] : [],
  );
  const feeding = inputs.flatMap(([input, held]) => {
    const from = sourceOf(graph, held);
    const at = { node: source.node, input };
    return from !== null && LINKS[wanted].test(linkType(graph, classes, at, from)) ? [at] : [];
  });
  const holders = literals.filter(({ input }) => HOLDERS.includes(input));
  if (feeding.length === 0) return holders.length === 1 ? holders : literals;
  const behind = feeding.flatMap((at) => settablePlaces(graph, classes, at, wanted, steps + 1));
  return wanted === 'number' && feeding.length === 1 && holders.length === 0 ? behind : [...holders, ...behind];
}

function isOf(value: ApiValue, wanted: Wanted): boolean {
  if (wanted === 'text') return typeof value === 'string';
  return typeof value === 'number' || typeof value === 'bigint';
}
