import type { Catalogue } from './card.ts';
import type { Diagnostic } from './diagnostic.ts';
import { EDGE_LIMIT, type GraphDocument, NODE_LIMIT } from './graph.ts';
import { findRunnable } from './runnable.ts';
import { checkCycles } from './validate-cycles.ts';
import { checkNodes } from './validate-nodes.ts';
import { checkOutputs } from './validate-outputs.ts';
import { checkParams } from './validate-params.ts';
import { checkTemplates } from './validate-templates.ts';
import { checkWires } from './validate-wires.ts';

/**
 * Everything that is wrong with a graph, in the user's words, most telling first. Editor and server both ask here.
 * A graph without an `error` among the answers compiles.
 */
export function validateGraph(document: GraphDocument, catalogue: Catalogue): readonly Diagnostic[] {
  const tooLarge = checkSize(document);
  if (tooLarge.length > 0) return tooLarge;
  const runnable = findRunnable(document, catalogue);
  return [
    ...checkNodes(document, catalogue),
    ...checkCycles(document, catalogue),
    ...checkWires(document, catalogue),
    ...checkParams(document, catalogue),
    ...checkTemplates(document, catalogue),
    ...checkOutputs(document, catalogue, runnable),
  ];
}

function checkSize(document: GraphDocument): readonly Diagnostic[] {
  const nodes = Object.keys(document.nodes).length;
  const edges = Object.keys(document.edges).length;
  const problems: Diagnostic[] = [];
  if (nodes > NODE_LIMIT) problems.push(limit(`${nodes} nodes`, `${NODE_LIMIT}`));
  if (edges > EDGE_LIMIT) problems.push(limit(`${edges} wires`, `${EDGE_LIMIT}`));
  return problems;
}

function limit(count: string, most: string): Diagnostic {
  const message = `This graph has ${count}; the most a graph can hold is ${most}. Split it into several graphs.`;
  return { severity: 'error', code: 'limit', message };
}
