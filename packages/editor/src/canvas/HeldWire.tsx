import type { PortType } from '@epoch/graph-runtime/model';
import type { ConnectionLineComponentProps } from '@xyflow/react';
import { editor } from '../store/editor-store.ts';
import { typeAt } from './fit-on-wire.ts';
import type { FlowNode } from './flow-model.ts';
import { wirePath } from './wire-path.ts';

/** The wire a person holds, in the colour of what it carries; dashed red over a socket it does not fit. */
export function HeldWire(props: ConnectionLineComponentProps<FlowNode>) {
  const { fromX, fromY, toX, toY, fromHandle, connectionStatus } = props;
  const backwards = fromHandle.type === 'target';
  const from = { x: fromX, y: fromY };
  const to = { x: toX, y: toY };
  const ends = backwards ? { from: to, to: from } : { from, to };
  const path = wirePath({ ...ends, source: null, target: null, others: [], stagger: 0 });
  const refused = connectionStatus === 'invalid';
  const colour = refused ? 'var(--error)' : `var(--port-${typeOf(fromHandle.nodeId, fromHandle.id ?? '', backwards)})`;
  return (
    <g>
      <path d={path} fill="none" stroke={colour} strokeWidth={2.2} strokeDasharray={refused ? '5 5' : undefined} />
      <circle cx={toX} cy={toY} r={3.5} fill={colour} />
    </g>
  );
}

function typeOf(node: string, port: string, isInput: boolean): PortType {
  const { graph, catalogue } = editor.getState();
  if (graph.document === null) return 'any';
  return typeAt(graph.document, catalogue.cards, { node, port }, isInput ? 'in' : 'out') ?? 'any';
}
