import type { XY } from '@epoch/graph-runtime/model';

/** A box on the canvas. @unit px at zoom 1 */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Both ends of a wire with their boxes, and what lies around. */
export interface WireEnds {
  readonly from: XY;
  readonly to: XY;
  /** null while a wire is held in the hand: then it is one curve. */
  readonly source: Box | null;
  readonly target: Box | null;
  /** Boxes that a wire going back should not run behind. */
  readonly others: readonly Box[];
  /** Keeps wires that go the same way apart. @unit px */
  readonly stagger: number;
}

const CLEARANCE_PX = 18;
const REACH_PX = 16;
const CORNER_PX = 14;
/** A wire that goes back less than this is still drawn as one curve. */
const BACK_PX = 8;
/** How much longer a way may be to avoid running behind one box. */
const BEHIND_COST_PX = 420;

/**
 * The way of a wire from an output (right side) to an input (left side), as SVG path data. Forward it is one curve.
 * Backward, as in a feedback loop, it goes around: over both boxes, under them or through the gap between them,
 * whichever is short and runs behind few other boxes.
 */
export function wirePath(ends: WireEnds): string {
  const { from, to, source, target } = ends;
  if (to.x - from.x >= -BACK_PX || source === null || target === null) return curve(from, to);
  return around(ends, bestLane(ends, source, target));
}

/** Whether a wire between these sockets goes back, so that other boxes matter to its way. */
export function goesBack(from: XY, to: XY): boolean {
  return to.x - from.x < -BACK_PX;
}

function curve(from: XY, to: XY): string {
  const reach = Math.max(24, Math.abs(to.x - from.x) * 0.5);
  return `M${p(from)} C${p({ x: from.x + reach, y: from.y })} ${p({ x: to.x - reach, y: to.y })} ${p(to)}`;
}

/** The height at which a wire runs back. */
function bestLane(ends: WireEnds, source: Box, target: Box): number {
  const { from, to, stagger } = ends;
  const above = Math.min(source.y, target.y) - CLEARANCE_PX - stagger;
  const below = Math.max(bottomOf(source), bottomOf(target)) + CLEARANCE_PX + stagger;
  const between = gapBetween(source, target);
  const lanes = between === null ? [above, below] : [between + stagger / 2, above, below];
  const cost = (lane: number) =>
    Math.abs(from.y - lane) + Math.abs(to.y - lane) + BEHIND_COST_PX * countBehind(ends, lane);
  return lanes.reduce((best, lane) => (cost(lane) < cost(best) ? lane : best));
}

/** Middle of a horizontal gap between the two boxes; null when they lie side by side. */
function gapBetween(source: Box, target: Box): number | null {
  const upper = bottomOf(source) <= target.y ? source : target;
  const lower = upper === source ? target : source;
  const gap = lower.y - bottomOf(upper);
  return gap >= CLEARANCE_PX ? bottomOf(upper) + gap / 2 : null;
}

/** How many boxes the three straight parts of the way run behind. */
function countBehind(ends: WireEnds, lane: number): number {
  const { right, left } = turns(ends);
  const parts: Box[] = [
    { x: left, y: lane, width: right - left, height: 0 },
    { x: right, y: Math.min(lane, ends.from.y), width: 0, height: Math.abs(lane - ends.from.y) },
    { x: left, y: Math.min(lane, ends.to.y), width: 0, height: Math.abs(lane - ends.to.y) },
  ];
  return parts.reduce((sum, part) => sum + ends.others.filter((box) => touch(part, box)).length, 0);
}

function around(ends: WireEnds, lane: number): string {
  const { from, to } = ends;
  const { right, left } = turns(ends);
  return roundedPath([
    from,
    { x: right, y: from.y },
    { x: right, y: lane },
    { x: left, y: lane },
    { x: left, y: to.y },
    to,
  ]);
}

function turns({ from, to, stagger }: WireEnds): { right: number; left: number } {
  return { right: from.x + REACH_PX + stagger, left: to.x - REACH_PX - stagger };
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

function bottomOf(box: Box): number {
  return box.y + box.height;
}

function touch(a: Box, b: Box): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= bottomOf(b) && b.y <= bottomOf(a);
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
