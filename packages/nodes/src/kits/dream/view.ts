import { cosSin, exp2 } from '@epoch/graph-runtime/exact-math';
import { clamp, hash32, PI, smoothstep } from './dmath.ts';

/**
 * The camera of an endless world: where the picture looks, how deep it has zoomed, and the world's own clock. Plain JSON.
 *
 * The world is a stack of octaves. Octave J is a lattice whose cell is `scale * 2^(octave - J)` picture heights tall; seen
 * from the camera it has the local index i = J - octave. Zooming in makes every cell grow; when `scale` reaches 2 it is
 * halved and `octave` rises by one, so no number ever overflows, however long the voyage. An octave keeps its random seed
 * for life, is born too small to see and dies too large to see.
 *
 * Screen points are measured in picture heights from the picture's centre, x to the right, y down.
 */
export interface View extends Camera {
  /** The world. Two views with the same seed look at the same world. */
  readonly seed: number;
  /** The world's clock. @unit frames */
  readonly timeFrames: number;
  /** The camera as things half as far away see it: they zoom and pan twice as fast. */
  readonly near: Camera;
}

export interface Camera {
  /** Zoom within the present octave, in [1, 2). */
  readonly scale: number;
  /** Whole doublings of zoom so far; negative when zoomed out. */
  readonly octave: number;
  /** Rotation of the world on the screen, as a unit vector. */
  readonly cos: number;
  readonly sin: number;
  /** What each live octave has been through, by J. */
  readonly octaves: Readonly<Record<string, OctaveState>>;
}

export interface OctaveState {
  /** Offset of the lattice. @unit cells, in [-PAN_PERIOD / 2, PAN_PERIOD / 2) */
  readonly u: number;
  readonly v: number;
  /** Cells that something rising by one picture height a frame has passed since the octave was born. */
  readonly risen: number;
}

/**
 * One step of the camera, as the picture sees it: a point at X moves to `zoom * R(angle) * X + pan`, where a positive
 * angle turns clockwise.
 */
export interface Motion {
  readonly zoom?: number;
  readonly angleDeg?: number;
  /** The rotation as a unit vector, for callers that measured it. Wins over `angleDeg`. */
  readonly direction?: readonly [cos: number, sin: number];
  /** How far the content moves right. @unit picture heights */
  readonly panX?: number;
  /** How far the content moves down. @unit picture heights */
  readonly panY?: number;
  /** How far the world's clock moves. @unit frames */
  readonly frames?: number;
}

/** Lattices repeat after this many cells, as 32-bit cell numbers do, so a pan may go on for ever without losing precision. */
export const PAN_PERIOD = 4294967296;

/** Octaves with a lattice offset of their own, by local index. Others are too large or too small to be drawn. */
const FIRST_OCTAVE = -3;
const LAST_OCTAVE = 11;
/** No single step zooms beyond these; a damaged number must not loop for ever. */
const ZOOM_LIMITS = [1 / 1024, 1024] as const;
const UNMOVED: OctaveState = { u: 0, v: 0, risen: 0 };

const START: Camera = { scale: 1, octave: 0, cos: 1, sin: 0, octaves: {} };

export function newView(seed: number): View {
  return { ...START, seed: seed >>> 0, timeFrames: 0, near: START };
}

/** Moves the camera as the picture was moved. A world point keeps its lattice coordinates. */
export function advanceView(view: View, motion: Motion): View {
  const { zoom = 1, panX = 0, panY = 0, frames = 1 } = motion;
  const nearMotion = { ...motion, zoom: zoom * zoom, panX: 2 * panX, panY: 2 * panY };
  return {
    ...moveCamera(view, motion),
    seed: view.seed,
    timeFrames: view.timeFrames + frames,
    near: moveCamera(view.near, nearMotion),
  };
}

