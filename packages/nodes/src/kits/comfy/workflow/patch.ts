import { EpochError, type ParamScalar } from '@epoch/graph-runtime/model';
import type { ApiGraph, ApiNode, ApiValue } from '../comfy.ts';
import { type ClassTable, nameOf, nodeOf, type Place, sourceOf, upstreamOf, valueAt } from './api-graph.ts';
import { settablePlaces } from './literals.ts';

/** A value on its way into a workflow. */
export interface Setting {
  /** Name of the socket, for sentences. */
  readonly name: string;
  readonly places: readonly Place[];
  readonly value: ParamScalar;
}

/**
 * Puts values into a copy of a workflow. Where a link feeds the input, the node behind the link is set instead, so that
 * no wire is ever cut. Values that are not named stay as they are, to the last digit.
 *
 * @throws EpochError WORKFLOW_INVALID when a place is not there, or only a person could tell which value is meant
 */
export function patchGraph(graph: ApiGraph, classes: ClassTable, settings: readonly Setting[]): ApiGraph {
  const changed = new Map<string, ApiNode>();
  for (const { name, places, value } of settings) {
    for (const place of places) {
      const { node, input } = placeToSet(graph, classes, place, name, value);
      const before = changed.get(node) ?? nodeOf(graph, node);
      if (before === undefined) throw gone(name, place);
      changed.set(node, { ...before, inputs: { ...before.inputs, [input]: fitting(classes, before, input, value) } });
    }
  }
  return { ...graph, ...Object.fromEntries(changed) };
}

function placeToSet(graph: ApiGraph, classes: ClassTable, place: Place, name: string, value: ParamScalar): Place {
  const node = nodeOf(graph, place.node);
  const held = valueAt(graph, place);
  const isKnown = held !== undefined || classes.get(node?.class_type ?? '')?.inputs[place.input] !== undefined;
  if (node === undefined || !isKnown) throw gone(name, place);
  if (sourceOf(graph, held) === null) {
    if (isOtherKind(held, value)) throw gone(name, place);
    return place;
  }
  const behind = settablePlaces(graph, classes, place, typeof value === 'number' ? 'number' : 'text');
  const [only, ...others] = behind;
  if (only !== undefined && others.length === 0) return only;
  throw new EpochError(
    'WORKFLOW_INVALID',
    `${nameOf(graph, place.node)} gets ${place.input} over a wire, and it cannot be told which value behind it ${name} should set. Expose the node behind the wire instead.`,
    { detail: { port: name } },
  );
}

/** A text where a number stands, or the other way round: then the socket was made for another workflow. */
function isOtherKind(held: ApiValue | undefined, value: ParamScalar): boolean {
  const kindOf = (one: ApiValue | undefined) => (typeof one === 'bigint' ? 'number' : typeof one);
  return ['number', 'string', 'boolean'].includes(kindOf(held)) && kindOf(held) !== kindOf(value);
}

/** Whole numbers where the class wants them, and inside its limits. */
function fitting(classes: ClassTable, { class_type }: ApiNode, input: string, value: ParamScalar): ApiValue {
  const known = classes.get(class_type)?.inputs[input];
  if (typeof value !== 'number' || known === undefined) return value;
  const whole = known.type === 'INT' ? Math.round(value) : value;
  return Math.min(known.max ?? whole, Math.max(known.min ?? whole, whole));
}

function gone(name: string, { node, input }: Place): EpochError {
  return new EpochError(
    'WORKFLOW_INVALID',
    `${name} drives ${input} of node ${node}, which is not in this workflow or of another kind. Choose the workflow again, so that its sockets are found anew.`,
    { detail: { port: name } },
  );
}

/** What one output is made from, and nothing else: other outputs are neither made nor saved. */
export function onlyFor(graph: ApiGraph, output: string): ApiGraph {
  const needed = upstreamOf(graph, output);
  return Object.fromEntries(Object.entries(graph).filter(([id]) => needed.has(id)));
}

/**
 * With the usual node for saving as its output: nodes that only show the picture save it, so that it can be fetched
 * later. Null when the output is a node of another kind, which saves in a way of its own.
 */
export function savedAsImage(graph: ApiGraph, output: string): ApiGraph | null {
  const node = nodeOf(graph, output);
  if (node === undefined || !/^(SaveImage|PreviewImage|SaveImageWebsocket)$/.test(node.class_type)) return null;
  const inputs = { filename_prefix: 'EpochStreamer', ...node.inputs };
  return { ...graph, [output]: { ...node, class_type: 'SaveImage', inputs } };
}

/** One picture per frame: a batch of several is made one. */
export function singleBatch(graph: ApiGraph): ApiGraph {
  return Object.fromEntries(
    Object.entries(graph).map(([id, node]) => {
      const { batch_size } = node.inputs;
      const isMany = /^Empty.*Latent/.test(node.class_type) && typeof batch_size === 'number' && batch_size > 1;
      return [id, isMany ? { ...node, inputs: { ...node.inputs, batch_size: 1 } } : node];
    }),
  );
}

/**
 * Masks are sent as grey pictures, white where something is to be redrawn. A loader that would read the transparency
 * reads the red channel instead.
 */
export function greyMask(graph: ApiGraph, loader: string): ApiGraph {
  const node = nodeOf(graph, loader);
  if (node === undefined) return graph;
  if (node.class_type === 'LoadImageMask') {
    return { ...graph, [loader]: { ...node, inputs: { ...node.inputs, channel: 'red' } } };
  }
  const users = Object.values(graph).flatMap(({ inputs }) =>
    Object.values(inputs).flatMap((value) => sourceOf(graph, value) ?? []),
  );
  const isOnlyMask = users.every(({ node: from, slot }) => from !== loader || slot === 1);
  if (node.class_type !== 'LoadImage' || !isOnlyMask) return graph;
  const rewired = Object.entries(graph).map(([id, user]): [string, ApiNode] => {
    const inputs = Object.entries(user.inputs).map(([input, value]): [string, ApiValue] => [
      input,
      sourceOf(graph, value)?.node === loader ? [loader, 0] : value,
    ]);
    return [id, { ...user, inputs: Object.fromEntries(inputs) }];
  });
  const asMask = { ...node, class_type: 'LoadImageMask', inputs: { ...node.inputs, channel: 'red' } };
  return { ...Object.fromEntries(rewired), [loader]: asMask };
}
