import type { Team } from '../raster/team.ts';
import { type Level, layPlanes, levelsOf, type PerLevel, type Planes, pick } from './planes.ts';
import type { Colour, Scene } from './prompt.ts';
import { cellOf, octaveState, seedOf, type View } from './view.ts';

/** Hands out pieces of the shared memory. Pointers are multiples of 64. */
export interface Heap {
  alloc(bytes: number): number;
  free(pointer: number): void;
}

/** A small table in shared memory: filled on the lead thread, read by kernels through its pointer. */
export interface Table {
  readonly pointer: number;
  readonly data: Float32Array;
}

/** Memory that belongs to one picture size: the planes and a bump area for named tables. */
export interface StageMemory {
  readonly width: number;
  readonly height: number;
  readonly levels: PerLevel<Level>;
  readonly planes: Planes;
  /** A table that keeps its place and its contents from frame to frame. Asking again with the same size is free. */
  table(name: string, floats: number): Table;
  plane(pointer: number, level: number): Float32Array;
  release(): void;
}

/**
 * All that a layer may know while it paints one frame. Pixels are reached through `team` with plane pointers; JavaScript
 * loops over pixels are for small work only.
 */
export interface Stage {
  readonly width: number;
  readonly height: number;
  /** Level 0 is the picture, 1 half of it, and so on to 5. */
  readonly levels: PerLevel<Level>;
  readonly planes: Planes;
  readonly team: Team;
  readonly view: View;
  readonly scene: Scene;
  /** The colours in use, strongest first; at least three. */
  readonly colours: readonly Colour[];
  /** 32 hues x 256 densities of linear red, green, blue and 0. */
  readonly palette: Table;
  readonly quality: 'normal' | 'high';
  /** Scene amount by name; 0 when the prompt does not ask for it. */
  amount(name: string): number;
  table(name: string, floats: number): Table;
  /** A view onto a plane of that level, `stride * height` floats. */
  plane(pointer: number, level: number): Float32Array;
}

/** Room for the tables: those of fixed size, and those with an entry for each row or column. */
const FIXED_TABLE_BYTES = 1024 * 1024;
const TABLE_BYTES_PER_LINE = 384;

/** Takes memory for one picture size. @throws RangeError when a frame asks for more tables than there is room */
export function stageMemory(memory: WebAssembly.Memory, heap: Heap, width: number, height: number): StageMemory {
  const levels = levelsOf(width, height);
  const { bytes } = layPlanes(levels, 0);
  const tableBytes = FIXED_TABLE_BYTES + TABLE_BYTES_PER_LINE * (width + height);
  const base = heap.alloc(bytes + tableBytes);
  const { planes } = layPlanes(levels, base);
  const buffer = bufferReaching(memory, base + bytes + tableBytes);
  new Uint8Array(buffer, base, bytes + tableBytes).fill(0);
  const tables = new Map<string, Table>();
  let nextTable = base + bytes;

  const table = (name: string, floats: number): Table => {
    const key = `${name} ${floats}`;
    const known = tables.get(key);
    if (known !== undefined) return known;
    if (nextTable + floats * 4 > base + bytes + tableBytes) throw new RangeError(`No room for the table "${name}".`);
    const made = { pointer: nextTable, data: new Float32Array(buffer, nextTable, floats) };
    nextTable = (nextTable + floats * 4 + 63) & -64;
    tables.set(key, made);
    return made;
  };
  const plane = (pointer: number, level: number) => {
    const { stride, height: rows } = levelAt(levels, level);
    return new Float32Array(buffer, pointer, stride * rows);
  };
  return { width, height, levels, planes, table, plane, release: () => heap.free(base) };
}

/**
 * The bytes of the shared memory, at least up to `end`. A thread may not have seen yet that another one has made the
 * memory larger; growing it by nothing brings it up to date.
 */
export function bufferReaching(memory: WebAssembly.Memory, end: number): ArrayBufferLike {
  if (end > memory.buffer.byteLength) memory.grow(0);
  return memory.buffer;
}

export function levelAt(levels: readonly Level[], index: number): Level {
  return pick(levels, index);
}

/** How the pixels of a level see the lattice of an octave: lattice coordinates are linear in the pixel's column and row. */
export interface Lattice {
  /** Whole cells to add before hashing, as 32-bit numbers. */
  readonly baseU: number;
  readonly baseV: number;
  /** Lattice coordinates of pixel (0, 0), less the whole cells. */
  readonly u: number;
  readonly v: number;
  /** Change per column and per row. */
  readonly uPerColumn: number;
  readonly vPerColumn: number;
  readonly uPerRow: number;
  readonly vPerRow: number;
  /** Cells per picture height: turns a displacement in heights into cells. */
  readonly cellsPerHeight: number;
}

/**
 * The lattice of octave `i` over level `level`, as seen from the stage's view.
 *
 * @param stretchU, stretchV cells per cell: above 1 the pattern gets finer along that world axis
 */
export function latticeOver(stage: Stage, level: number, i: number, stretchU = 1, stretchV = 1): Lattice {
  const { view, width, height } = stage;
  const pixels = 1 << level;
  const perHeight = 1 / cellOf(view, i);
  const step = (pixels / height) * perHeight;
  // Centre of pixel (0, 0) of this level, in heights from the middle of the picture.
  const x = (0.5 * pixels - width / 2) / height;
  const y = (0.5 * pixels - height / 2) / height;
  const pan = octaveState(view, i);
  const startU = ((view.cos * x + view.sin * y) * perHeight + pan.u) * stretchU;
  const startV = ((view.cos * y - view.sin * x) * perHeight + pan.v) * stretchV;
  // A per-octave fraction of a cell, so that the lattice lines of different octaves do not meet at the zoom centre.
  const seed = seedOf(view, 0x1a77, i);
  const u = startU + (seed & 255) / 256;
  const v = startV + ((seed >>> 8) & 255) / 256;
  const baseU = Math.floor(u);
  const baseV = Math.floor(v);
  return {
    baseU,
    baseV,
    u: u - baseU,
    v: v - baseV,
    uPerColumn: view.cos * step * stretchU,
    vPerColumn: -view.sin * step * stretchV,
    uPerRow: view.sin * step * stretchU,
    vPerRow: view.cos * step * stretchV,
    cellsPerHeight: perHeight,
  };
}