function moveCamera(camera: Camera, motion: Motion): Camera {
  const { scale, octave } = zoomed(camera, motion.zoom ?? 1);
  const { cos, sin } = turned(camera, motion);
  const { panX = 0, panY = 0, frames = 1 } = motion;
  const octaves: Record<string, OctaveState> = {};
  for (let i = FIRST_OCTAVE; i <= LAST_OCTAVE; i++) {
    const { u, v, risen } = camera.octaves[octave + i] ?? UNMOVED;
    const cells = 1 / (scale * exp2(-i));
    octaves[octave + i] = {
      u: nearest(u - (cos * panX + sin * panY) * cells),
      v: nearest(v - (cos * panY - sin * panX) * cells),
      risen: risen + frames * cells,
    };
  }
  return { scale, octave, cos, sin, octaves };
}

/** The world a cut leads to: another one, always the same for the same point of the voyage. */
export function viewAfterCut(view: View): View {
  return newView(hash32(view.seed, 0xc07, Math.floor(view.timeFrames * 16), view.octave));
}

/** Size of a cell of the octave with local index `i`. @unit picture heights */
export function cellOf(view: Camera, i: number): number {
  return view.scale * exp2(-i);
}

/** Continuous depth of octave `i`: 0 for the coarsest fully visible one, growing towards finer ones, falling as it zooms. */
export function depthOf(view: Camera, i: number): number {
  return i - (view.scale - 1);
}

/** Hash seed that octave `i` keeps for life, one for each field. @unit unsigned 32 bit */
export function seedOf(view: View, field: number, i: number): number {
  return hash32(view.seed, field, view.octave + i);
}

/** Lattice offset of octave `i` and how far things have risen in it. */
export function octaveState(view: Camera, i: number): OctaveState {
  return view.octaves[view.octave + i] ?? UNMOVED;
}

/** Lattice offset of octave `i`. @unit cells */
export function panOf(view: Camera, i: number): readonly [u: number, v: number] {
  const { u, v } = octaveState(view, i);
  return [u, v];
}

/**
 * Weight that lets the octaves of a stack, local indices `first` to `last`, come and go unseen: 0 where octave `last` is
 * born and where octave `first` dies, and for cells smaller than 1.5 rows of a plane of `rows` rows.
 */
export function stackWindow(view: View, i: number, first: number, last: number, rows: number): number {
  const depth = depthOf(view, i);
  const cellRows = cellOf(view, i) * rows;
  return (
    smoothstep(first - 1, first + 0.6, depth) * smoothstep(last, last - 0.4, depth) * smoothstep(1.5, 3.4, cellRows)
  );
}

/** Where the lattice point (u, v) of octave `i` stands on the screen, for the repeat nearest to the camera. */
export function toScreen(view: Camera, i: number, u: number, v: number): [x: number, y: number] {
  return screenOf(view, i)(u, v);
}

/** {@link toScreen} for many points of one octave. */
export function screenOf(view: Camera, i: number): (u: number, v: number) => [x: number, y: number] {
  const { u: panU, v: panV } = octaveState(view, i);
  const { cos, sin } = view;
  const cell = cellOf(view, i);
  return (u, v) => {
    const x = nearest(u - panU) * cell;
    const y = nearest(v - panV) * cell;
    return [cos * x - sin * y, sin * x + cos * y];
  };
}

function zoomed(view: Camera, zoom: number): { scale: number; octave: number } {
  let scale = view.scale * clamp(zoom, ZOOM_LIMITS[0], ZOOM_LIMITS[1]);
  let octave = view.octave;
  for (; scale >= 2; octave++) scale *= 0.5;
  for (; scale < 1; octave--) scale *= 2;
  return { scale, octave };
}

function turned(view: Camera, motion: Motion): { cos: number; sin: number } {
  const angleRad = ((motion.angleDeg ?? 0) * PI) / 180;
  if (motion.direction === undefined && angleRad === 0) return view;
  const [stepCos, stepSin] = motion.direction ?? cosSin(angleRad);
  const cos = view.cos * stepCos - view.sin * stepSin;
  const sin = view.sin * stepCos + view.cos * stepSin;
  const length = Math.sqrt(cos * cos + sin * sin);
  return { cos: cos / length, sin: sin / length };
}

/** Brings a number of cells to the repeat nearest to 0. */
function nearest(cells: number): number {
  return cells - Math.floor(cells / PAN_PERIOD + 0.5) * PAN_PERIOD;
}
