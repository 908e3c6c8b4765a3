import { cardOfBox, type EdgeId, type NodeCard, type NodeId } from '@epoch/graph-runtime/model';
import { editor } from '../store/editor-store.ts';
import { portsOnWire, typeAt } from './fit-on-wire.ts';

const SAMPLES = 24;
/** How close to its title's middle a wire must pass. @unit px on the screen */
const REACH_PX = 26;

/** The wire that a free node lies on and could be put into; null when there is none. */
export function edgeUnder(node: NodeId): EdgeId | null {
  const { document: graph } = editor.getState().graph;
  const box = document.querySelector(`[data-node-id="${CSS.escape(node)}"]`)?.getBoundingClientRect();
  if (graph === null || box === undefined) return null;
  const wiredAlready = Object.values(graph.edges).some(({ from, to }) => from.node === node || to.node === node);
  if (wiredAlready) return null;
  return edgeAt(
    box.left + box.width / 2,
    box.top + Math.min(box.height / 2, 60),
    (edge) => insertablePorts(edge, node) !== null,
  );
}

/** The wire that passes a point of the screen and that `accepts` takes. @unit px on the screen */
export function edgeAt(x: number, y: number, accepts: (edge: EdgeId) => boolean): EdgeId | null {
  let nearest: { readonly edge: EdgeId; readonly distance: number } | null = null;
  for (const element of document.querySelectorAll<SVGPathElement>('path.react-flow__edge-path')) {
    const edge = element.id;
    const distance = distanceTo(element, x, y);
    if (distance > REACH_PX || (nearest !== null && distance >= nearest.distance) || !accepts(edge)) continue;
    nearest = { edge, distance };
  }
  return nearest?.edge ?? null;
}

/** The ports by which a node on the canvas can be put into a wire. */
export function insertablePorts(edge: EdgeId, node: NodeId): { input: string; output: string } | null {
  const { graph, catalogue } = editor.getState();
  return portsFor(edge, cardOfBox(catalogue.cards, graph.document?.nodes[node]));
}

/** The ports by which a new node of a type could be put into a wire. */
export function portsForType(edge: EdgeId, type: string): { input: string; output: string } | null {
  return portsFor(edge, editor.getState().catalogue.cards[type]);
}

function portsFor(edge: EdgeId, card: NodeCard | undefined): { input: string; output: string } | null {
  const { graph, catalogue } = editor.getState();
  const wire = graph.document?.edges[edge];
  if (graph.document === null || wire === undefined || card === undefined) return null;
  const from = typeAt(graph.document, catalogue.cards, wire.from, 'out');
  const to = typeAt(graph.document, catalogue.cards, wire.to, 'in');
  return from === null || to === null ? null : portsOnWire(card, from, to);
}

function distanceTo(path: SVGPathElement, x: number, y: number): number {
  const matrix = path.getScreenCTM();
  if (matrix === null) return Number.POSITIVE_INFINITY;
  const length = path.getTotalLength();
  let least = Number.POSITIVE_INFINITY;
  for (let sample = 0; sample <= SAMPLES; sample += 1) {
    const point = path.getPointAtLength((length * sample) / SAMPLES).matrixTransform(matrix);
    least = Math.min(least, Math.hypot(point.x - x, point.y - y));
  }
  return least;
}
