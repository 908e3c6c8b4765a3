import type { GraphNode, NodeCard, NumberParam, ParamScalar, ParamSpec } from '@epoch/graph-runtime/model';
import { valueAt } from '@epoch/graph-runtime/schedule';
import { isShown } from '../inspector/param-state.ts';

/** A part of the picture in the picture's own shape. @unit x, y: its top left corner; width: shares of the picture */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export type BoxName = 'A' | 'B';
export type Corner = 'nw' | 'ne' | 'sw' | 'se';

/** The two boxes of a node that goes from one to the other, and what they may be. */
export interface BoxPair {
  readonly A: Box;
  readonly B: Box;
  readonly limits: { readonly place: NumberParam; readonly width: NumberParam };
}

/** Params of a box, as nodes that go from box to box name them. */
export function paramsOf(name: BoxName): { readonly x: string; readonly y: string; readonly width: string } {
  return { x: `box${name}X`, y: `box${name}Y`, width: `box${name}Width` };
}

/** The boxes of a node whose card has both and whose params ask for them now; null for every other node. */
export function boxesOf(card: NodeCard, node: GraphNode): BoxPair | null {
  const place = card.params.boxAX;
  const width = card.params.boxAWidth;
  if (!isNumber(place) || !isNumber(width) || !isShown(place, card, (name) => firstValue(card, node, name)))
    return null;
  const A = boxOf(card, node, 'A');
  const B = boxOf(card, node, 'B');
  return A === null || B === null ? null : { A, B, limits: { place, width } };
}

/** Keeps a box inside what its params take, on their steps. */
export function fitBox({ x, y, width }: Box, { place, width: widths }: BoxPair['limits']): Box {
  const fit = (value: number, { min, max }: NumberParam) =>
    Math.round(Math.min(max, Math.max(min, value)) * 1000) / 1000;
  return { x: fit(x, place), y: fit(y, place), width: fit(width, widths) };
}

/** A box moved by hand. @unit dx, dy: shares of the picture */
export function moved(box: Box, dx: number, dy: number): Box {
  return { ...box, x: box.x + dx, y: box.y + dy };
}

/**
 * A corner dragged: the corner across from it stays. The box keeps its shape, so the pull along its diagonal counts.
 *
 * @unit dx, dy: shares of the picture
 */
export function resized(box: Box, corner: Corner, dx: number, dy: number, limits: BoxPair['limits']): Box {
  const right = corner === 'ne' || corner === 'se' ? 1 : -1;
  const down = corner === 'sw' || corner === 'se' ? 1 : -1;
  const wanted = box.width + (dx * right + dy * down) / 2;
  const width = Math.min(limits.width.max, Math.max(limits.width.min, wanted));
  const grown = width - box.width;
  return { width, x: right === 1 ? box.x : box.x - grown, y: down === 1 ? box.y : box.y - grown };
}

function boxOf(card: NodeCard, node: GraphNode, name: BoxName): Box | null {
  const { x, y, width } = paramsOf(name);
  const read = (param: string) => {
    const value = firstValue(card, node, param);
    return typeof value === 'number' ? value : null;
  };
  const box = { x: read(x), y: read(y), width: read(width) };
  return box.x === null || box.y === null || box.width === null ? null : { x: box.x, y: box.y, width: box.width };
}

function firstValue(card: NodeCard, node: GraphNode, name: string): ParamScalar {
  const spec = card.params[name];
  return spec === undefined ? '' : valueAt(node.params[name], spec, 0);
}

function isNumber(spec: ParamSpec | undefined): spec is NumberParam {
  return spec?.kind === 'number';
}
