import type { EdgeId, XY } from '@epoch/graph-runtime/model';
import { type OnNodeDrag, useReactFlow } from '@xyflow/react';
import { type RefObject, useCallback, useState } from 'react';
import { insertOnEdge, moveNodes } from '../store/actions.ts';
import { newId } from '../store/ids.ts';
import type { FlowEdge, FlowNode } from './flow-model.ts';
import { edgeUnder, insertablePorts } from './insert-on-edge.ts';
import { type Followers, followersOf } from './use-flow-nodes.ts';

/** A drag of boxes: groups take theirs along, and one free node let go on a wire is put into it. One undo step in all. */
export function useNodeDrag(followers: RefObject<Followers>) {
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const [dropEdge, setDropEdge] = useState<EdgeId | null>(null);

  const onNodeDragStart = useCallback<OnNodeDrag<FlowNode>>(
    (_, __, dragged) => {
      const groups = dragged.filter(({ type }) => type === 'frame');
      followers.current = followersOf(groups, flow.getNodes(), new Set(dragged.map(({ id }) => id)));
    },
    [flow, followers],
  );

  const onNodeDrag = useCallback<OnNodeDrag<FlowNode>>((_, node, dragged) => {
    setDropEdge(dragged.length === 1 && node.type === 'box' ? edgeUnder(node.id) : null);
  }, []);

  const onNodeDragStop = useCallback<OnNodeDrag<FlowNode>>(
    (_, node, dragged) => {
      const gesture = newId('drag');
      const moved = new Map(dragged.map(({ id, position }) => [id, position]));
      for (const { id, position } of flow.getNodes()) if (followers.current.has(id)) moved.set(id, position);
      followers.current = new Map();
      moveNodes(Object.fromEntries<XY>(moved), gesture);
      if (dropEdge !== null) {
        const ports = insertablePorts(dropEdge, node.id);
        if (ports !== null) insertOnEdge(dropEdge, node.id, ports, gesture);
      }
      setDropEdge(null);
    },
    [flow, followers, dropEdge],
  );

  return { onNodeDragStart, onNodeDrag, onNodeDragStop, dropEdge };
}
