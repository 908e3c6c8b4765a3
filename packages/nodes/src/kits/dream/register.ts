import type { KernelCall, Team } from '../raster/team.ts';
import { type Plane, pick } from './planes.ts';
import { halveCall } from './pyramid.ts';
import { runRows } from './rows.ts';
import { levelAt, type StageMemory } from './stage.ts';
import type { Motion } from './view.ts';

/** A motion found between two pictures, and how well it explains them: 1 is perfectly, 0 not at all. */
export interface Match {
  readonly motion: Motion;
  readonly correlation: number;
}

/** Four unknowns of a similarity: W(x) = x + (a x - b y + tx, b x + a y + ty), from the picture's centre. @unit px */
interface Similarity {
  a: number;
  b: number;
  tx: number;
  ty: number;
}

/** A small lightness plane with the picture's centre in its own pixels. */
interface Thumbnail {
  readonly pixels: Float32Array;
  readonly width: number;
  readonly height: number;
  readonly stride: number;
  readonly centreX: number;
  readonly centreY: number;
}

const BLOCK_PX = 8;
const COARSE_ROUNDS = 6;
const FINE_ROUNDS = 5;
/** A round that moves the picture's edge by less than this ends the search. @unit px */
const SETTLED_PX = 0.004;
/** Fewer overlapping pixels than this prove nothing. */
const FEWEST_PIXELS = 50;
/** Keeps the equations solvable where a picture has no structure. */
const DAMPING = 1e-6;
/** Lightness 0..1 that varies less than this is blank. */
const BLANK_VARIANCE = 1e-6;
const NO_MATCH: Match = { motion: {}, correlation: 0 };

/**
 * Finds how the camera moved from the last output to the new input, for callers that do not say.
 *
 * Gauss-Newton over the four parameters of a similarity, on lightness at 1/16 and then 1/8 size.
 *
 * @source S. Baker and I. Matthews, Lucas-Kanade 20 Years On, 2004 (forward additive algorithm)
 */
export function findMotion(memory: StageMemory, team: Team, previous: number, current: number): Match {
  const { width, height } = memory;
  if (width < 4 * BLOCK_PX || height < 4 * BLOCK_PX) return NO_MATCH;
  const before = thumbnails(memory, team, previous, 0);
  const after = thumbnails(memory, team, current, 1);
  const found: Similarity = { a: 0, b: 0, tx: 0, ty: 0 };
  refine(before.coarse, after.coarse, found, COARSE_ROUNDS);
  found.tx *= 2;
  found.ty *= 2;
  const correlation = refine(before.fine, after.fine, found, FINE_ROUNDS);
  return { motion: motionOf(found, height), correlation };
}

/** The search looks up the old picture from the new one; a motion goes the other way. */
function motionOf({ a, b, tx, ty }: Similarity, height: number): Motion {
  const zoom = 1 / Math.sqrt((1 + a) * (1 + a) + b * b);
  const cos = (1 + a) * zoom;
  const sin = -b * zoom;
  const perPixel = (-zoom * BLOCK_PX) / height;
  return {
    zoom,
    direction: [cos, sin],
    panX: perPixel * (cos * tx - sin * ty),
    panY: perPixel * (sin * tx + cos * ty),
  };
}

function thumbnails(
  memory: StageMemory,
  team: Team,
  picture: number,
  slot: 0 | 1,
): { fine: Thumbnail; coarse: Thumbnail } {
  const { levels, planes, width, height } = memory;
  const eighth = levelAt(levels, 3);
  const sixteenth = levelAt(levels, 4);
  const fine: Plane = pick(planes.scratch[3], slot);
  const coarse: Plane = pick(planes.scratch[4], slot);
  const columns = Math.floor(width / BLOCK_PX);
  const rows = Math.floor(height / BLOCK_PX);
  const blocks: KernelCall = ['blockLuma', picture, width, fine, columns, eighth.stride];
  runRows(team, rows, [blocks]);
  runRows(team, sixteenth.height, [halveCall(levels, fine, 3, coarse)]);
  const centreX = (width - BLOCK_PX) / (2 * BLOCK_PX);
  const centreY = (height - BLOCK_PX) / (2 * BLOCK_PX);
  return {
    fine: { pixels: memory.plane(fine, 3), width: columns, height: rows, stride: eighth.stride, centreX, centreY },
    coarse: {
      pixels: memory.plane(coarse, 4),
      width: columns >> 1,
      height: rows >> 1,
      stride: sixteenth.stride,
      centreX: (centreX - 0.5) / 2,
      centreY: (centreY - 0.5) / 2,
    },
  };
}

