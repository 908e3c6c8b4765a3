import type { Catalogue, NodeCard } from './card.ts';
import { cardOfBox } from './card-for-node.ts';
import type { Cure, Diagnostic } from './diagnostic.ts';
import type { GraphDocument, GraphNode, NodeId } from './graph.ts';
import { outputFolder } from './output-folder.ts';
import { pushTo, type Runnable, socketKey } from './runnable.ts';
import { labelOf, lookUp, titleOf } from './words.ts';

/** What should run has what it needs, and the film comes out somewhere, each part of it in a folder of its own. */
export function checkOutputs(document: GraphDocument, catalogue: Catalogue, runnable: Runnable): readonly Diagnostic[] {
  return [
    ...checkInputs(document, catalogue),
    ...checkDisabled(document, catalogue, runnable),
    ...checkFilm(document, catalogue, runnable),
    ...checkFolders(document, catalogue, runnable),
  ];
}

/** An unwired input is an error where the film depends on it; elsewhere the node just does not run. */
function checkInputs(document: GraphDocument, catalogue: Catalogue): readonly Diagnostic[] {
  const wired = new Set(Object.values(document.edges).map(({ to }) => socketKey(to.node, to.port)));
  const feedsFilm = nodesThatFeedFilm(document, catalogue);
  const problems: Diagnostic[] = [];
  for (const node of Object.values(document.nodes)) {
    const card = cardOfBox(catalogue, node);
    if (card === undefined || node.disabled === true || node.bypassed === true) continue;
    for (const [port, spec] of Object.entries(card.inputs)) {
      if (spec.optional === true || wired.has(socketKey(node.id, port))) continue;
      const needed = feedsFilm.has(node.id);
      const what = `${titleOf(document, catalogue, node.id)} needs something wired to ${labelOf(port, spec)}`;
      problems.push({
        severity: needed ? 'error' : 'warning',
        code: 'input-missing',
        message: needed ? `${what}, because the film depends on it.` : `${what}. Until then it does not run.`,
        node: node.id,
        port,
      });
    }
  }
  return problems;
}

/** A disabled node gives nothing: what runs without it goes dark, above all a loop that it was part of. */
function checkDisabled(document: GraphDocument, catalogue: Catalogue, runnable: Runnable): readonly Diagnostic[] {
  const feedsFilm = nodesThatFeedFilm(document, catalogue);
  const left = new Map<NodeId, NodeId>();
  for (const { from, to } of Object.values(document.edges)) {
    const card = cardOfBox(catalogue, document.nodes[to.node]);
    // What a param gets over a wire it has itself when the wire is silent.
    const fed = card !== undefined && lookUp(card.inputs, to.port) !== undefined;
    const works = runnable.nodes.has(to.node) && feedsFilm.has(to.node);
    if (fed && works && document.nodes[from.node]?.disabled === true) left.set(from.node, to.node);
  }
  return [...left].map(([node, reader]): Diagnostic => {
    const title = titleOf(document, catalogue, node);
    const message = `${title} is disabled, so nothing of it reaches ${titleOf(document, catalogue, reader)} and the film goes dark there. Enable it, or bypass it to let the picture through.`;
    return { severity: 'warning', code: 'input-missing', message, node };
  });
}

/** Nodes above an output of the film. The output itself is not among them: unwired, it only saves nothing. */
function nodesThatFeedFilm(document: GraphDocument, catalogue: Catalogue): ReadonlySet<NodeId> {
  const feeds = nodesAbove(
    document,
    sinksOf(document, catalogue).map(([{ id }]) => id),
  );
  return new Set([...feeds].filter((id) => document.nodes[id]?.disabled !== true));
}

function disabledAbove(document: GraphDocument, sink: NodeId): NodeId | undefined {
  return [...nodesAbove(document, [sink])].find((id) => document.nodes[id]?.disabled === true);
}

