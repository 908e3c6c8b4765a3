import { type Catalogue, inputSockets } from './card.ts';
import { cardOfBox } from './card-for-node.ts';
import { type Conversion, meet } from './convert.ts';
import { delayCard, isCut, pathBetween, wiresWithinFrame } from './cycle.ts';
import type { EdgeId, GraphDocument, NodeId } from './graph.ts';
import { labelOf, lookUp, sentenceStart, TYPE_IN_WORDS, titleOf } from './words.ts';

/** One end of a wire. */
export interface WireEnd {
  readonly node: NodeId;
  readonly port: string;
}

export type Connection =
  | { readonly ok: true; readonly replaces: EdgeId | null; readonly convert: Conversion | null }
  | { readonly ok: false; readonly reason: string };

/**
 * Whether a wire from an output to an input may be drawn. An input holds one wire, so a new one replaces the old.
 * A refusal is a sentence or two for the person who holds the wire.
 */
export function canConnect(document: GraphDocument, catalogue: Catalogue, from: WireEnd, to: WireEnd): Connection {
  const source = endOf(document, catalogue, from, 'output');
  if (!source.ok) return source;
  const target = endOf(document, catalogue, to, 'input');
  if (!target.ok) return target;

  const meeting = meet(source.spec.type, target.spec.type);
  if (!meeting.fits) {
    const what = sentenceStart(TYPE_IN_WORDS[source.spec.type]);
    const reason = `${what} cannot go into ${target.label}, which takes ${TYPE_IN_WORDS[target.spec.type]}.`;
    return { ok: false, reason: `${reason} ${adviceFor(document, catalogue, from.node, target.spec.type)}` };
  }
  const replaces = wireInto(document, to);
  const circle = circleSentence(document, catalogue, from, to, replaces);
  if (circle !== null) return { ok: false, reason: circle };
  return { ok: true, replaces, convert: meeting.convert };
}

/** The wire that stands in an input now. */
export function wireInto(document: GraphDocument, to: WireEnd): EdgeId | null {
  for (const edge of Object.values(document.edges)) {
    if (edge.to.node === to.node && edge.to.port === to.port) return edge.id;
  }
  return null;
}

function endOf(document: GraphDocument, catalogue: Catalogue, end: WireEnd, side: 'input' | 'output') {
  const node = lookUp(document.nodes, end.node);
  if (node === undefined) return refusal(`There is no node "${end.node}" in this graph any more.`);
  const title = titleOf(document, catalogue, end.node);
  const card = cardOfBox(catalogue, node);
  if (card === undefined) {
    return refusal(`${title} is of the type ${node.type}, which this program does not know, so it takes no wires.`);
  }
  const spec = lookUp(side === 'output' ? card.outputs : inputSockets(card), end.port);
  if (spec !== undefined) return { ok: true as const, spec, label: labelOf(end.port, spec) };
  const other = lookUp(side === 'output' ? inputSockets(card) : card.outputs, end.port);
  if (other !== undefined) {
    return refusal(
      `A wire runs from an output to an input, and ${labelOf(end.port, other)} of ${title} is ${side === 'output' ? 'an input' : 'an output'}.`,
    );
  }
  const param = side === 'input' ? lookUp(card.params, end.port) : undefined;
  if (param !== undefined) {
    return refusal(`${labelOf(end.port, param)} of ${title} is set in the inspector and cannot be wired.`);
  }
  return refusal(`${title} has no ${side} called "${end.port}".`);
}

function refusal(reason: string) {
  return { ok: false as const, reason };
}

/** What to do instead: another output of the same node that would fit, or the kind of output to look for. */
function adviceFor(
  document: GraphDocument,
  catalogue: Catalogue,
  from: NodeId,
  wanted: keyof typeof TYPE_IN_WORDS,
): string {
  const card = cardOfBox(catalogue, document.nodes[from]);
  const fitting = Object.entries(card?.outputs ?? {}).find(([, spec]) => meet(spec.type, wanted).fits);
  if (fitting === undefined) return `Wire it from an output that gives ${TYPE_IN_WORDS[wanted]}.`;
  return `${labelOf(fitting[0], fitting[1])} of ${titleOf(document, catalogue, from)} would fit.`;
}

function circleSentence(
  document: GraphDocument,
  catalogue: Catalogue,
  from: WireEnd,
  to: WireEnd,
  replaces: EdgeId | null,
): string | null {
  if (isCut(document, catalogue, { to })) return null;
  const way = pathBetween(wiresWithinFrame(document, catalogue), to.node, from.node, replaces);
  if (way === null) return null;
  const title = (id: NodeId) => titleOf(document, catalogue, id);
  const circle = [from.node, to.node, ...way.map((edge) => edge.to.node)].map(title).join(' → ');
  const delay = delayCard(catalogue);
  const cure =
    delay === undefined
      ? 'Leave one of these wires out.'
      : `Put a ${delay.title} between ${title(from.node)} and ${title(to.node)}: it hands on what arrived at the frame before.`;
  return `This wire would close a circle in which every node waits for the others: ${circle}. ${cure}`;
}