/** Improves `found` in place; returns the correlation before the last improvement. */
function refine(before: Thumbnail, after: Thumbnail, found: Similarity, rounds: number): number {
  let correlation = 0;
  for (let round = 0; round < rounds; round++) {
    const { normal, pixels, correlation: reached } = gather(before, after, found);
    if (pixels < FEWEST_PIXELS) return 0;
    correlation = reached;
    const [da = 0, db = 0, dx = 0, dy = 0] = solve(normal);
    found.a += da;
    found.b += db;
    found.tx += dx;
    found.ty += dy;
    if ((Math.abs(da) + Math.abs(db)) * before.width + Math.abs(dx) + Math.abs(dy) < SETTLED_PX) break;
  }
  return correlation;
}

/** The normal equations of one round (4 rows of 4 coefficients and a right side), and how alike the pictures are now. */
function gather(before: Thumbnail, after: Thumbnail, { a, b, tx, ty }: Similarity) {
  const { width, height, stride, centreX, centreY, pixels: old } = before;
  const normal = new Float64Array(20);
  const row = new Float64Array(5);
  let [count, sumOld, sumNew, oldOld, newNew, oldNew] = [0, 0, 0, 0, 0, 0];
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const fromX = x - centreX;
      const fromY = y - centreY;
      const u = x + a * fromX - b * fromY + tx;
      const v = y + b * fromX + a * fromY + ty;
      if (u < 0 || v < 0 || u >= width - 1 || v >= height - 1) continue;
      const column = Math.floor(u);
      const line = Math.floor(v);
      const [fx, fy, at] = [u - column, v - line, line * stride + column];
      const p00 = old[at] ?? 0;
      const p10 = old[at + 1] ?? 0;
      const p01 = old[at + stride] ?? 0;
      const p11 = old[at + stride + 1] ?? 0;
      const value = (p00 * (1 - fx) + p10 * fx) * (1 - fy) + (p01 * (1 - fx) + p11 * fx) * fy;
      const slopeX = (p10 - p00) * (1 - fy) + (p11 - p01) * fy;
      const slopeY = (p01 - p00) * (1 - fx) + (p11 - p10) * fx;
      const seen = after.pixels[y * after.stride + x] ?? 0;
      row[0] = slopeX * fromX + slopeY * fromY;
      row[1] = slopeY * fromX - slopeX * fromY;
      row[2] = slopeX;
      row[3] = slopeY;
      row[4] = seen - value;
      addProducts(normal, row);
      count++;
      sumOld += value;
      sumNew += seen;
      oldOld += value * value;
      newNew += seen * seen;
      oldNew += value * seen;
    }
  }
  if (count === 0) return { normal, pixels: 0, correlation: 0 };
  const oldSpread = oldOld - (sumOld * sumOld) / count;
  const newSpread = newNew - (sumNew * sumNew) / count;
  const covariance = oldNew - (sumOld * sumNew) / count;
  // Two pictures without any structure show nothing that could have moved.
  const blank = Math.max(oldSpread, newSpread) < BLANK_VARIANCE * count;
  const correlation = blank ? 1 : covariance / Math.sqrt(Math.max(1e-12, oldSpread * newSpread));
  return { normal, pixels: count, correlation };
}

function addProducts(normal: Float64Array, row: Float64Array): void {
  for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 5; j++) normal[5 * i + j] = (normal[5 * i + j] ?? 0) + (row[i] ?? 0) * (row[j] ?? 0);
  }
}

/** Gauss-Jordan elimination without pivoting: the matrix is symmetric and, with the damping, positive definite. */
function solve(normal: Float64Array): number[] {
  const at = (i: number, j: number) => normal[5 * i + j] ?? 0;
  for (let i = 0; i < 4; i++) normal[6 * i] = at(i, i) + DAMPING;
  for (let i = 0; i < 4; i++) {
    for (let other = 0; other < 4; other++) {
      if (other === i) continue;
      const factor = at(other, i) / at(i, i);
      for (let j = i; j < 5; j++) normal[5 * other + j] = at(other, j) - factor * at(i, j);
    }
  }
  return [0, 1, 2, 3].map((i) => at(i, 4) / at(i, i));
}
