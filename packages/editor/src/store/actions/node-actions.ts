import {
  canConnect,
  type EdgeId,
  type GraphNode,
  type Keyframe,
  type NodeId,
  type ParamInput,
  type WireEnd,
  type XY,
} from '@epoch/graph-runtime/model';
import { withKey, withoutKey } from '@epoch/graph-runtime/schedule';
import { editor } from '../editor-store.ts';
import {
  addNodeRecipe,
  connectRecipe,
  insertOnEdgeRecipe,
  moveRecipe,
  removeRecipe,
  renameNodeRecipe,
  resetParamRecipe,
  setFlagRecipe,
  setParamRecipe,
} from '../edits.ts';
import { kebab, newId } from '../ids.ts';
import { type CanvasBox, viewport } from '../viewport.ts';
import { edit } from './commit.ts';
import { select } from './view-actions.ts';

/** Distance between boxes that would lie on each other. @unit px */
const STEP_ASIDE_PX = 28;
/** Width of a box and the room beside it. @unit px */
const COLUMN_PX = 196 + STEP_ASIDE_PX;

/** Adds a node, in the middle of the canvas when no place is given, and selects it. null: nothing open, or type unknown. */
export function addNode(type: string, position?: XY, gesture: string | null = null): NodeId | null {
  const { graph, catalogue } = editor.getState();
  const card = catalogue.cards[type];
  if (graph.document === null || card === undefined) return null;
  const place = position ?? freePlace(viewport()?.centre() ?? { x: 0, y: 0 }, Object.values(graph.document.nodes));
  const rounded = { x: Math.round(place.x), y: Math.round(place.y) };
  const id = newId(kebab(type));
  edit(addNodeRecipe({ id, type, version: card.version, position: rounded, params: {} }), gesture);
  select([id]);
  return id;
}

/** Moves nodes and groups; moves with the same gesture are one undo step. @unit px at zoom 1 */
export function moveNodes(positions: Readonly<Record<string, XY>>, gesture: string | null = null): void {
  edit(moveRecipe(positions), gesture);
}

/** Draws a wire from an output to an input. A refusal says why, in a sentence for the person. */
export function connect(
  from: WireEnd,
  to: WireEnd,
  gesture: string | null = null,
): { readonly ok: boolean; readonly reason: string | null } {
  const { graph, catalogue } = editor.getState();
  if (graph.document === null) return { ok: false, reason: 'Open a graph first.' };
  const answer = canConnect(graph.document, catalogue.cards, from, to);
  if (!answer.ok) return { ok: false, reason: answer.reason };
  edit(connectRecipe(from, to, answer.replaces), gesture);
  return { ok: true, reason: null };
}

/** Puts the end of a wire into another input; one undo step. */
export function reconnect(edge: EdgeId, from: WireEnd, to: WireEnd): void {
  const gesture = newId('rewire');
  edit(removeRecipe({ nodes: [], edges: [edge], groups: [] }), gesture);
  const { graph, catalogue } = editor.getState();
  if (graph.document === null) return;
  const answer = canConnect(graph.document, catalogue.cards, from, to);
  if (answer.ok) edit(connectRecipe(from, to, answer.replaces), gesture);
}

/** Puts a node into a wire by an input and an output of it. */
export function insertOnEdge(
  edge: EdgeId,
  node: NodeId,
  ports: { readonly input: string; readonly output: string },
  gesture: string | null = null,
): void {
  edit(insertOnEdgeRecipe(edge, node, ports.input, ports.output), gesture);
}

/** Adds a node half way between the ends of a wire and puts it in; one undo step. */
export function insertNodeOnEdge(
  edge: EdgeId,
  type: string,
  ports: { readonly input: string; readonly output: string },
): void {
  const { document } = editor.getState().graph;
  const wire = document?.edges[edge];
  const [from, to] = [document?.nodes[wire?.from.node ?? ''], document?.nodes[wire?.to.node ?? '']];
  if (document === null || from === undefined || to === undefined) return;
  const middle = { x: (from.position.x + to.position.x) / 2, y: (from.position.y + to.position.y) / 2 };
  const gesture = newId('insert');
  const boxes = viewport()?.boxes(Object.keys(document.nodes)) ?? [];
  const id = addNode(type, freePlace(belowAll(middle, boxes), Object.values(document.nodes)), gesture);
  if (id === null) return;
  insertOnEdge(edge, id, ports, gesture);
  viewport()?.show([id]);
}

