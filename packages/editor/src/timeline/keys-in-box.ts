import type { KeyPlace } from './lane-types.ts';

/** @unit px from the corner of the lanes */
export interface SelectBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where a key is seen. @unit px from the corner of the lanes */
export interface KeySpot extends Point {
  readonly place: KeyPlace;
}

/** The box between two corners, whichever of them came first. */
export function boxBetween(from: Point, to: Point): SelectBox {
  const [left, top] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
  return { left, top, width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) };
}

/** Keys whose spot lies in the box, behind those that are selected already; none is there twice. */
export function keysInBox(
  spots: readonly KeySpot[],
  { left, top, width, height }: SelectBox,
  selected: readonly KeyPlace[] = [],
): readonly KeyPlace[] {
  const inside = spots.filter(({ x, y }) => x >= left && x <= left + width && y >= top && y <= top + height);
  const found = inside.map(({ place }) => place);
  const isFound = (key: KeyPlace) => found.some(({ lane, frame }) => lane === key.lane && frame === key.frame);
  return [...selected.filter((key) => !isFound(key)), ...found];
}
