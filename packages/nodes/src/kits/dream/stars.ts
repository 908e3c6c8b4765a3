import { sin } from '@epoch/graph-runtime/exact-math';
import { clamp, hashPair, hashTriple, lerp, smoothstep } from './dmath.ts';
import type { Level } from './planes.ts';
import { runRows } from './rows.ts';
import { skyOf } from './shade.ts';
import { levelAt, type Stage, type Table } from './stage.ts';
import { cellOf, depthOf, octaveState, screenOf, seedOf, type View } from './view.ts';

/** Octaves that carry stars. */
const FIRST_OCTAVE = 2;
const LAST_OCTAVE = 6;
/** Share of the cells that have a star, and how bright stars are, by depth from 1.5 in whole steps. */
const SHARE_BY_DEPTH = [0.9, 0.75, 0.55, 0.5, 0.42] as const;
const LIGHT_BY_DEPTH = [1.5, 1.5, 1, 0.75, 0.75] as const;
/** Near stars: fewer, bright, and twice as fast as the world behind them. */
const NEAR = { last: 4, share: [0.12], light: [1.2] } as const;
/** A star whose cell only just has one is this much of a draw away from full light. */
const SOFT_SHARE = 0.06;
const STAR_FIELD = 777;
const NEAR_STAR_FIELD = 778;
const MOST_STARS = 6000;
const FLOATS_PER_STAR = 16;
/** Cells smaller than this hold nothing that could be seen. @unit px */
const SMALLEST_CELL_PX = 5;
/** Stars this far outside the picture may still reach into it. @unit picture heights */
const MARGIN = 0.06;
/** Star sizes were found at this height. */
const TUNED_HEIGHT_PX = 432;
/** From hot to cool: red, green, blue. */
const STAR_COLOURS = [
  [0.72, 0.88, 1.35],
  [1, 1, 1.05],
  [1.1, 0.92, 0.8],
  [1.25, 0.72, 0.5],
] as const;
/** Which colour each of 16 equally likely draws gets: many hot stars, few cool ones. */
const COLOUR_DRAW = [0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3] as const;

/** Stars that move together. */
interface Layer {
  readonly view: View;
  readonly field: number;
  readonly last: number;
  /** By depth from 1.5 in whole steps; the last value holds beyond. */
  readonly share: readonly number[];
  readonly light: readonly number[];
}

interface Brush {
  readonly stage: Stage;
  readonly table: Table;
  readonly density: Float32Array | null;
  readonly glow: number;
  readonly sizePx: number;
  readonly level: Level;
  readonly timeFrames: number;
  count: number;
}

/**
 * Paints the stars of the world: one lattice per octave, each cell holding at most one, so that stars drift apart under
 * zoom and new ones come up between them. `gas` says whether the density field is there to dim them.
 */
export function paintStars(stage: Stage, gas: boolean): void {
  const amount = clamp(stage.amount('stars') * (1 - 0.9 * skyOf(stage).amount), 0, 2);
  if (amount <= 0.03) return;
  const brush: Brush = {
    stage,
    table: stage.table('stars', MOST_STARS * FLOATS_PER_STAR),
    density: gas ? stage.plane(stage.planes.fields.density[0], 0) : null,
    glow: stage.amount('glow'),
    sizePx: stage.height / TUNED_HEIGHT_PX,
    level: levelAt(stage.levels, 0),
    timeFrames: stage.view.timeFrames,
    count: 0,
  };
  listLayer(
    brush,
    { view: stage.view, field: STAR_FIELD, last: LAST_OCTAVE, share: SHARE_BY_DEPTH, light: LIGHT_BY_DEPTH },
    amount,
  );
  const near = { ...stage.view, ...stage.view.near };
  listLayer(brush, { view: near, field: NEAR_STAR_FIELD, ...NEAR }, amount);
  const { height, width, stride } = levelAt(stage.levels, 0);
  runRows(stage.team, height, [['paintStars', ...stage.planes.rgb, width, stride, brush.table.pointer, brush.count]]);
}

function listLayer(brush: Brush, layer: Layer, amount: number): void {
  for (let i = FIRST_OCTAVE; i <= layer.last; i++) listOctave(brush, layer, i, amount);
}

