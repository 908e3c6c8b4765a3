import { type Catalogue, inputSockets, type NodeCard } from './card.ts';
import { cardOfBox } from './card-for-node.ts';
import { meet } from './convert.ts';
import type { GraphDocument, GraphEdge, NodeId } from './graph.ts';
import { lookUp } from './words.ts';

/** Which node of a graph runs and which wires carry something. */
export interface Runnable {
  readonly nodes: ReadonlySet<NodeId>;
  /** Wires whose source gives a value, by `node\nport` of the input they go into. */
  readonly wires: ReadonlyMap<string, GraphEdge>;
}

export function socketKey(node: NodeId, port: string): string {
  return `${node}\n${port}`;
}

/** Adds to the list under a key. */
export function pushTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** The input that a bypassed node hands to each of its outputs: as declared, else the first of the same type. */
export function bypassInputs(card: NodeCard): ReadonlyMap<string, string> {
  const handed = new Map<string, string>();
  for (const [output, spec] of Object.entries(card.outputs)) {
    const declared = card.bypass === undefined ? undefined : lookUp(card.bypass, output);
    const first = Object.entries(card.inputs).find(([, input]) => input.type === spec.type)?.[0];
    const input = declared ?? first;
    if (input !== undefined) handed.set(output, input);
  }
  return handed;
}

/**
 * The nodes that can run: those that are not disabled and whose required inputs are wired to something that runs.
 * A bypassed node runs when the inputs it hands on are; an output of it that no input feeds gives nothing.
 */
export function findRunnable(document: GraphDocument, catalogue: Catalogue): Runnable {
  const nodes = new Set<NodeId>();
  for (const node of Object.values(document.nodes)) {
    if (node.disabled !== true && lookUp(catalogue, node.type) !== undefined) nodes.add(node.id);
  }
  const wires = new Map<string, GraphEdge>();
  const leaving = new Map<NodeId, GraphEdge[]>();
  for (const edge of Object.values(document.edges)) {
    if (!carries(document, catalogue, edge)) continue;
    wires.set(socketKey(edge.to.node, edge.to.port), edge);
    pushTo(leaving, edge.from.node, edge);
  }

  /** Outputs that give nothing are taken away one after the other; each may take what needs it with it. */
  const queue = Object.values(document.nodes);
  for (let head = 0; head < queue.length; head += 1) {
    const node = queue[head];
    if (node === undefined) continue;
    const card = cardOfBox(catalogue, node);
    if (card === undefined) continue;
    const handed = node.bypassed === true ? bypassInputs(card) : null;
    if (handed === null && nodes.has(node.id) && lacksInput(card, node.id, wires)) nodes.delete(node.id);
    for (const edge of leaving.get(node.id) ?? []) {
      const key = socketKey(edge.to.node, edge.to.port);
      if (wires.get(key) !== edge) continue;
      const through = handed?.get(edge.from.port);
      const gives =
        nodes.has(node.id) && (handed === null || (through !== undefined && wires.has(socketKey(node.id, through))));
      if (gives) continue;
      wires.delete(key);
      const reader = document.nodes[edge.to.node];
      if (reader !== undefined) queue.push(reader);
    }
  }
  return { nodes, wires };
}

function lacksInput(card: NodeCard, node: NodeId, wires: ReadonlyMap<string, GraphEdge>): boolean {
  for (const [name, spec] of Object.entries(card.inputs)) {
    if (spec.optional !== true && !wires.has(socketKey(node, name))) return true;
  }
  return false;
}

/** Both ends exist and their types meet. */
function carries(document: GraphDocument, catalogue: Catalogue, { from, to }: GraphEdge): boolean {
  const source = cardOfBox(catalogue, lookUp(document.nodes, from.node));
  const target = cardOfBox(catalogue, lookUp(document.nodes, to.node));
  if (source === undefined || target === undefined) return false;
  const output = lookUp(source.outputs, from.port);
  const input = lookUp(inputSockets(target), to.port);
  return output !== undefined && input !== undefined && meet(output.type, input.type).fits;
}
