import {
  type Catalogue,
  cardOfBox,
  type GraphDocument,
  type GraphEdge,
  inputSockets,
  type NodeId,
  type WireEnd,
  type XY,
} from '@epoch/graph-runtime/model';
import type { Recipe } from './graph-slice.ts';
import { newId } from './ids.ts';

/** Room below the lowest box, and between the two that are added. @unit px at zoom 1 */
const BELOW_PX = 340;
const APART_PX = 240;

/**
 * Lets an engine draw only every n-th frame: a Cadence box in front of its denoise, and a Tween box where its pictures
 * leave the loop. null when the graph has no place for them: another type of box, nothing that leaves.
 */
export function cadenceRecipe(
  document: GraphDocument,
  catalogue: Catalogue,
  engine: NodeId,
): ((cadence: number) => Recipe) | null {
  const { Cadence: pacer, Tween: filler } = catalogue;
  const box = document.nodes[engine];
  const card = box === undefined ? undefined : cardOfBox(catalogue, box);
  if (pacer === undefined || filler === undefined || box === undefined || card === undefined) return null;
  if (inputSockets(card).denoise === undefined || card.outputs.image === undefined) return null;

  const edges = Object.values(document.edges);
  const into = (port: string) => edges.find(({ to }) => to.node === engine && to.port === port);
  const leaves = ({ to }: GraphEdge) => !reaches(edges, to.node, engine);
  const given = (port: string) => edges.filter(({ from }) => from.node === engine && from.port === port).filter(leaves);
  const pictures = given('image');
  const told = given('settings');
  const camera = into('motion')?.from;
  if (pictures.length === 0) return null;
  const motions = edges.filter((edge) => sameEnd(edge.from, camera) && edge.to.node !== engine && leaves(edge));
  const jump = Object.values(document.nodes).find(({ id, type }) => type === 'Teleport' && reaches(edges, id, engine));
  const denoise = box.params.denoise ?? defaultOf(card.params.denoise);

  return (cadence) => (draft) => {
    const place = freeRow(document);
    const pace = newId('cadence');
    const fill = newId('tween');
    const params = denoise === undefined ? { cadence } : { cadence, denoise: structuredClone(denoise) };
    draft.nodes[pace] = { id: pace, type: 'Cadence', version: pacer.version, position: place, params };
    const beside = { x: place.x + APART_PX, y: place.y };
    draft.nodes[fill] = { id: fill, type: 'Tween', version: filler.version, position: beside, params: {} };

    const driven = draft.edges[into('denoise')?.id ?? ''];
    if (driven !== undefined) driven.to = { node: pace, port: 'denoise' };
    for (const { id } of pictures) moveStart(draft, id, { node: fill, port: 'image' });
    for (const { id } of motions) moveStart(draft, id, { node: fill, port: 'motion' });
    for (const { id } of told) moveStart(draft, id, { node: fill, port: 'settings' });
    const draw = (from: WireEnd, to: WireEnd) => {
      const id = newId('e');
      draft.edges[id] = { id, from: { ...from }, to };
    };
    draw({ node: pace, port: 'denoise' }, { node: engine, port: 'denoise' });
    draw({ node: pace, port: 'cadence' }, { node: fill, port: 'every' });
    draw({ node: engine, port: 'image' }, { node: fill, port: 'image' });
    if (camera !== undefined) draw(camera, { node: fill, port: 'motion' });
    if (card.outputs.settings !== undefined) draw({ node: engine, port: 'settings' }, { node: fill, port: 'settings' });
    // Without it a jump would fade in over the frames that are filled in.
    if (jump !== undefined) draw({ node: jump.id, port: 'active' }, { node: fill, port: 'cut' });
  };
}

/** Whether what leaves one box comes to another, over any number of wires. */
function reaches(edges: readonly GraphEdge[], start: NodeId, goal: NodeId): boolean {
  const seen = new Set<NodeId>();
  const next = [start];
  for (let at = next.pop(); at !== undefined; at = next.pop()) {
    if (at === goal) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    for (const { from, to } of edges) if (from.node === at) next.push(to.node);
  }
  return false;
}

function moveStart(draft: GraphDocument, id: string, from: WireEnd): void {
  const edge = draft.edges[id];
  if (edge !== undefined) edge.from = { ...from };
}

function sameEnd(one: WireEnd, other: WireEnd | undefined): boolean {
  return one.node === other?.node && one.port === other.port;
}

function defaultOf(spec: { readonly kind: string; readonly default: unknown } | undefined): number | undefined {
  return typeof spec?.default === 'number' ? spec.default : undefined;
}

/** The left end of an empty row under the graph. */
function freeRow({ nodes }: GraphDocument): XY {
  const places = Object.values(nodes).map(({ position }) => position);
  return {
    x: Math.round(Math.min(...places.map(({ x }) => x))),
    y: Math.round(Math.max(...places.map(({ y }) => y)) + BELOW_PX),
  };
}
