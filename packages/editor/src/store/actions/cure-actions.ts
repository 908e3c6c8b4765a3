import type { Catalogue, Diagnostic, GraphDocument, GraphNode, NodeId } from '@epoch/graph-runtime/model';
import { editor } from '../editor-store.ts';
import { insertOnEdgeRecipe, removeRecipe, setParamRecipe } from '../edits.ts';
import { newId } from '../ids.ts';
import { viewport } from '../viewport.ts';
import { edit } from './commit.ts';
import { addNode, connect } from './node-actions.ts';
import { select } from './view-actions.ts';

/** Carries out the cure a problem offers, as one undo step. A problem without one brings its node into view. */
export function applyCure({ cure, node }: Diagnostic): void {
  if (cure === undefined) {
    if (node !== undefined) revealNode(node);
    return;
  }
  switch (cure.type) {
    case 'insert-delay':
      insertDelay(cure.edge);
      return;
    case 'remove-edge':
      edit(removeRecipe({ nodes: [], edges: [cure.edge], groups: [] }));
      return;
    case 'remove-node':
      edit(removeRecipe({ nodes: [cure.node], edges: [], groups: [] }));
      return;
    case 'set-param':
      edit(setParamRecipe(cure.node, cure.param, cure.value));
      return;
    case 'set-schedule':
      edit(setParamRecipe(cure.node, cure.param, { schedule: cure.schedule }));
      return;
    case 'add-node':
      if (!addOutput(cure.nodeType)) addNode(cure.nodeType);
      return;
  }
}

/** Distance of a new output from the box that feeds it. @unit px at zoom 1 */
const BESIDE_PX = 260;

/** Adds an output beside the last picture that goes nowhere, and wires it; false when there is no such picture. */
function addOutput(type: string): boolean {
  const { graph, catalogue } = editor.getState();
  const sink = catalogue.cards[type]?.sink;
  const loose = graph.document === null ? null : loosePicture(graph.document, catalogue.cards);
  if (sink === undefined || loose === null) return false;
  const gesture = newId('output');
  const { position } = loose.node;
  const id = addNode(type, { x: position.x + BESIDE_PX, y: position.y }, gesture);
  if (id === null) return false;
  connect({ node: loose.node.id, port: loose.port }, { node: id, port: sink.input }, gesture);
  viewport()?.fit();
  return true;
}

/** The picture furthest to the right that no wire takes on. */
function loosePicture({ nodes, edges }: GraphDocument, cards: Catalogue): { node: GraphNode; port: string } | null {
  const taken = new Set(Object.values(edges).map(({ from }) => from.node));
  const found = Object.values(nodes).flatMap((node) => {
    const outputs = Object.entries(cards[node.type]?.outputs ?? {});
    const port = outputs.find(([, { type }]) => type === 'raster')?.[0];
    return port === undefined || taken.has(node.id) || node.disabled === true ? [] : [{ node, port }];
  });
  return found.sort((a, b) => b.node.position.x - a.node.position.x)[0] ?? null;
}

/** Selects a node and brings it into view. */
export function revealNode(id: NodeId): void {
  select([id]);
  viewport()?.show([id]);
}

/** Puts the catalogue's unit delay into a wire, half way between its ends. */
function insertDelay(edgeId: string): void {
  const { graph, catalogue } = editor.getState();
  const card = Object.values(catalogue.cards).find((candidate) => candidate.delay !== undefined);
  const edge = graph.document?.edges[edgeId];
  const from = edge === undefined ? undefined : graph.document?.nodes[edge.from.node];
  const to = edge === undefined ? undefined : graph.document?.nodes[edge.to.node];
  if (card?.delay === undefined || from === undefined || to === undefined) return;
  const { next, out } = card.delay;
  const id = newId('feedback-delay');
  const position = {
    x: Math.round((from.position.x + to.position.x) / 2),
    y: Math.round((from.position.y + to.position.y) / 2) - 40,
  };
  edit((draft) => {
    draft.nodes[id] = { id, type: card.type, version: card.version, position, params: {} };
    insertOnEdgeRecipe(edgeId, id, next, out)(draft);
  });
  select([id]);
}
