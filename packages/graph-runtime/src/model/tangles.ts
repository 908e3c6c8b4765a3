import type { GraphEdge, NodeId } from './graph.ts';

type Wires = ReadonlyMap<NodeId, readonly GraphEdge[]>;

/**
 * One node out of every group of nodes that all reach each other along wires, first in document order; a node alone
 * counts only when a wire leads from it to itself. Takes time in proportion to nodes and wires.
 *
 * @source Kosaraju's strongly connected components: nodes in order of finishing, then against the wires
 */
export function tangles(ids: readonly NodeId[], leaving: Wires): readonly NodeId[] {
  const arriving = new Map<NodeId, NodeId[]>();
  for (const wires of leaving.values()) {
    for (const { from, to } of wires) {
      const sources = arriving.get(to.node);
      if (sources === undefined) arriving.set(to.node, [from.node]);
      else sources.push(from.node);
    }
  }
  const rank = new Map(ids.map((id, index) => [id, index]));
  const grouped = new Set<NodeId>();
  const found: NodeId[] = [];
  for (const root of finishingOrder(ids, leaving).reverse()) {
    const group = collect(root, arriving, grouped);
    const selfWired = (leaving.get(root) ?? []).some(({ to }) => to.node === root);
    if (group.length > 1 || (group.length === 1 && selfWired)) {
      found.push(group.reduce((first, id) => ((rank.get(id) ?? 0) < (rank.get(first) ?? 0) ? id : first), root));
    }
  }
  return found.sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
}

/** Depth first without recursion: a graph may be 10,000 nodes deep. */
function finishingOrder(ids: readonly NodeId[], leaving: Wires): NodeId[] {
  const entered = new Set<NodeId>();
  const finished: NodeId[] = [];
  for (const root of ids) {
    if (entered.has(root)) continue;
    entered.add(root);
    const stack = [{ id: root, next: 0 }];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const edge = leaving.get(top.id)?.[top.next];
      top.next += 1;
      if (edge === undefined) {
        finished.push(top.id);
        stack.pop();
      } else if (!entered.has(edge.to.node)) {
        entered.add(edge.to.node);
        stack.push({ id: edge.to.node, next: 0 });
      }
    }
  }
  return finished;
}

function collect(root: NodeId, arriving: ReadonlyMap<NodeId, readonly NodeId[]>, grouped: Set<NodeId>): NodeId[] {
  const group: NodeId[] = [];
  const stack = [root];
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (grouped.has(id)) continue;
    grouped.add(id);
    group.push(id);
    stack.push(...(arriving.get(id) ?? []));
  }
  return group;
}
