import { drawBlackHole } from './black-hole.ts';
import type { Body } from './body.ts';
import { drawBurst } from './burst.ts';
import { clamp, hash32, lerp, smoothstep, unit } from './dmath.ts';
import { drawGalaxy } from './galaxy.ts';
import { drawPlanet } from './planet.ts';
import type { Stage } from './stage.ts';
import { drawSun } from './sun.ts';
import { cellOf, depthOf, panOf, seedOf } from './view.ts';

/** Amounts of the scene that put bodies into the world. */
const KINDS = 'planet earth gas moon dplanet iceplanet lavaplanet sun galaxy blackhole burst asteroid'.split(' ');
/** A body of these kinds is one of its kind: its neighbours are moons and plain rocky worlds. */
const UNIQUE_WORLDS = new Set(['earth', 'lavaplanet', 'iceplanet', 'dplanet', 'moon']);
const RARE = new Set(['blackhole', 'burst']);
/** How far the light of a body reaches beyond it. @unit radii */
const REACH: Readonly<Record<string, number>> = { galaxy: 2.2, sun: 2.6, blackhole: 4, burst: 2 };
const HERO_RADIUS: Readonly<Record<string, number>> = { galaxy: 0.66, sun: 0.42, burst: 0.6, asteroid: 0.34 };

/** Bodies of light alone. */
const DISSOLVING = new Set(['galaxy', 'burst']);
/**
 * How bodies pass the camera: they begin to give way at `fromSize`; `range` later their centre is at least `clearance`
 * away, which takes a ball out of the picture's corner. @unit picture heights
 */
const PASSING = { fromSize: 0.14, range: 0.66, clearance: 1.85, goneSize: 1.4 };

const BODY_FIELD = 4242;
const BELT_FIELD = 4243;
/** Bodies keep to cells of this many lattice cells, a power of two so that they repeat with the lattice. */
const CELL = 2;
const CELL_MASK = 65536 / CELL - 1;
/** The octave whose first cell holds the body that the first picture is composed around. */
const HERO_OCTAVE = 1;
/** How far apart the scene's main body comes again: in octaves along the zoom, in cells across it. */
const HERO_EVERY_OCTAVES = 3;
const HERO_EVERY_CELLS = 4;
/** Bodies this far outside may still reach into the picture. @unit picture heights */
const EDGE = 0.15;
/** Bodies of this octave have left the picture when it ends. */
const LARGEST_OCTAVE = -3;
const MOST_BODIES = 24;
const MOST_ROCKS = 28;

/** Paints the bodies of the world, far ones first. */
export function drawObjects(stage: Stage): void {
  for (const body of bodiesInView(stage)) drawBody(stage, body);
}

function drawBody(stage: Stage, body: Body): void {
  if (body.kind === 'galaxy') drawGalaxy(stage, body);
  else if (body.kind === 'sun') drawSun(stage, body);
  else if (body.kind === 'blackhole') drawBlackHole(stage, body);
  else if (body.kind === 'burst') drawBurst(stage, body);
  else drawPlanet(stage, body);
}

/** The bodies of a scene that show in this frame, the smallest first. */
export function bodiesInView(stage: Stage): readonly Body[] {
  const kinds = KINDS.map((kind) => ({ kind, amount: stage.amount(kind) })).filter(({ amount }) => amount > 0.05);
  if (kinds.length === 0) return [];
  const worlds = kinds.filter(({ kind }) => kind !== 'asteroid');
  const bodies = nearest(placeWorlds(stage, worlds), MOST_BODIES);
  const rocks = stage.amount('asteroid') > 0.1 ? nearest(placeBelt(stage), MOST_ROCKS) : [];
  return [...bodies, ...rocks].sort(smallestFirst);
}

function smallestFirst(a: Body, b: Body): number {
  return a.radius - b.radius || a.id - b.id;
}

function nearest(bodies: Body[], most: number): Body[] {
  return bodies.sort(smallestFirst).slice(-most);
}

interface KindAmount {
  readonly kind: string;
  readonly amount: number;
}