/** Everything that leads to some nodes, as far as the first disabled one of each way. */
function nodesAbove(document: GraphDocument, below: readonly NodeId[]): ReadonlySet<NodeId> {
  const arriving = new Map<NodeId, NodeId[]>();
  for (const { from, to } of Object.values(document.edges)) {
    pushTo(arriving, to.node, from.node);
  }
  const feeds = new Set<NodeId>();
  const stack = below.flatMap((id) => arriving.get(id) ?? []);
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (feeds.has(id)) continue;
    feeds.add(id);
    if (document.nodes[id]?.disabled !== true) stack.push(...(arriving.get(id) ?? []));
  }
  return feeds;
}

function sinksOf(document: GraphDocument, catalogue: Catalogue): readonly (readonly [GraphNode, NodeCard])[] {
  return Object.values(document.nodes).flatMap((node) => {
    const card = cardOfBox(catalogue, node);
    return card?.sink === undefined || node.disabled === true ? [] : [[node, card] as const];
  });
}

function checkFilm(document: GraphDocument, catalogue: Catalogue, runnable: Runnable): readonly Diagnostic[] {
  const sinks = sinksOf(document, catalogue);
  const working = sinks.filter(([node]) => runnable.nodes.has(node.id) && node.bypassed !== true);
  if (working.length > 0) return [];
  const sinkCard = Object.values(catalogue).find((card) => card.sink !== undefined);
  const stalled = sinks[0];
  if (stalled !== undefined) {
    const title = titleOf(document, catalogue, stalled[0].id);
    const asleep = disabledAbove(document, stalled[0].id);
    if (asleep !== undefined) {
      const message = `No frame of this graph is saved: ${titleOf(document, catalogue, asleep)} is disabled, and nothing else reaches ${title}. Enable it, or bypass it to let the picture through.`;
      return [{ severity: 'warning', code: 'no-output', message, node: asleep }];
    }
    const message = `No frame of this graph is saved: nothing that runs reaches ${title}. Wire a picture to it.`;
    return [{ severity: 'warning', code: 'no-output', message, node: stalled[0].id }];
  }
  const cure: Cure | undefined =
    sinkCard === undefined ? undefined : { type: 'add-node', label: `Add ${sinkCard.title}`, nodeType: sinkCard.type };
  const add = sinkCard === undefined ? '' : ` Add ${sinkCard.title} and wire the picture to it.`;
  const message = `No frame of this graph is saved: it has no output.${add}`;
  return [{ severity: 'warning', code: 'no-output', message, ...(cure === undefined ? {} : { cure }) }];
}

function checkFolders(document: GraphDocument, catalogue: Catalogue, runnable: Runnable): readonly Diagnostic[] {
  const ownerOf = new Map<string, NodeId>();
  const problems: Diagnostic[] = [];
  for (const [node, card] of sinksOf(document, catalogue)) {
    if (!runnable.nodes.has(node.id) || node.bypassed === true || card.sink === undefined) continue;
    const value = lookUp(node.params, card.sink.folder) ?? lookUp(card.params, card.sink.folder)?.default;
    const folder = outputFolder(String(value));
    const owner = ownerOf.get(folder);
    if (owner === undefined) {
      ownerOf.set(folder, node.id);
      continue;
    }
    const both = `${titleOf(document, catalogue, owner)} and ${titleOf(document, catalogue, node.id)}`;
    const free = freeFolder(folder, ownerOf);
    problems.push({
      severity: 'error',
      code: 'output-folder',
      message: `${both} both save into "${String(value)}" and would overwrite each other. Give one another folder.`,
      node: node.id,
      param: card.sink.folder,
      cure: { type: 'set-param', label: `Save into "${free}"`, node: node.id, param: card.sink.folder, value: free },
    });
  }
  return problems;
}

function freeFolder(folder: string, taken: ReadonlyMap<string, NodeId>): string {
  for (let number = 2; ; number += 1) {
    const name = outputFolder(`${folder.slice(0, 36)}-${number}`);
    if (!taken.has(name)) return name;
  }
}
