import { applyNodeChanges, type EdgeChange, type NodeChange } from '@xyflow/react';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { select } from '../store/actions.ts';
import { editor, useEditor } from '../store/editor-store.ts';
import { type FlowEdge, type FlowNode, syncEdges, syncNodes } from './flow-model.ts';

/** Boxes that a dragged group takes along, with how far they lie from it. */
export type Followers = ReadonlyMap<string, { readonly group: string; readonly dx: number; readonly dy: number }>;

/**
 * The boxes and wires React Flow draws. Measured sizes and positions during a drag live here only; the document hears
 * of a drag once, when it ends.
 */
export function useFlowNodes() {
  const document = useEditor(({ graph }) => graph.document);
  const selectedNodes = useEditor(({ view }) => view.selectedNodes);
  const selectedGroups = useEditor(({ view }) => view.selectedGroups);
  const selectedEdges = useEditor(({ view }) => view.selectedEdges);
  const [nodes, setNodes] = useState<FlowNode[]>([]);
  const followers = useRef<Followers>(new Map());

  useLayoutEffect(() => {
    setNodes((before) => syncNodes(before, document, new Set([...selectedNodes, ...selectedGroups])));
  }, [document, selectedNodes, selectedGroups]);

  const lastEdges = useRef<FlowEdge[]>([]);
  const edges = useMemo(() => {
    lastEdges.current = syncEdges(lastEdges.current, document, new Set(selectedEdges));
    return lastEdges.current;
  }, [document, selectedEdges]);

  const onNodesChange = useCallback((changes: NodeChange<FlowNode>[]) => {
    setNodes((before) => follow(applyNodeChanges(changes, before), changes, followers.current));
    takeSelection(changes);
  }, []);

  const onEdgesChange = useCallback((changes: EdgeChange<FlowEdge>[]) => {
    const chosen = new Set(editor.getState().view.selectedEdges);
    for (const change of changes) {
      if (change.type !== 'select') continue;
      if (change.selected) chosen.add(change.id);
      else chosen.delete(change.id);
    }
    const { view } = editor.getState();
    select(view.selectedNodes, [...chosen], view.selectedGroups);
  }, []);

  return { nodes, edges, onNodesChange, onEdgesChange, followers };
}

/** Boxes that lie in a group which is not selected with them: they go where the group goes. */
export function followersOf(
  groups: readonly FlowNode[],
  nodes: readonly FlowNode[],
  dragged: ReadonlySet<string>,
): Followers {
  const found = new Map<string, { group: string; dx: number; dy: number }>();
  for (const group of groups) {
    const right = group.position.x + (group.width ?? 0);
    const bottom = group.position.y + (group.height ?? 0);
    for (const node of nodes) {
      if (node.type !== 'box' || dragged.has(node.id)) continue;
      const x = node.position.x + (node.measured?.width ?? 0) / 2;
      const y = node.position.y + (node.measured?.height ?? 0) / 2;
      if (x < group.position.x || x > right || y < group.position.y || y > bottom) continue;
      found.set(node.id, {
        group: group.id,
        dx: node.position.x - group.position.x,
        dy: node.position.y - group.position.y,
      });
    }
  }
  return found;
}

function follow(nodes: FlowNode[], changes: readonly NodeChange<FlowNode>[], followers: Followers): FlowNode[] {
  if (followers.size === 0 || !changes.some(({ type }) => type === 'position')) return nodes;
  const groups = new Map(nodes.filter(({ type }) => type === 'frame').map((group) => [group.id, group.position]));
  return nodes.map((node) => {
    const bond = followers.get(node.id);
    const anchor = bond === undefined ? undefined : groups.get(bond.group);
    if (bond === undefined || anchor === undefined) return node;
    return { ...node, position: { x: anchor.x + bond.dx, y: anchor.y + bond.dy } };
  });
}

function takeSelection(changes: readonly NodeChange<FlowNode>[]): void {
  const { view, graph } = editor.getState();
  const chosen = new Set([...view.selectedNodes, ...view.selectedGroups]);
  let changed = false;
  for (const change of changes) {
    if (change.type !== 'select') continue;
    changed = true;
    if (change.selected) chosen.add(change.id);
    else chosen.delete(change.id);
  }
  if (!changed) return;
  const groups = graph.document?.groups ?? {};
  const ids = [...chosen];
  select(
    ids.filter((id) => groups[id] === undefined),
    view.selectedEdges,
    ids.filter((id) => groups[id] !== undefined),
  );
}
