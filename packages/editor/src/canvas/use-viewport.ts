import {
  type FitViewOptions,
  type ReactFlowInstance,
  useNodesInitialized,
  useReactFlow,
  useStore,
  useStoreApi,
} from '@xyflow/react';
import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { useEditor } from '../store/editor-store.ts';
import { registerViewport } from '../store/viewport.ts';
import { fitPadding } from './fit.ts';
import { NODE_WIDTH_PX } from './flow-model.ts';

const FIT_MS = 220;
/** Half the height of a box with a picture. @unit px at zoom 1 */
const HALF_BOX_PX = 80;

/**
 * Shows the whole graph. A small one is shown at its own size, not blown up. Until a person moves the view, the graph
 * stays whole when panes beside it take room or give it back.
 */
function useFit(): (durationMs?: number) => void {
  const flow = useReactFlow();
  const store = useStoreApi();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const fitted = useRef('');
  const fit = useCallback(
    async (durationMs = FIT_MS) => {
      const { width, height } = store.getState();
      const padding = fitPadding(flow.getNodesBounds(flow.getNodes()), { width, height });
      await flow.fitView({ padding, maxZoom: 1, duration: durationMs });
      fitted.current = String(store.getState().transform);
    },
    [flow, store],
  );

  useEffect(() => {
    const isUnmoved = String(store.getState().transform) === fitted.current;
    if (width > 0 && height > 0 && isUnmoved) void fit(0);
  }, [fit, store, width, height]);

  return useCallback((durationMs) => void fit(durationMs), [fit]);
}

/** Lets others move the canvas, and shows a graph whole when it is opened. */
export function useViewport(frame: RefObject<HTMLDivElement | null>): void {
  const flow = useReactFlow();
  const fit = useFit();
  const graphId = useEditor(({ graph }) => graph.document?.id ?? null);
  const measured = useNodesInitialized();
  const shown = useRef<string | null>(null);

  useEffect(() => {
    if (!measured || graphId === null || shown.current === graphId) return;
    shown.current = graphId;
    fit(0);
  }, [fit, measured, graphId]);

  useEffect(
    () =>
      registerViewport({
        centre: () => centreOf(flow, frame.current),
        toFlow: (screen) => flow.screenToFlowPosition(screen),
        fit: () => fit(),
        show: (ids) => void flow.fitView({ ...SHOW, nodes: ids.map((id) => ({ id })) }),
        zoomBy: (factor) => void flow.zoomTo(flow.getZoom() * factor, { duration: 120 }),
        boxes: (ids) => ids.flatMap((id) => boxOf(flow, id)),
      }),
    [flow, fit, frame],
  );
}

const SHOW: FitViewOptions = { padding: 0.2, maxZoom: 1, duration: FIT_MS };

function centreOf(flow: ReactFlowInstance, frame: HTMLElement | null) {
  const pane = frame?.getBoundingClientRect();
  if (pane === undefined) return { x: 0, y: 0 };
  const middle = flow.screenToFlowPosition({ x: pane.left + pane.width / 2, y: pane.top + pane.height / 2 });
  return { x: middle.x - NODE_WIDTH_PX / 2, y: middle.y - HALF_BOX_PX };
}

function boxOf(flow: ReactFlowInstance, id: string) {
  const node = flow.getInternalNode(id);
  const { width, height } = node?.measured ?? {};
  if (node === undefined || width === undefined || height === undefined) return [];
  return [{ id, position: node.internals.positionAbsolute, size: { width, height } }];
}
