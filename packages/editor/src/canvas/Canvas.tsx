import '@xyflow/react/dist/base.css';
import {
  Background,
  BackgroundVariant,
  type EdgeTypes,
  type NodeTypes,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useStore,
} from '@xyflow/react';
import { useCallback, useMemo, useRef } from 'react';
import { useEditor } from '../store/editor-store.ts';
import { BlocksOverlay } from './BlocksOverlay.tsx';
import styles from './Canvas.module.css';
import { CanvasMap } from './CanvasMap.tsx';
import { CanvasMenu, useCanvasMenu } from './CanvasMenu.tsx';
import { CanvasTools } from './CanvasTools.tsx';
import { EmptyCanvas } from './EmptyCanvas.tsx';
import type { FlowEdge, FlowNode } from './flow-model.ts';
import { GroupFrame } from './GroupFrame.tsx';
import { HeldWire } from './HeldWire.tsx';
import { NodeBox } from './NodeBox.tsx';
import { QuickAdd } from './QuickAdd.tsx';
import { RefusalBubble } from './RefusalBubble.tsx';
import { useCanvasDrop } from './use-canvas-drop.ts';
import { useFlowNodes } from './use-flow-nodes.ts';
import { useNodeDrag } from './use-node-drag.ts';
import { useViewport } from './use-viewport.ts';
import { useWiring } from './use-wiring.ts';
import { Wire } from './Wire.tsx';
import { zoomBand } from './zoom-band.ts';

const NODE_TYPES: NodeTypes = { box: NodeBox, frame: GroupFrame };
const EDGE_TYPES: EdgeTypes = { wire: Wire };
const ADD_TO_SELECTION = ['Shift', 'Control', 'Meta'];
const MIDDLE_BUTTON = [1];

/** The graph: boxes, wires, and every way to change them by hand. */
export function Canvas() {
  return (
    <ReactFlowProvider>
      <Flow />
    </ReactFlowProvider>
  );
}

function Flow() {
  const { nodes, edges, onNodesChange, onEdgesChange, followers } = useFlowNodes();
  const drag = useNodeDrag(followers);
  const wiring = useWiring();
  const menu = useCanvasMenu();
  const frame = useRef<HTMLDivElement>(null);
  const drop = useCanvasDrop();
  const open = useEditor(({ graph }) => graph.document !== null);
  const detail = useStore(({ transform }) => zoomBand(transform[2]).detail);
  const connecting = useStore(({ connection }) => connection.inProgress);
  useViewport(frame);

  const targeted = drag.dropEdge ?? drop.edge;
  const shownEdges = useMemo(() => markTarget(edges, targeted), [edges, targeted]);
  const { setRefusal } = wiring;
  const forgetRefusal = useCallback(() => setRefusal(null), [setRefusal]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the canvas itself takes drops and double clicks; keys and the palette do the same
    <div
      ref={frame}
      className={styles.canvas}
      data-detail={detail}
      data-connecting={connecting ? '' : undefined}
      data-testid="canvas"
      onDoubleClick={drop.onDoubleClick}
    >
      <ReactFlow<FlowNode, FlowEdge>
        nodes={nodes}
        edges={shownEdges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onNodeDragStart={drag.onNodeDragStart}
        onNodeDrag={drag.onNodeDrag}
        onNodeDragStop={drag.onNodeDragStop}
        onSelectionDragStop={(event, dragged) => {
          const first = dragged[0];
          if (first !== undefined) drag.onNodeDragStop(event.nativeEvent, first, dragged);
        }}
        isValidConnection={wiring.isValidConnection}
        onConnect={wiring.onConnect}
        onConnectEnd={wiring.onConnectEnd}
        onReconnect={wiring.onReconnect}
        onReconnectEnd={wiring.onReconnectEnd}
        onNodeContextMenu={menu.onNode}
        onEdgeContextMenu={menu.onEdge}
        onPaneContextMenu={menu.onPane}
        onSelectionContextMenu={menu.onSelection}
        onDragOver={drop.onDragOver}
        onDragLeave={drop.onDragLeave}
        onDrop={drop.onDrop}
        connectionLineComponent={HeldWire}
        connectionRadius={26}
        reconnectRadius={9}
        minZoom={0.05}
        maxZoom={2.5}
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={ADD_TO_SELECTION}
        panActivationKeyCode="Space"
        selectionOnDrag
        selectionMode={SelectionMode.Partial}
        panOnDrag={MIDDLE_BUTTON}
        zoomOnDoubleClick={false}
        elevateNodesOnSelect
        onlyRenderVisibleElements
        disableKeyboardA11y
        nodeDragThreshold={2}
        autoPanSpeed={7}
        proOptions={{ hideAttribution: true }}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.4} color="var(--canvas-dots)" />
        {open ? <CanvasMap /> : null}
      </ReactFlow>
      {detail === 'blocks' ? <BlocksOverlay /> : null}
      {open ? <CanvasTools /> : null}
      <EmptyCanvas />
      <QuickAdd />
      <CanvasMenu menu={menu} />
      <RefusalBubble refusal={wiring.refusal} onGone={forgetRefusal} />
    </div>
  );
}

/** The wire that a node would be put into is drawn thicker. */
function markTarget(edges: FlowEdge[], id: string | null): FlowEdge[] {
  return id === null ? edges : edges.map((edge) => (edge.id === id ? { ...edge, className: 'drop-target' } : edge));
}
