import type { EdgeId } from '@epoch/graph-runtime/model';
import { useReactFlow } from '@xyflow/react';
import { type DragEvent, type MouseEvent, useCallback, useState } from 'react';
import { draggedType, isNodeDrag } from '../palette/node-drag.ts';
import { addNode, insertOnEdge, openQuickAdd } from '../store/actions.ts';
import { newId } from '../store/ids.ts';
import { dropFiles } from './drop-files.ts';
import { edgeAt, portsForType } from './insert-on-edge.ts';

/** From the pointer to the corner of a box that is let go: the pointer holds its title. @unit px at zoom 1 */
const GRIP = { x: 60, y: 14 };

/** Nodes from the palette are added, or put into the wire they are let go on; files become source nodes. */
export function useCanvasDrop() {
  const flow = useReactFlow();
  const [edge, setEdge] = useState<EdgeId | null>(null);

  const onDragOver = useCallback((event: DragEvent) => {
    if (event.dataTransfer.types.includes('Files')) event.preventDefault();
    if (!isNodeDrag(event.dataTransfer)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    const type = draggedType(event.dataTransfer);
    setEdge(type === null ? null : edgeAt(event.clientX, event.clientY, (id) => portsForType(id, type) !== null));
  }, []);

  const onDragLeave = useCallback(() => setEdge(null), []);

  const onDrop = useCallback(
    (event: DragEvent) => {
      const type = draggedType(event.dataTransfer);
      setEdge(null);
      if (type === null && event.dataTransfer.files.length > 0) {
        event.preventDefault();
        const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
        void dropFiles([...event.dataTransfer.files], at, boxUnder(event.target));
      }
      if (type === null) return;
      event.preventDefault();
      const point = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
      const gesture = newId('drop');
      const onWire = edgeAt(event.clientX, event.clientY, (id) => portsForType(id, type) !== null);
      const ports = onWire === null ? null : portsForType(onWire, type);
      const id = addNode(type, { x: point.x - GRIP.x, y: point.y - GRIP.y }, gesture);
      if (id !== null && onWire !== null && ports !== null) insertOnEdge(onWire, id, ports, gesture);
    },
    [flow],
  );

  const onDoubleClick = useCallback(
    (event: MouseEvent) => {
      if (!(event.target instanceof Element) || !event.target.classList.contains('react-flow__pane')) return;
      const screen = { x: event.clientX, y: event.clientY };
      openQuickAdd({ screen, flow: flow.screenToFlowPosition(screen), wireFrom: null });
    },
    [flow],
  );

  return { edge, onDragOver, onDragLeave, onDrop, onDoubleClick };
}

function boxUnder(target: EventTarget): string | null {
  const box = target instanceof Element ? target.closest('[data-node-id]') : null;
  return box?.getAttribute('data-node-id') ?? null;
}
