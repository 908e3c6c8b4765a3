import type { GraphDocument, GraphGroup, GraphNode } from '@epoch/graph-runtime/model';
import type { Edge, Node } from '@xyflow/react';

/** Boxes carry no data: each reads its own node from the store, so that one change draws one box. */
export type BoxNode = Node<Record<string, never>, 'box'>;
export type GroupNode = Node<Record<string, never>, 'frame'>;
export type FlowNode = BoxNode | GroupNode;
export type FlowEdge = Edge<Record<string, never>, 'wire'>;

/** @unit px at zoom 1 */
export const NODE_WIDTH_PX = 196;
const GROUP_DEPTH = -1;

/** The canvas' boxes after a change of the document or the selection. Boxes that did not change stay the same value. */
export function syncNodes(
  before: readonly FlowNode[],
  document: GraphDocument | null,
  selected: ReadonlySet<string>,
): FlowNode[] {
  if (document === null) return [];
  const known = new Map(before.map((node) => [node.id, node]));
  // Groups come first, so that they lie behind their nodes.
  const groups = Object.values(document.groups).map((group) =>
    groupBox(known.get(group.id), group, selected.has(group.id)),
  );
  const nodes = Object.values(document.nodes).map((node) => nodeBox(known.get(node.id), node, selected.has(node.id)));
  return [...groups, ...nodes];
}

/** The canvas' wires; a wire that did not change stays the same value. */
export function syncEdges(
  before: readonly FlowEdge[],
  document: GraphDocument | null,
  selected: ReadonlySet<string>,
): FlowEdge[] {
  const known = new Map(before.map((edge) => [edge.id, edge]));
  return Object.values(document?.edges ?? {}).map(({ id, from, to }) => {
    const old = known.get(id);
    const isSelected = selected.has(id);
    const same =
      old !== undefined &&
      old.selected === isSelected &&
      old.source === from.node &&
      old.sourceHandle === from.port &&
      old.target === to.node &&
      old.targetHandle === to.port;
    if (same) return old;
    const ends = { source: from.node, sourceHandle: from.port, target: to.node, targetHandle: to.port };
    return { id, type: 'wire', ...ends, selected: isSelected, reconnectable: 'target' };
  });
}

function nodeBox(old: FlowNode | undefined, node: GraphNode, selected: boolean): FlowNode {
  const width = node.width ?? NODE_WIDTH_PX;
  // While a box is being dragged or resized the canvas knows better than the document.
  if (old?.dragging === true || old?.resizing === true) return old.selected === selected ? old : { ...old, selected };
  const { x, y } = node.position;
  if (old?.type === 'box' && old.width === width && old.selected === selected && isAt(old, x, y)) return old;
  const measured = old?.measured === undefined ? {} : { measured: old.measured };
  return { id: node.id, type: 'box', position: { x, y }, width, selected, data: {}, ...measured };
}

function groupBox(old: FlowNode | undefined, group: GraphGroup, selected: boolean): FlowNode {
  if (old?.dragging === true || old?.resizing === true) return old.selected === selected ? old : { ...old, selected };
  const { x, y } = group.position;
  const { width, height } = group.size;
  const sameSize = old?.width === width && old.height === height;
  if (old?.type === 'frame' && sameSize && old.selected === selected && isAt(old, x, y)) return old;
  const measured = { measured: { width, height } };
  return {
    id: group.id,
    type: 'frame',
    position: { x, y },
    width,
    height,
    selected,
    data: {},
    zIndex: GROUP_DEPTH,
    ...measured,
  };
}

function isAt(box: FlowNode, x: number, y: number): boolean {
  return box.position.x === x && box.position.y === y;
}
