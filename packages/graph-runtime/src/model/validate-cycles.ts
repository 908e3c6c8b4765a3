import type { Catalogue } from './card.ts';
import { delayCard, findCycles, wireForDelay } from './cycle.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { GraphDocument, GraphEdge } from './graph.ts';
import { titleOf } from './words.ts';

/** Every circle of wires passes through a delay. */
export function checkCycles(document: GraphDocument, catalogue: Catalogue): readonly Diagnostic[] {
  return findCycles(document, catalogue).map((cycle) => describe(document, catalogue, cycle));
}

function describe(document: GraphDocument, catalogue: Catalogue, cycle: readonly GraphEdge[]): Diagnostic {
  const first = cycle[0]?.from.node ?? '';
  const names = [first, ...cycle.map((edge) => edge.to.node)].map((id) => titleOf(document, catalogue, id));
  const what = `These nodes wait for each other in a circle: ${names.join(' → ')}.`;
  const edge = wireForDelay(document, catalogue, cycle);
  const { from, to } = document.edges[edge] ?? {};
  const where = { severity: 'error', code: 'cycle', node: to?.node ?? first, edge } as const;
  const delay = delayCard(catalogue);
  if (delay === undefined || from === undefined || to === undefined) {
    const label = 'Remove the wire';
    return { ...where, message: `${what} Remove one of the wires.`, cure: { type: 'remove-edge', label, edge } };
  }
  const between = `between ${titleOf(document, catalogue, from.node)} and ${titleOf(document, catalogue, to.node)}`;
  return {
    ...where,
    message: `${what} Put a ${delay.title} ${between}, so that one of them works with the frame before.`,
    cure: { type: 'insert-delay', label: `Put a ${delay.title} ${between}`, edge },
  };
}
