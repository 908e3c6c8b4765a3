import { canConnect, cardOfBox, type WireEnd, type XY } from '@epoch/graph-runtime/model';
import { type Connection, type FinalConnectionState, type HandleType, useReactFlow } from '@xyflow/react';
import { useCallback, useState } from 'react';
import { connect, openQuickAdd, reconnect, removeEdges } from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';
import { portForWire, typeAt } from './fit-on-wire.ts';
import type { FlowEdge, FlowNode } from './flow-model.ts';

/** A refused wire: the sentence, and where the pointer was. @unit px on the screen */
export interface Refusal {
  readonly reason: string;
  readonly at: XY;
}

/** Drawing, moving and letting go of wires. */
export function useWiring() {
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const isValidConnection = useCallback((wanted: Connection | FlowEdge) => {
    const ends = endsOf(wanted);
    return ends !== null && refusalOf(ends.from, ends.to) === null;
  }, []);

  const onConnect = useCallback((wanted: Connection) => {
    const ends = endsOf(wanted);
    if (ends !== null) connect(ends.from, ends.to);
  }, []);

  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
      if (state.isValid === true || state.fromHandle === null) return;
      const at = pointOf(event);
      const held: WireEnd = { node: state.fromHandle.nodeId, port: state.fromHandle.id ?? '' };
      const side = state.fromHandle.type === 'source' ? 'out' : 'in';
      if (state.toHandle !== null && state.toHandle !== undefined) {
        const free: WireEnd = { node: state.toHandle.nodeId, port: state.toHandle.id ?? '' };
        const reason = side === 'out' ? refusalOf(held, free) : refusalOf(free, held);
        if (reason !== null) setRefusal({ reason, at });
        return;
      }
      const node = nodeAt(at);
      if (node === held.node) return;
      if (node !== null) {
        const reason = wireToBox(held, side, node);
        if (reason !== null) setRefusal({ reason, at });
        return;
      }
      openQuickAdd({ screen: at, flow: flow.screenToFlowPosition(at), wireFrom: { end: held, side } });
    },
    [flow],
  );

  /** The end of a wire was put into another input. */
  const onReconnect = useCallback((old: FlowEdge, wanted: Connection) => {
    const ends = endsOf(wanted);
    if (ends !== null) reconnect(old.id, ends.from, ends.to);
  }, []);

  /** The end of a wire was let go over nothing: the wire is taken away. */
  const onReconnectEnd = useCallback(
    (_: MouseEvent | TouchEvent, edge: FlowEdge, __: HandleType, state: FinalConnectionState) => {
      if (state.isValid !== true && state.toHandle === null) removeEdges([edge.id]);
    },
    [],
  );

  return { isValidConnection, onConnect, onConnectEnd, onReconnect, onReconnectEnd, refusal, setRefusal };
}

/** Why a wire is refused; null when it is not. */
export function refusalOf(from: WireEnd, to: WireEnd): string | null {
  const { graph, catalogue } = editor.getState();
  if (graph.document === null) return 'Open a graph first.';
  const answer = canConnect(graph.document, catalogue.cards, from, to);
  return answer.ok ? null : answer.reason;
}

/** Wires to the first socket of a box that fits, when a wire was let go on the box itself. */
function wireToBox(held: WireEnd, side: 'in' | 'out', node: string): string | null {
  const { graph, catalogue } = editor.getState();
  const document = graph.document;
  const card = cardOfBox(catalogue.cards, document?.nodes[node]);
  if (document === null || card === undefined) return null;
  const type = typeAt(document, catalogue.cards, held, side);
  const port = type === null ? null : portForWire(card, { side, type });
  if (port === null) return `${card.title} has no socket that this wire fits.`;
  const answer = side === 'out' ? connect(held, { node, port }) : connect({ node, port }, held);
  return answer.reason;
}

function endsOf({ source, sourceHandle, target, targetHandle }: Connection | FlowEdge) {
  if (typeof sourceHandle !== 'string' || typeof targetHandle !== 'string') return null;
  return { from: { node: source, port: sourceHandle }, to: { node: target, port: targetHandle } };
}

function nodeAt({ x, y }: XY): string | null {
  const box = document.elementFromPoint(x, y)?.closest('[data-node-id]');
  return box?.getAttribute('data-node-id') ?? null;
}

function pointOf(event: MouseEvent | TouchEvent): XY {
  if ('clientX' in event) return { x: event.clientX, y: event.clientY };
  const touch = event.changedTouches[0];
  return { x: touch?.clientX ?? 0, y: touch?.clientY ?? 0 };
}