function listOctave(brush: Brush, layer: Layer, i: number, amount: number): void {
  const { width, height } = brush.stage;
  const { view, last } = layer;
  const cell = cellOf(view, i);
  const depth = depthOf(view, i);
  const fade = smoothstep(last - 0.4, last - 1.8, depth) * smoothstep(FIRST_OCTAVE - 1, FIRST_OCTAVE - 0.5, depth);
  if (fade <= 0 || cell * height < SMALLEST_CELL_PX) return;
  const { u: panU, v: panV } = octaveState(view, i);
  const seed = seedOf(view, layer.field, i);
  const halfWidth = width / height / 2 + MARGIN;
  const halfHeight = 0.5 + MARGIN;
  // The turned picture's bounding box in lattice coordinates.
  const reachU = (Math.abs(view.cos) * halfWidth + Math.abs(view.sin) * halfHeight) / cell;
  const reachV = (Math.abs(view.sin) * halfWidth + Math.abs(view.cos) * halfHeight) / cell;
  const share = byDepth(layer.share, depth) * Math.min(1, 0.35 + 0.65 * amount);
  const onScreen = screenOf(view, i);
  const light = fade * byDepth(layer.light, depth) * Math.min(1.5, amount);
  for (let row = Math.floor(panV - reachV); row <= panV + reachV; row++) {
    for (let column = Math.floor(panU - reachU); column <= panU + reachU; column++) {
      const hash = hashTriple(seed, column, row);
      const presence = clamp((share - (hash & 0xffff) / 65536) / SOFT_SHARE, 0, 1);
      if (presence === 0) continue;
      const place = hashPair(hash, 1);
      const [x, y] = onScreen(column + (place & 0xffff) / 65536, row + (place >>> 16) / 65536);
      if (Math.abs(x) < halfWidth && Math.abs(y) < halfHeight) listStar(brush, x, y, light * presence, hash);
    }
  }
}

function byDepth(values: readonly number[], depth: number): number {
  const at = clamp(depth - 1.5, 0, values.length - 1);
  const below = Math.floor(at);
  return lerp(values[below] ?? 0, values[below + 1] ?? values[below] ?? 0, at - below);
}

/** Magnitudes have a heavy tail: few very bright stars, many faint ones. */
function listStar(brush: Brush, x: number, y: number, share: number, hash: number): void {
  const { level, timeFrames } = brush;
  const draw = hashPair(hash, 2);
  const magnitude = Math.min(26, 0.045 / (((draw & 0xffff) + 1) / 65537));
  const twinkle = 0.8 + 0.2 * sin(timeFrames * (0.05 + ((draw >>> 20) & 63) / 300) + (hash & 255));
  const column = level.width / 2 - 0.5 + x * level.height;
  const row = level.height / 2 - 0.5 + y * level.height;
  const light = share * (0.06 + magnitude) * twinkle * clearness(brush, column, row);
  putStar(brush, column, row, light, STAR_COLOURS[COLOUR_DRAW[(draw >>> 16) & 15] ?? 1] ?? STAR_COLOURS[1]);
}

/** How much of a star's light comes through the gas in front of it. */
function clearness(brush: Brush, column: number, row: number): number {
  const { width, height, stride } = brush.level;
  const x = Math.floor(column + 0.5);
  const y = Math.floor(row + 0.5);
  if (brush.density === null || x < 0 || y < 0 || x >= width || y >= height) return 1;
  return 1 - 0.75 * smoothstep(0.1, 0.8, brush.density[y * stride + x] ?? 0);
}

/** Appends a star in the layout of the kernel: a faint one is a small disc, a bright one gets a halo, then spikes. */
function putStar(
  brush: Brush,
  x: number,
  y: number,
  light: number,
  [r, g, b]: readonly [number, number, number],
): void {
  const { table, glow, sizePx } = brush;
  if (brush.count >= MOST_STARS || light < 0.004) return;
  const bright = light >= 0.5;
  const whiten = bright ? 0.5 : 0;
  const core = bright ? (1.5 + 0.35 * Math.min(4, light)) * sizePx + 0.2 : 1.25 * sizePx + 0.3;
  const halo = light > 1.1 ? (7 + 3.2 * Math.min(9, light)) * sizePx * (1 + glow * 0.5) : 0;
  const spike = light > 2.4 ? (6 + 2.2 * Math.min(11, light)) * sizePx * (1 + 0.4 * glow) : 0;
  const reach = Math.max(core, halo, spike);
  const at = brush.count * FLOATS_PER_STAR;
  const { data } = table;
  data[at] = x;
  data[at + 1] = y;
  data[at + 2] = core;
  data[at + 3] = bright ? 1.2 + light * 0.5 : light * 1.6;
  data[at + 4] = lerp(r, 1, whiten);
  data[at + 5] = lerp(g, 1, whiten);
  data[at + 6] = lerp(b, 1, whiten);
  data[at + 7] = halo;
  data[at + 8] = Math.min(0.5, 0.045 * light) * (1 + glow);
  data[at + 9] = spike;
  data[at + 10] = Math.min(1, 0.09 * light);
  data[at + 11] = r;
  data[at + 12] = g;
  data[at + 13] = b;
  data[at + 14] = Math.max(0, Math.ceil(y - reach));
  data[at + 15] = Math.floor(y + reach);
  brush.count++;
}
