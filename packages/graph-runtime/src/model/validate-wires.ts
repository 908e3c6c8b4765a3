import { type Catalogue, inputSockets } from './card.ts';
import { cardOfBox } from './card-for-node.ts';
import { meet } from './convert.ts';
import type { Diagnostic, DiagnosticCode } from './diagnostic.ts';
import type { GraphDocument, GraphEdge } from './graph.ts';
import { socketKey } from './runnable.ts';
import { labelOf, lookUp, sentenceStart, TYPE_IN_WORDS, titleOf } from './words.ts';

/** Every wire runs from an output that exists to an input that exists and takes it, one wire to an input. */
export function checkWires(document: GraphDocument, catalogue: Catalogue): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  const taken = new Set<string>();
  for (const edge of Object.values(document.edges)) {
    const problem = checkWire(document, catalogue, edge) ?? checkTwice(document, catalogue, edge, taken);
    if (problem !== null) problems.push(problem);
  }
  return problems;
}

function checkWire(document: GraphDocument, catalogue: Catalogue, edge: GraphEdge): Diagnostic | null {
  const { from, to } = edge;
  const source = lookUp(document.nodes, from.node);
  const target = lookUp(document.nodes, to.node);
  if (source === undefined || target === undefined) {
    const end = source === undefined ? 'comes from' : 'goes to';
    const gone = source === undefined ? from.node : to.node;
    return broken(
      edge,
      'wire-dangling',
      `A wire ${end} the node "${gone}", which is not in the graph. Remove the wire.`,
    );
  }
  const sourceCard = cardOfBox(catalogue, source);
  const targetCard = cardOfBox(catalogue, target);
  if (sourceCard === undefined || targetCard === undefined) return null;

  const output = lookUp(sourceCard.outputs, from.port);
  const input = lookUp(inputSockets(targetCard), to.port);
  if (output === undefined || input === undefined) {
    const [side, end] = output === undefined ? (['output', from] as const) : (['input', to] as const);
    const title = titleOf(document, catalogue, end.node);
    const message = `${title} has no ${side} "${end.port}", but a wire is drawn to it. Remove the wire or draw it anew.`;
    return { ...broken(edge, 'port-missing', message), node: end.node, port: end.port };
  }
  if (meet(output.type, input.type).fits) return null;
  const gives = `${sentenceStart(TYPE_IN_WORDS[output.type])} from ${titleOf(document, catalogue, from.node)}`;
  const takes = `${labelOf(to.port, input)} of ${titleOf(document, catalogue, to.node)}`;
  const message = `${gives} cannot go into ${takes}, which takes ${TYPE_IN_WORDS[input.type]}. Remove the wire.`;
  return { ...broken(edge, 'wire-type', message), node: to.node, port: to.port };
}

function checkTwice(
  document: GraphDocument,
  catalogue: Catalogue,
  edge: GraphEdge,
  taken: Set<string>,
): Diagnostic | null {
  const key = socketKey(edge.to.node, edge.to.port);
  if (!taken.has(key)) {
    taken.add(key);
    return null;
  }
  const title = titleOf(document, catalogue, edge.to.node);
  const message = `Two wires go into "${edge.to.port}" of ${title}; an input holds one. Remove one of them.`;
  return { ...broken(edge, 'wire-twice', message), node: edge.to.node, port: edge.to.port };
}

function broken(edge: GraphEdge, code: DiagnosticCode, message: string): Diagnostic {
  const cure = { type: 'remove-edge', label: 'Remove the wire', edge: edge.id } as const;
  return { severity: 'error', code, message, edge: edge.id, cure };
}
