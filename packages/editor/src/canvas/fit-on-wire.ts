import {
  type Catalogue,
  cardOfBox,
  type GraphDocument,
  inputSockets,
  meet,
  type NodeCard,
  type PortType,
  type WireEnd,
} from '@epoch/graph-runtime/model';

/** Which end of a wire is known, and what travels over it. */
export interface OpenWire {
  readonly side: 'in' | 'out';
  readonly type: PortType;
}

/** The input and output by which a node can be put into a wire of these types; null when it cannot. */
export function portsOnWire(card: NodeCard, from: PortType, to: PortType): { input: string; output: string } | null {
  const input = bestPort(card.inputs, (type) => meet(from, type).fits, from);
  const output = bestPort(card.outputs, (type) => meet(type, to).fits, to);
  return input === null || output === null ? null : { input, output };
}

/** The socket of a card that the free end of a wire should take; null when none fits. */
export function portForWire(card: NodeCard, wire: OpenWire): string | null {
  if (wire.side === 'in') return bestPort(card.outputs, (type) => meet(type, wire.type).fits, wire.type);
  return (
    bestPort(card.inputs, (type) => meet(wire.type, type).fits, wire.type) ??
    bestPort(inputSockets(card), (type) => meet(wire.type, type).fits, wire.type)
  );
}

/** Type at the end of a wire; null when the node or port is unknown. */
export function typeAt(document: GraphDocument, cards: Catalogue, end: WireEnd, side: 'in' | 'out'): PortType | null {
  const card = cardOfBox(cards, document.nodes[end.node]);
  if (card === undefined) return null;
  const sockets = side === 'out' ? card.outputs : inputSockets(card);
  return sockets[end.port]?.type ?? null;
}

/** The first port of the very type, else the first that fits, `any` last. */
function bestPort(
  ports: Readonly<Record<string, { readonly type: PortType }>>,
  fits: (type: PortType) => boolean,
  wanted: PortType,
): string | null {
  const fitting = Object.entries(ports).filter(([, { type }]) => fits(type));
  const exact = fitting.find(([, { type }]) => type === wanted);
  const plain = fitting.find(([, { type }]) => type !== 'any');
  return (exact ?? plain ?? fitting[0])?.[0] ?? null;
}
