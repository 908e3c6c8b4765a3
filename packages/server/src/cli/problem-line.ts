import { catalogueOf, type Definitions } from '@epoch/graph-runtime/engine';
import { type Diagnostic, type GraphDocument, titleOf } from '@epoch/graph-runtime/model';

/** A problem as a line: how bad, where, what, and what would mend it. */
export function problemLine(
  document: GraphDocument,
  definitions: Definitions<unknown>,
  { severity, message, node, cure }: Diagnostic,
): string {
  const where = node === undefined ? '' : ` [${titleOf(document, catalogueOf(definitions), node)}, ${node}]`;
  const todo = cure === undefined ? '' : ` Cure: ${cure.label}.`;
  return `  ${severity}${where}: ${message}${todo}`;
}
