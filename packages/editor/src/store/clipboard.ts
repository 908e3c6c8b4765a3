import type { GraphDocument, GraphEdge, GraphGroup, GraphNode, XY } from '@epoch/graph-runtime/model';
import type { Recipe } from './graph-slice.ts';
import { kebab, newId } from './ids.ts';
import type { CanvasBox } from './viewport.ts';

/** Boxes and the wires between them, as they lie on the clipboard. */
export interface Snippet {
  readonly format: 'epochstreamer-snippet';
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly groups: readonly GraphGroup[];
}

/** Takes nodes and groups out of a document, with the wires that have both ends among them. */
export function snippetOf(document: GraphDocument, nodeIds: readonly string[], groupIds: readonly string[]): Snippet {
  const chosen = new Set(nodeIds);
  return {
    format: 'epochstreamer-snippet',
    nodes: nodeIds.flatMap((id) => document.nodes[id] ?? []),
    edges: Object.values(document.edges).filter(({ from, to }) => chosen.has(from.node) && chosen.has(to.node)),
    groups: groupIds.flatMap((id) => document.groups[id] ?? []),
  };
}

/** What a paste adds: the recipe, and the ids the new boxes got, to be selected. */
export interface Paste {
  readonly recipe: Recipe;
  readonly nodes: readonly string[];
  readonly groups: readonly string[];
}

/** Pastes with new ids, moved by `offset`. Wires from outside the snippet are not made up again. @unit px at zoom 1 */
export function pasteOf(snippet: Snippet, offset: XY): Paste {
  const ids = new Map<string, string>();
  for (const { id, type } of snippet.nodes) ids.set(id, newId(kebab(type)));
  const shift = ({ x, y }: XY) => ({ x: x + offset.x, y: y + offset.y });
  const nodes = snippet.nodes.map((node) => ({
    ...structuredClone(node),
    id: ids.get(node.id) ?? node.id,
    position: shift(node.position),
  }));
  const edges = snippet.edges.map(({ from, to }) => ({
    id: newId('e'),
    from: { node: ids.get(from.node) ?? from.node, port: from.port },
    to: { node: ids.get(to.node) ?? to.node, port: to.port },
  }));
  const groups = snippet.groups.map((group) => ({ ...group, id: newId('g'), position: shift(group.position) }));
  const recipe: Recipe = (draft) => {
    for (const node of nodes) draft.nodes[node.id] = node;
    for (const edge of edges) draft.edges[edge.id] = edge;
    for (const group of groups) draft.groups[group.id] = group;
  };
  return { recipe, nodes: nodes.map(({ id }) => id), groups: groups.map(({ id }) => id) };
}

/** Room between a copy and what is there already. @unit px at zoom 1 */
const GAP_PX = 28;
const TRIES = 12;

/**
 * How far a copy of some boxes has to move so that it covers none of those that are there: to the right, else below, each
 * time a step further. null when their sizes are not known, or there is no room near. @unit px at zoom 1
 */
export function freeOffset(copied: readonly CanvasBox[], there: readonly CanvasBox[]): XY | null {
  if (copied.length === 0) return null;
  const left = Math.min(...copied.map(({ position }) => position.x));
  const top = Math.min(...copied.map(({ position }) => position.y));
  const width = Math.max(...copied.map(({ position, size }) => position.x + size.width)) - left;
  const height = Math.max(...copied.map(({ position, size }) => position.y + size.height)) - top;
  const covers = ({ x, y }: XY) =>
    there.some(
      ({ position, size }) =>
        position.x < left + x + width &&
        left + x < position.x + size.width &&
        position.y < top + y + height &&
        top + y < position.y + size.height,
    );
  for (let step = 1; step <= TRIES; step += 1) {
    const offsets = [
      { x: step * (Math.round(width) + GAP_PX), y: 0 },
      { x: 0, y: step * (Math.round(height) + GAP_PX) },
    ];
    const free = offsets.find((offset) => !covers(offset));
    if (free !== undefined) return free;
  }
  return null;
}

/** Middle of a snippet's boxes, so that a paste can put it under the pointer. @unit px at zoom 1 */
export function centreOf(snippet: Snippet): XY {
  const corners = [...snippet.nodes, ...snippet.groups].map((box) => box.position);
  if (corners.length === 0) return { x: 0, y: 0 };
  const sum = corners.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }));
  return { x: Math.round(sum.x / corners.length), y: Math.round(sum.y / corners.length) };
}
