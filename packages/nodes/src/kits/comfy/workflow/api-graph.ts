import { isList } from '../../engines/wire/json-read.ts';
import type { ApiGraph, ApiNode, ApiValue, ComfyClass } from '../comfy.ts';

/** Where a link comes from. */
export interface Source {
  readonly node: string;
  readonly slot: number;
}

/** One input of one node: what a socket drives. */
export interface Place {
  readonly node: string;
  readonly input: string;
}

/** What is known of classes, by name; a class that nothing is known of is not there. */
export type ClassTable = ReadonlyMap<string, ComfyClass>;

/** The node of that id; undefined when there is none, also for names that every object has. */
export function nodeOf(graph: ApiGraph, id: string): ApiNode | undefined {
  return Object.hasOwn(graph, id) ? graph[id] : undefined;
}

export function valueAt(graph: ApiGraph, { node, input }: Place): ApiValue | undefined {
  const inputs = nodeOf(graph, node)?.inputs;
  return inputs !== undefined && Object.hasOwn(inputs, input) ? inputs[input] : undefined;
}

/** The other end when the value is a link to a node that is there; null when it is a literal. */
export function sourceOf(graph: ApiGraph, value: ApiValue | undefined): Source | null {
  if (!isList(value) || value.length !== 2) return null;
  const [node, slot] = value;
  if (typeof node !== 'string' || typeof slot !== 'number' || nodeOf(graph, node) === undefined) return null;
  return { node, slot };
}

/** The links into a node: by which input, from where. */
export function sourcesOf(graph: ApiGraph, id: string): (Source & { readonly input: string })[] {
  return Object.entries(nodeOf(graph, id)?.inputs ?? {}).flatMap(([input, value]) => {
    const source = sourceOf(graph, value);
    return source === null ? [] : [{ input, ...source }];
  });
}

/** The node's own title; '' when it has none or only that of its class. */
export function titleOf(node: ApiNode): string {
  return node._meta?.title ?? '';
}

/** A node in words: `KSampler "Main" (3)`. */
export function nameOf(graph: ApiGraph, id: string): string {
  const node = nodeOf(graph, id);
  if (node === undefined) return `node ${id}`;
  const title = titleOf(node);
  return title === '' || title === node.class_type
    ? `${node.class_type} (${id})`
    : `${node.class_type} "${title}" (${id})`;
}

/** Every node that the given one is made from, itself included. */
export function upstreamOf(graph: ApiGraph, id: string): ReadonlySet<string> {
  const seen = new Set([id]);
  for (const node of seen) for (const source of sourcesOf(graph, node)) seen.add(source.node);
  return seen;
}