function placeWorlds(stage: Stage, kinds: readonly KindAmount[]): Body[] {
  const bodies: Body[] = [];
  const total = kinds.reduce((sum, { amount }) => sum + amount, 0);
  const main = kinds.toSorted((a, b) => b.amount - a.amount)[0];
  if (main === undefined) return [];
  const probability = clamp(0.09 + 0.11 * total, 0, 0.45);
  for (let i = 4; i >= LARGEST_OCTAVE; i--) {
    const octave = stage.view.octave + i;
    const heroes = (octave - HERO_OCTAVE) % HERO_EVERY_OCTAVES === 0;
    const grown = smoothstep(4, 2.1, depthOf(stage.view, i));
    if (grown <= 0) continue;
    for (const { cellX, cellY, columns, rows } of cellsAround(stage, i, CELL)) {
      const id = hash32(seedOf(stage.view, BODY_FIELD, i), cellX, cellY);
      const nearX = signedCell(cellX);
      const nearY = signedCell(cellY);
      const isHero = heroes && cellX % HERO_EVERY_CELLS === 0 && cellY % HERO_EVERY_CELLS === 0;
      if (isHero) {
        const draw = octave === HERO_OCTAVE ? stage.view.seed : id;
        const side = unit(draw, 91) < 0.5 ? -1 : 1;
        const u = (columns + side * 0.46) * CELL;
        const v = (rows + (unit(draw, 92) - 0.5) * 0.2) * CELL;
        const body = bodyAt(stage, i, main.kind, id, u, v, HERO_RADIUS[main.kind] ?? 0.48, grown);
        if (body !== null) bodies.push(body);
        continue;
      }
      // Room around a hero, and around where the first picture looks.
      if (heroes && besideHero(cellX) && besideHero(cellY)) continue;
      if (octave < HERO_OCTAVE && Math.abs(nearX) <= 1 && Math.abs(nearY) <= 1) continue;
      const crowded = octave === HERO_OCTAVE + 1 && Math.abs(nearX) + Math.abs(nearY) < 3;
      const kind = companionKind(kinds, total, id, i);
      if (kind === null || unit(id, 1) >= probability || (crowded && unit(id, 9) >= 0.35)) continue;
      const u = (columns + 0.18 + 0.64 * unit(id, 2)) * CELL;
      const v = (rows + 0.18 + 0.64 * unit(id, 3)) * CELL;
      const body = bodyAt(stage, i, kind, id, u, v, (0.105 + 0.09 * unit(id, 4)) * CELL, grown);
      if (body !== null) bodies.push(body);
    }
  }
  return bodies;
}

/** Rocks of every size, dense, on a lattice of their own. */
function placeBelt(stage: Stage): Body[] {
  const bodies: Body[] = [];
  const probability = clamp(0.24 * stage.amount('asteroid'), 0, 0.5);
  for (let i = 4; i >= LARGEST_OCTAVE; i--) {
    const grown = smoothstep(4, 2.6, depthOf(stage.view, i));
    if (grown <= 0) continue;
    for (const { cellX, cellY, columns, rows } of cellsAround(stage, i, 1)) {
      const id = hash32(seedOf(stage.view, BELT_FIELD, i), cellX, cellY);
      if (unit(id, 1) >= probability) continue;
      const radius = 0.06 + 0.34 * unit(id, 4) * unit(id, 5);
      const body = bodyAt(stage, i, 'asteroid', id, columns + unit(id, 2), rows + unit(id, 3), radius, grown);
      if (body !== null) bodies.push(body);
    }
  }
  return bodies;
}

function companionKind(kinds: readonly KindAmount[], total: number, id: number, i: number): string | null {
  let rest = unit(id, 5) * total;
  const drawn = kinds.find(({ amount }) => {
    rest -= amount;
    return rest <= 0;
  });
  const kind = drawn?.kind ?? kinds[0]?.kind ?? null;
  if (kind === null) return null;
  if (UNIQUE_WORLDS.has(kind)) return unit(id, 55) < 0.5 ? 'moon' : 'rocky';
  if (RARE.has(kind)) return i > 1 || unit(id, 55) < 0.4 ? null : kind;
  if (kind === 'sun') return unit(id, 55) < 0.6 ? null : 'rocky';
  return kind;
}

interface Cell {
  /** Wrapped cell numbers: what the hash sees. */
  readonly cellX: number;
  readonly cellY: number;
  /** Unwrapped ones: where it lies relative to the camera's pan. */
  readonly columns: number;
  readonly rows: number;
}

