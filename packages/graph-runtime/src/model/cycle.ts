import type { Catalogue } from './card.ts';
import { meet } from './convert.ts';
import type { EdgeId, GraphDocument, GraphEdge, NodeId } from './graph.ts';
import { tangles } from './tangles.ts';
import { lookUp } from './words.ts';

/** True for a wire into a delay's `next`: it carries the frame before, so a circle through it is no circle. */
export function isCut(document: GraphDocument, catalogue: Catalogue, edge: Pick<GraphEdge, 'to'>): boolean {
  const node = lookUp(document.nodes, edge.to.node);
  if (node === undefined) return false;
  return lookUp(catalogue, node.type)?.delay?.next === edge.to.port;
}

/** Wires that hold within one frame, by the node they leave. Wires into a delay's `next` and dangling ones are left out. */
export function wiresWithinFrame(document: GraphDocument, catalogue: Catalogue): ReadonlyMap<NodeId, GraphEdge[]> {
  const leaving = new Map<NodeId, GraphEdge[]>();
  for (const edge of Object.values(document.edges)) {
    const { from, to } = edge;
    if (lookUp(document.nodes, from.node) === undefined || lookUp(document.nodes, to.node) === undefined) continue;
    if (isCut(document, catalogue, edge)) continue;
    const wires = leaving.get(from.node);
    if (wires === undefined) leaving.set(from.node, [edge]);
    else wires.push(edge);
  }
  return leaving;
}

/**
 * The shortest way along wires from one node to another, as wires; null when there is none.
 * A node reaches itself by no wires at all.
 */
export function pathBetween(
  leaving: ReadonlyMap<NodeId, readonly GraphEdge[]>,
  from: NodeId,
  to: NodeId,
  without?: EdgeId | null,
): readonly GraphEdge[] | null {
  const arrivedBy = new Map<NodeId, GraphEdge | null>([[from, null]]);
  const queue: NodeId[] = [from];
  for (let head = 0; head < queue.length; head += 1) {
    const here = queue[head] ?? from;
    if (here === to) return wayBack(arrivedBy, to);
    for (const edge of leaving.get(here) ?? []) {
      if (edge.id === without || arrivedBy.has(edge.to.node)) continue;
      arrivedBy.set(edge.to.node, edge);
      queue.push(edge.to.node);
    }
  }
  return null;
}

function wayBack(arrivedBy: ReadonlyMap<NodeId, GraphEdge | null>, to: NodeId): readonly GraphEdge[] {
  const way: GraphEdge[] = [];
  for (let edge = arrivedBy.get(to); edge !== null && edge !== undefined; edge = arrivedBy.get(edge.from.node)) {
    way.push(edge);
  }
  return way.reverse();
}

/** Circles without a delay: the shortest through one node of every group of nodes that all reach each other. */
export function findCycles(document: GraphDocument, catalogue: Catalogue): readonly (readonly GraphEdge[])[] {
  const leaving = wiresWithinFrame(document, catalogue);
  const cycles: (readonly GraphEdge[])[] = [];
  for (const id of tangles(Object.keys(document.nodes), leaving)) {
    const cycle = shortestCircle(leaving, id);
    if (cycle !== null) cycles.push(cycle);
  }
  return cycles;
}

function shortestCircle(leaving: ReadonlyMap<NodeId, readonly GraphEdge[]>, id: NodeId): readonly GraphEdge[] | null {
  const arrivedBy = new Map<NodeId, GraphEdge | null>([[id, null]]);
  const queue: NodeId[] = [id];
  for (let head = 0; head < queue.length; head += 1) {
    for (const edge of leaving.get(queue[head] ?? id) ?? []) {
      if (edge.to.node === id) return [...wayBack(arrivedBy, edge.from.node), edge];
      if (arrivedBy.has(edge.to.node)) continue;
      arrivedBy.set(edge.to.node, edge);
      queue.push(edge.to.node);
    }
  }
  return null;
}

/** The wire of a circle where a delay fits best: one whose values it takes, and that runs backwards on the canvas. */
export function wireForDelay(document: GraphDocument, catalogue: Catalogue, cycle: readonly GraphEdge[]): EdgeId {
  const delay = delayCard(catalogue);
  const takes = delay?.delay === undefined ? undefined : delay.inputs[delay.delay.next]?.type;
  const rank = (edge: GraphEdge): number => {
    const from = document.nodes[edge.from.node];
    const to = document.nodes[edge.to.node];
    const type = from === undefined ? undefined : lookUp(catalogue, from.type)?.outputs[edge.from.port]?.type;
    const fits = type !== undefined && takes !== undefined && meet(type, takes).fits;
    const backwards = from !== undefined && to !== undefined && from.position.x > to.position.x;
    return (fits ? 2 : 0) + (backwards ? 1 : 0);
  };
  let best = cycle[cycle.length - 1];
  for (const edge of cycle) if (best === undefined || rank(edge) > rank(best)) best = edge;
  return best?.id ?? '';
}

/** The delay node of this catalogue, if it has one. */
export function delayCard(catalogue: Catalogue) {
  return Object.values(catalogue).find((card) => card.delay !== undefined);
}
