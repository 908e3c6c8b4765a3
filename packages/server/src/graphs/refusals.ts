import type { Catalogue, Diagnostic, DiagnosticCode, GraphDocument } from '@epoch/graph-runtime/model';
import { checkGraph } from '@epoch/graph-runtime/schedule';

/**
 * Problems that a saved graph must not have. The others (an input not wired yet, no output yet) are work in progress and
 * are saved; they only keep a production from starting.
 */
const REFUSED: ReadonlySet<DiagnosticCode> = new Set([
  'node-unknown',
  'node-newer',
  'port-missing',
  'wire-type',
  'wire-twice',
  'wire-dangling',
  'param-unknown',
  'param-type',
  'param-range',
  'param-keys',
  'cycle',
  'limit',
]);

/** What keeps a document from being saved. `before`: problems it had already do not count again. */
export function refusalsOf(
  document: GraphDocument,
  catalogue: Catalogue,
  before: GraphDocument | null = null,
): readonly Diagnostic[] {
  const refused = problemsOf(document, catalogue);
  if (refused.length === 0 || before === null) return refused;
  const known = new Set(problemsOf(before, catalogue).map(keyOf));
  return refused.filter((problem) => !known.has(keyOf(problem)));
}

function problemsOf(document: GraphDocument, catalogue: Catalogue): readonly Diagnostic[] {
  return checkGraph(document, catalogue).filter(({ severity, code }) => severity === 'error' && REFUSED.has(code));
}

function keyOf({ code, node, edge, port, param }: Diagnostic): string {
  return JSON.stringify([code, node, edge, port, param]);
}