/** All cells that may hold something in the picture, whichever way it is turned. */
function* cellsAround(stage: Stage, i: number, cellUnits: number): Generator<Cell> {
  const [panU, panV] = panOf(stage.view, i);
  const aspect = stage.width / stage.height;
  const reach = 0.5 * Math.sqrt(1 + aspect * aspect) + EDGE;
  const span = 1 + Math.floor(reach / (cellOf(stage.view, i) * cellUnits));
  const middleX = Math.floor(panU / cellUnits);
  const middleY = Math.floor(panV / cellUnits);
  const mask = 65536 / cellUnits - 1;
  for (let rows = middleY - span; rows <= middleY + span; rows++) {
    for (let columns = middleX - span; columns <= middleX + span; columns++) {
      yield { cellX: columns & mask, cellY: rows & mask, columns, rows };
    }
  }
}

/** Whether a cell lies beside a hero's, in one direction. */
function besideHero(cell: number): boolean {
  return cell % HERO_EVERY_CELLS !== HERO_EVERY_CELLS / 2;
}

/** A wrapped cell number as a distance from cell 0, negative on the near side of the wrap. */
function signedCell(cell: number): number {
  return cell > CELL_MASK / 2 ? cell - CELL_MASK - 1 : cell;
}

/** A body at lattice point (u, v) of octave i, or null when it does not show. @param radius in lattice cells */
function bodyAt(
  stage: Stage,
  i: number,
  kind: string,
  id: number,
  u: number,
  v: number,
  radius: number,
  grown: number,
): Body | null {
  const { view, width, height } = stage;
  const [panU, panV] = panOf(view, i);
  const cell = cellOf(view, i);
  const worldX = (u - panU) * cell;
  const worldY = (v - panV) * cell;
  const size = radius * cell * grown;
  const [farX, farY] = DISSOLVING.has(kind) ? [worldX, worldY] : passingBy(worldX, worldY, size, id);
  const alpha = smoothstep(0.004, 0.03, size) * fading(kind, worldX, worldY, size);
  if (alpha <= 0.003) return null;
  const x = view.cos * farX - view.sin * farY;
  const y = view.sin * farX + view.cos * farY;
  const reach = size * (REACH[kind] ?? 2.4);
  if (Math.abs(x) - reach > width / height / 2 || Math.abs(y) - reach > 0.5) return null;
  return { kind, x, y, radius: size, alpha, id };
}

/**
 * Where a body stands when the camera steers around it: a large one is moved outwards, more and more as it grows, so that
 * it slides out of the picture whole. Small ones, and those far enough outside, stay where they are.
 */
function passingBy(x: number, y: number, size: number, id: number): readonly [x: number, y: number] {
  const near = Math.max(0, size - PASSING.fromSize) / PASSING.range;
  const least = PASSING.clearance * 0.5 * (near + near * near);
  const distance = Math.sqrt(x * x + y * y);
  // A smooth maximum of the two, exactly the distance itself as long as that is well above the least.
  const margin = 0.25 * size;
  const soft = Math.max(0, 1 - Math.abs(distance - least) / margin);
  const wanted = Math.max(distance, least) + 0.25 * margin * soft * soft;
  if (wanted === distance) return [x, y];
  // One right ahead has no side of its own; its hash gives it one, to the left or the right rather than up or down.
  const lean = 0.08 * size;
  const [sideX, sideY] = [x + (id & 1 ? lean : -lean), y + lean * (unit(id, 93) - 0.5)];
  const length = Math.max(1e-6, Math.sqrt(sideX * sideX + sideY * sideY));
  const moved = wanted - distance;
  return [x + (sideX / length) * moved, y + (sideY / length) * moved];
}

/** Light without a surface dissolves before the camera is inside it; other bodies only once they are out of sight. */
function fading(kind: string, x: number, y: number, size: number): number {
  if (!DISSOLVING.has(kind)) return smoothstep(PASSING.goneSize, 1, size);
  const centrality = Math.sqrt(x * x + y * y) / size;
  const largest = lerp(0.4, 1, smoothstep(0.9, 1.9, centrality));
  return smoothstep(largest, 0.62 * largest, size);
}