/** Removes what is selected. Nothing is wired around the gap. */
export function removeSelection(): void {
  const { selectedNodes, selectedEdges, selectedGroups } = editor.getState().view;
  edit(removeRecipe({ nodes: selectedNodes, edges: selectedEdges, groups: selectedGroups }));
  select([]);
}

export function removeEdges(ids: readonly EdgeId[]): void {
  edit(removeRecipe({ nodes: [], edges: ids, groups: [] }));
}

/** Sets a param for all frames. `gesture` names one drag or one visit of a text field: its changes are one undo step. */
export function setParam(node: NodeId, param: string, value: ParamInput, gesture: string | null = null): void {
  edit(setParamRecipe(node, param, value), gesture);
}

/** Back to the default. */
export function resetParam(node: NodeId, param: string): void {
  edit(resetParamRecipe(node, param));
}

/** Sets a key; a param that was a constant becomes keyframed. */
export function setKey(node: NodeId, param: string, key: Keyframe, gesture: string | null = null): void {
  const input = storedParam(node, param);
  edit(setParamRecipe(node, param, withKey(input, key)), gesture);
}

/** Takes the key at a frame away; a param without keys holds the last key's value for all frames. */
export function removeKey(node: NodeId, param: string, frame: number): void {
  const input = storedParam(node, param);
  if (input === undefined) return;
  edit(setParamRecipe(node, param, withoutKey(input, frame)));
}

export function setNodeFlag(node: NodeId | readonly NodeId[], flag: 'bypassed' | 'disabled', on: boolean): void {
  edit(setFlagRecipe(typeof node === 'string' ? [node] : node, flag, on));
}

/** Turns a flag on for all selected nodes, or off when all have it. */
export function toggleSelectedFlag(flag: 'bypassed' | 'disabled'): void {
  const { graph, view } = editor.getState();
  const nodes = view.selectedNodes.flatMap((id) => graph.document?.nodes[id] ?? []);
  if (nodes.length === 0) return;
  const on = nodes.some((node) => node[flag] !== true);
  setNodeFlag(
    nodes.map(({ id }) => id),
    flag,
    on,
  );
}

/** An empty title gives the card's own title back. */
export function renameNode(id: NodeId, title: string): void {
  edit(renameNodeRecipe(id, title));
}

function storedParam(node: NodeId, param: string): ParamInput | undefined {
  return editor.getState().graph.document?.nodes[node]?.params[param];
}

/** Below the boxes of its column, as many as there are: a new box covers none. */
function belowAll(wanted: XY, boxes: readonly CanvasBox[]): XY {
  const column = boxes.filter(
    ({ position, size }) => position.x < wanted.x + COLUMN_PX && wanted.x < position.x + size.width + STEP_ASIDE_PX,
  );
  const bottoms = column.map(({ position, size }) => position.y + size.height + STEP_ASIDE_PX);
  return bottoms.length === 0 ? wanted : { x: wanted.x, y: Math.max(...bottoms) };
}

function freePlace(wanted: XY, nodes: readonly GraphNode[]): XY {
  let place = wanted;
  const taken = ({ position }: GraphNode) =>
    Math.abs(position.x - place.x) < STEP_ASIDE_PX / 2 && Math.abs(position.y - place.y) < STEP_ASIDE_PX / 2;
  for (let tries = 0; tries < nodes.length && nodes.some(taken); tries += 1) {
    place = { x: place.x + STEP_ASIDE_PX, y: place.y + STEP_ASIDE_PX };
  }
  return place;
}
