import type { XY } from '@epoch/graph-runtime/model';

/** A box on the canvas. @unit px at zoom 1 */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WireRoute {
  /** SVG path data. */
  readonly path: string;
  /** A point on the wire near its middle. */
  readonly middle: XY;
}

const CLEARANCE_PX = 20;
const REACH_PX = 22;
const CORNER_PX = 16;
/** A wire that goes back less than this is still drawn as one curve. */
const BACK_PX = 8;

/**
 * The way of a wire from an output (right side) to an input (left side). Forward it is one curve. Backward, as in a
 * feedback loop, it goes around both boxes: over or under them, whichever is shorter, or through the gap between them.
 */
export function wireRoute(from: XY, to: XY, source: Box | null, target: Box | null): WireRoute {
  if (to.x - from.x >= -BACK_PX || source === null || target === null) return curve(from, to);
  const lane = laneBetween(source, target) ?? laneAround(from, to, source, target);
  return around(from, to, lane);
}

function curve(from: XY, to: XY): WireRoute {
  const reach = Math.max(REACH_PX, Math.abs(to.x - from.x) * 0.5);
  const path = `M${p(from)} C${p({ x: from.x + reach, y: from.y })} ${p({ x: to.x - reach, y: to.y })} ${p(to)}`;
  return { path, middle: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 } };
}

/** Height of a horizontal gap between the two boxes; null when they lie side by side. */
function laneBetween(source: Box, target: Box): number | null {
  const gapBelowSource = target.y - (source.y + source.height);
  if (gapBelowSource >= CLEARANCE_PX) return source.y + source.height + gapBelowSource / 2;
  const gapAboveSource = source.y - (target.y + target.height);
  if (gapAboveSource >= CLEARANCE_PX) return target.y + target.height + gapAboveSource / 2;
  return null;
}

function laneAround(from: XY, to: XY, source: Box, target: Box): number {
  const above = Math.min(source.y, target.y) - CLEARANCE_PX;
  const below = Math.max(source.y + source.height, target.y + target.height) + CLEARANCE_PX;
  const detour = (lane: number) => Math.abs(from.y - lane) + Math.abs(to.y - lane);
  // Loops close over the top where nothing else says otherwise: inputs sit high on a box.
  return detour(below) + CLEARANCE_PX * 2 < detour(above) ? below : above;
}

function around(from: XY, to: XY, lane: number): WireRoute {
  const right = from.x + REACH_PX;
  const left = to.x - REACH_PX;
  const points = [from, { x: right, y: from.y }, { x: right, y: lane }, { x: left, y: lane }, { x: left, y: to.y }, to];
  return { path: roundedPath(points), middle: { x: (right + left) / 2, y: lane } };
}

/** A line through points with its corners rounded. */
function roundedPath(points: readonly XY[]): string {
  const parts: string[] = [];
  points.forEach((point, index) => {
    const before = points[index - 1];
    const after = points[index + 1];
    if (before === undefined) parts.push(`M${p(point)}`);
    else if (after === undefined) parts.push(`L${p(point)}`);
    else {
      const radius = Math.min(CORNER_PX, distance(before, point) / 2, distance(point, after) / 2);
      parts.push(`L${p(towards(point, before, radius))} Q${p(point)} ${p(towards(point, after, radius))}`);
    }
  });
  return parts.join(' ');
}

function distance(a: XY, b: XY): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

function towards(from: XY, to: XY, length: number): XY {
  const whole = distance(from, to);
  if (whole === 0) return from;
  return { x: from.x + ((to.x - from.x) * length) / whole, y: from.y + ((to.y - from.y) * length) / whole };
}

function p({ x, y }: XY): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}
