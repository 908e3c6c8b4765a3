import { type FitViewOptions, useNodesInitialized, useReactFlow } from '@xyflow/react';
import { type RefObject, useEffect, useRef } from 'react';
import { useEditor } from '../store/editor-store.ts';
import { registerViewport } from '../store/viewport.ts';

/** A small graph is shown at its own size, not blown up. */
/** The right side stays free for the map. */
export const FIT: FitViewOptions = {
  padding: { top: '24px', left: '24px', right: '148px', bottom: '24px' },
  maxZoom: 1,
  duration: 220,
};

/** Lets others move the canvas, and shows a graph whole when it is opened. */
export function useViewport(frame: RefObject<HTMLDivElement | null>): void {
  const flow = useReactFlow();
  const graphId = useEditor(({ graph }) => graph.document?.id ?? null);
  const measured = useNodesInitialized();
  const shown = useRef<string | null>(null);

  useEffect(() => {
    if (!measured || graphId === null || shown.current === graphId) return;
    shown.current = graphId;
    void flow.fitView({ ...FIT, duration: 0 });
  }, [flow, measured, graphId]);

  useEffect(
    () =>
      registerViewport({
        centre() {
          const box = frame.current?.getBoundingClientRect();
          if (box === undefined) return { x: 0, y: 0 };
          return flow.screenToFlowPosition({ x: box.left + box.width / 2 - 98, y: box.top + box.height / 2 - 80 });
        },
        toFlow: (screen) => flow.screenToFlowPosition(screen),
        fit: () => void flow.fitView(FIT),
        show: (ids) => void flow.fitView({ ...FIT, nodes: ids.map((id) => ({ id })) }),
        zoomBy: (factor) => void flow.zoomTo(flow.getZoom() * factor, { duration: 120 }),
        boxes(ids) {
          return ids.flatMap((id) => {
            const node = flow.getInternalNode(id);
            const { width, height } = node?.measured ?? {};
            if (node === undefined || width === undefined || height === undefined) return [];
            return [{ id, position: node.internals.positionAbsolute, size: { width, height } }];
          });
        },
      }),
    [flow, frame],
  );
}
