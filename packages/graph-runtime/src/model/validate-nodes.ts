import type { Catalogue } from './card.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { GraphDocument } from './graph.ts';
import { lookUp } from './words.ts';

/** Every node is of a type, and of a version of it, that this program knows. */
export function checkNodes(document: GraphDocument, catalogue: Catalogue): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  for (const node of Object.values(document.nodes)) {
    const card = lookUp(catalogue, node.type);
    const name = node.title || node.id;
    const where = { severity: 'error', node: node.id } as const;
    if (card === undefined) {
      problems.push({
        ...where,
        code: 'node-unknown',
        message: `${name} is of the type ${node.type}, which this program does not know. Update EpochStreamer, or remove the node.`,
        cure: { type: 'remove-node', label: `Remove ${name}`, node: node.id },
      });
    } else if (node.version > card.version) {
      problems.push({
        ...where,
        code: 'node-newer',
        message: `${node.title || card.title} was saved by a newer program (version ${node.version} of ${node.type}, this one has ${card.version}). Update EpochStreamer to run this graph.`,
      });
    }
  }
  return problems;
}
