import type { GraphDocument, NodeCard, NodeId } from '@epoch/graph-runtime/model';

/**
 * The node whose picture a box shows: its own when it gives a raster, the one that feeds it when it is a sink, and
 * null when no raster comes by.
 */
export function previewSource(document: GraphDocument, card: NodeCard, id: NodeId): NodeId | null {
  if (Object.values(card.outputs).some(({ type }) => type === 'raster')) return id;
  if (card.sink === undefined) return null;
  const { input } = card.sink;
  const wire = Object.values(document.edges).find(({ to }) => to.node === id && to.port === input);
  return wire?.from.node ?? id;
}

/** Width to ask for, from the width on the screen. @unit px */
export function previewWidth(nodeWidthPx: number, zoom: number, pixelRatio: number): number {
  const wanted = nodeWidthPx * Math.min(2, Math.max(0.1, zoom)) * Math.min(2, pixelRatio);
  return Math.min(1024, Math.max(48, Math.ceil(wanted)));
}
