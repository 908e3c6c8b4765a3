import type { Plane } from './planes.ts';
import { levelAt, type Stage, type Table } from './stage.ts';

/**
 * A part of the picture on which fields are worked out before it is painted: at half size where that suffices, at full
 * size for small things. Rows and columns count from the picture's own corner, so kernels need no other offset.
 */
export interface Grid {
  readonly level: 0 | 1;
  readonly stride: number;
  readonly firstRow: number;
  readonly rowCount: number;
  /** Pixels per grid step, and the pixel on which grid point 0 lies. */
  readonly stepPx: number;
  readonly originPx: number;
  /** Pairs (first column, end column) by row. */
  readonly spans: Table;
  /** Planes for the fields; what is in them does not outlive the object that is being drawn. */
  readonly planes: readonly Plane[];
}

/** A box of pixels, `right` and `bottom` not included. Columns are multiples of 4. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Discs smaller than this are worked out at full size. @unit pixels */
const FULL_SIZE_BELOW_PX = 40;

/** The pixels within `reachPx` of a centre that lie in the picture, or null when none does. */
export function boxAround(stage: Stage, centreX: number, centreY: number, reachPx: number): Box | null {
  const left = Math.max(0, Math.floor(centreX - reachPx) & ~3);
  const right = Math.min((stage.width + 3) & ~3, (Math.floor(centreX + reachPx) + 5) & ~3);
  const top = Math.max(0, Math.floor(centreY - reachPx));
  const bottom = Math.min(stage.height, Math.floor(centreY + reachPx) + 2);
  return left < right && top < bottom ? { left, right, top, bottom } : null;
}

/** A half-size grid that covers a box with room to interpolate. */
export function halfGrid(stage: Stage, box: Box): Grid {
  return gridOf(stage, box, 1, () => [box.left, box.right]);
}

/** A grid that covers a disc and little more. */
export function discGrid(stage: Stage, box: Box, centreX: number, centreY: number, radiusPx: number): Grid {
  const span = (y: number): [number, number] => {
    const dy = Math.min(Math.max(Math.abs(y - centreY) - 3, 0) / radiusPx, 1);
    const half = Math.sqrt(1 - dy * dy) * radiusPx + 6;
    return [Math.max(box.left, centreX - half), Math.min(box.right, centreX + half)];
  };
  return gridOf(stage, box, radiusPx < FULL_SIZE_BELOW_PX ? 0 : 1, span);
}

function gridOf(stage: Stage, box: Box, level: 0 | 1, spanOf: (y: number) => readonly [number, number]): Grid {
  const geometry = levelAt(stage.levels, level);
  const stepPx = 1 << level;
  const originPx = level === 0 ? 0 : 0.5;
  const firstRow = Math.max(0, (box.top >> level) - 1);
  const endRow = Math.min(geometry.height, ((box.bottom + 3) >> level) + 1);
  const spans = stage.table(`spans${level}`, 2 * geometry.height);
  const columns = new Int32Array(spans.data.buffer, spans.pointer, 2 * geometry.height);
  const lastColumn = geometry.stride - 4;
  for (let row = firstRow; row < endRow; row++) {
    const [left, right] = spanOf(row * stepPx + originPx);
    columns[2 * row] = Math.max(0, (Math.floor(left / stepPx) - 4) & ~3);
    columns[2 * row + 1] = Math.min(lastColumn, (Math.floor(right / stepPx) + 8) & ~3);
  }
  const common = { level, firstRow, rowCount: endRow - firstRow, stepPx, originPx, spans };
  if (level === 1) return { ...common, stride: geometry.stride, planes: stage.planes.scratch[1] ?? [] };
  // Small grids live in point buffers; their planes are shifted so that the picture's own rows and columns address them.
  const firstColumn = Math.max(0, box.left - 8);
  const stride = (Math.min(box.right + 16, geometry.stride) - firstColumn + 3) & ~3;
  const shift = 4 * (firstRow * stride + firstColumn);
  return { ...common, stride, planes: stage.planes.points.map((plane) => plane - shift) };
}

/** The grid's plane by number. */
export function planeOf(grid: Grid, index: number): Plane {
  const plane = grid.planes[index];
  if (plane === undefined) throw new RangeError(`A grid has no plane ${index}.`);
  return plane;
}
