import type { EdgeMode } from '../requests.ts';
import { MAX_SEGMENT, MOST_SHRINK, RING_CELLS } from '../scratch.ts';
import { makeTaps, type TapFilter, type Taps } from '../taps.ts';
import type { Workbench } from '../workbench.ts';
import { EDGE_CODE, opaque, type PixelsAt, place } from './pixels-at.ts';

/** One axis: [from, from + length) of the source becomes the whole of the result. */
interface Span {
  readonly from: number;
  readonly length: number;
}

export interface ResampleJob {
  readonly source: PixelsAt;
  readonly out: PixelsAt;
  readonly columns: Span;
  readonly rows: Span;
  readonly filter: TapFilter;
  readonly edge: EdgeMode;
}

/** Bits of the plan's `alpha` word. */
const PREMULTIPLY = 1;
const STRAIGHTEN = 2;

/** Working on 512 columns at once keeps the ring in the cache. */
const TILE_COLUMNS = 512;
const PLAN_WORDS = 17;

export function runResample(bench: Workbench, job: ResampleJob): void {
  const { source, out, edge } = job;
  checkShrink(job.columns.length / out.width, job.rows.length / out.height);
  const columns = cachedTaps(job.filter, job.columns, out.width);
  const rows = pairRows(cachedTaps(job.filter, job.rows, out.height));
  const columnPairs = columns.taps / 2;
  const plan = bench.take(PLAN_WORDS * 4);
  bench
    .words(plan, PLAN_WORDS)
    .set([
      source.pointer,
      source.width * 4,
      source.width,
      source.height,
      EDGE_CODE[edge],
      alphaHandling(bench, source, edge),
      out.pointer,
      out.width * 4,
      out.width,
      place(bench, columns.starts),
      place(bench, columns.weights),
      columnPairs,
      place(bench, rows.starts),
      place(bench, rows.counts),
      place(bench, rows.weights),
      rows.most,
      tileColumns(columns, job.columns.length / out.width, rows.most),
    ]);
  bench.team.rows(out.height, [['resample', plan]]);
}

/** Opaque pictures need no premultiplication at all: their alpha is the same everywhere. */
function alphaHandling(bench: Workbench, source: PixelsAt, edge: EdgeMode): number {
  if (!opaque(bench, source)) return PREMULTIPLY | STRAIGHTEN;
  return edge === 'transparent' ? STRAIGHTEN : 0;
}

function tileColumns(columns: Taps, scale: number, rowPairs: number): number {
  const inRing = RING_CELLS / (rowPairs + 1);
  const inSegment = (MAX_SEGMENT - columns.taps) / Math.max(scale, 1);
  const tile = Math.floor(Math.min(TILE_COLUMNS, inRing, inSegment) / 4) * 4;
  return tile;
}

/** @throws RangeError beyond what the scratch of a thread holds */
function checkShrink(...scales: number[]): void {
  for (const scale of scales) {
    if (scale <= MOST_SHRINK) continue;
    throw new RangeError(`A picture can be shrunk to 1/${MOST_SHRINK} of its size in one step, not to 1/${scale}.`);
  }
}

interface PairedRows {
  readonly starts: Int32Array;
  readonly counts: Int32Array;
  readonly weights: Int16Array;
  /** Largest count. */
  readonly most: number;
}

const pairedRows = new WeakMap<Taps, PairedRows>();

/** The same taps in pairs of rows 2p and 2p + 1, as the kernel keeps them in its ring. */
function pairRows(taps: Taps): PairedRows {
  const known = pairedRows.get(taps);
  if (known !== undefined) return known;
  const most = taps.taps / 2 + 1;
  const starts = new Int32Array(taps.count);
  const counts = new Int32Array(taps.count);
  const weights = new Int16Array(taps.count * most * 2);
  for (let y = 0; y < taps.count; y++) {
    const first = taps.starts[y] ?? 0;
    const pair = Math.floor(first / 2);
    const offset = first - 2 * pair;
    starts[y] = pair;
    counts[y] = (offset + taps.taps + 1) >> 1;
    const to = y * most * 2 + offset;
    for (let k = 0; k < taps.taps; k++) weights[to + k] = taps.weights[y * taps.taps + k] ?? 0;
  }
  const paired = { starts, counts, weights, most };
  pairedRows.set(taps, paired);
  return paired;
}

const CACHED_TABLES = 24;
const tables = new Map<string, Taps>();

/** A camera that moves steadily asks for the same table on every frame. The oldest are forgotten first. */
function cachedTaps(filter: TapFilter, span: Span, count: number): Taps {
  const key = `${filter} ${span.from} ${span.length} ${count}`;
  const taps = tables.get(key) ?? makeTaps(filter, span.from, span.length, count);
  tables.delete(key);
  tables.set(key, taps);
  for (const oldest of tables.keys()) {
    if (tables.size <= CACHED_TABLES) break;
    tables.delete(oldest);
  }
  return taps;
}
