import { readFileSync } from 'node:fs';
import { type AnyDefinition, type Catalogue, cardOf, type NodeCard } from '@epoch/graph-runtime/model';
import { findDefects } from './node-defects.ts';
import type { NodeServices } from './services.ts';

/** A definition and where it stands: its path below `src` without `.node.ts`. */
export interface NodeFile {
  readonly file: string;
  readonly node: AnyDefinition<NodeServices>;
}

export interface LoadedNodes {
  readonly definitions: ReadonlyMap<string, AnyDefinition<NodeServices>>;
  readonly cards: Catalogue;
}

/**
 * Checks the nodes and puts definitions and cards together. The program does not start with a defect in a node.
 *
 * @throws Error that lists every defect found, each with its file
 */
export function loadNodes(files: readonly NodeFile[], readHelp: (file: string) => string = readHelpFile): LoadedNodes {
  const definitions = new Map<string, AnyDefinition<NodeServices>>();
  const cards: Record<string, NodeCard> = {};
  const defects: string[] = [];
  for (const { file, node } of files) {
    const help = readHelp(file);
    if (definitions.has(node.type)) defects.push(`${file}: another node has the type ${node.type}, too`);
    defects.push(...findDefects(file, node, help));
    definitions.set(node.type, node);
    cards[node.type] = cardOf(node, help);
  }
  if (defects.length > 0) throw new Error(`Some nodes are not in order:\n${defects.join('\n')}`);
  return { definitions, cards };
}

/** Help pages are read where they are written: `../src` is this folder from the sources and from the build alike. */
function readHelpFile(file: string): string {
  try {
    return readFileSync(new URL(`../src/${file}.node.md`, import.meta.url), 'utf8').trim();
  } catch {
    return '';
  }
}
