import type { Catalogue, NodeCard } from './card.ts';
import { isTaken } from './card-for-node.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { GraphDocument, GraphNode } from './graph.ts';
import { lookUp } from './words.ts';

/** Every node is of a type, and of a version of it, that this program knows, and its own sockets are sound. */
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
    } else problems.push(...checkExposed(node, card));
  }
  return problems;
}

/** Sockets of one box: only where its type may have some, under names of their own, with limits that hold something. */
function checkExposed(node: GraphNode, card: NodeCard): readonly Diagnostic[] {
  const sockets = Object.entries(node.exposed ?? {});
  if (sockets.length === 0) return [];
  const title = node.title || card.title;
  const where = { severity: 'error', code: 'workflow', node: node.id } as const;
  if (card.exposes !== true) {
    const message = `${title} has sockets of its own (${sockets.map(([name]) => name).join(', ')}), and boxes of its type cannot have any. Remove them.`;
    return [{ ...where, message }];
  }
  return sockets.flatMap(([name, { label, min, max }]): Diagnostic[] => {
    if (isTaken(card, name)) {
      const message = `${title} has a socket of its own called "${name}", and every box of its type has one of that name. Expose it under another name.`;
      return [{ ...where, message, port: name }];
    }
    if (min === undefined || max === undefined || min <= max) return [];
    const message = `${label} of ${title} cannot have any value: its least is ${min} and its most is ${max}. Expose it anew.`;
    return [{ ...where, message, port: name }];
  });
}
