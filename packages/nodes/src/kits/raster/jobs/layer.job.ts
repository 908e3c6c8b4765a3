import type { Workbench } from '../workbench.ts';
import { type PixelsAt, place } from './pixels-at.ts';

/** A premultiplied layer and where its top-left corner goes. */
export interface LayerAt extends PixelsAt {
  readonly x: number;
  readonly y: number;
}

export interface OverJob {
  readonly ground: PixelsAt;
  /** The layers' pixels. */
  readonly packed: PixelsAt;
  /** Five words to a layer: where in `packed` its pixels begin (bytes), x, y, width, height. */
  readonly table: Int32Array;
  readonly out: PixelsAt;
}

export const LAYER_WORDS = 5;

/** Copies the ground and lays the visible part of each layer over it. */
export function runOver(bench: Workbench, { ground, packed, table, out }: OverJob): void {
  const placed = table.map((word, index) => (index % LAYER_WORDS === 0 ? packed.pointer + word : word));
  bench.team.rows(out.height, [
    ['copyRows', ground.pointer, out.pointer, 4 * out.width],
    ['overLayers', place(bench, placed), table.length / LAYER_WORDS, out.pointer, out.width],
  ]);
}

export function copyGround(bench: Workbench, ground: PixelsAt, { pointer, width, height }: PixelsAt): void {
  bench.team.rows(height, [['copyRows', ground.pointer, pointer, 4 * width]]);
}

/** Lays the visible part of a layer over a picture. */
export function layOver(bench: Workbench, layer: LayerAt, { pointer, width, height }: PixelsAt): void {
  const left = Math.max(0, layer.x);
  const top = Math.max(0, layer.y);
  const columns = Math.min(width, layer.x + layer.width) - left;
  const rows = Math.min(height, layer.y + layer.height) - top;
  if (columns <= 0 || rows <= 0) return;
  const from = layer.pointer + 4 * ((top - layer.y) * layer.width + left - layer.x);
  const to = pointer + 4 * (top * width + left);
  bench.team.rows(rows, [['over', from, 4 * layer.width, to, 4 * width, columns]]);
}

export interface InsetJob {
  readonly ground: PixelsAt;
  readonly inner: PixelsAt;
  readonly out: PixelsAt;
  readonly x: number;
  readonly y: number;
}

/** Puts a picture, alpha and all, into a larger one. */
export function runInset(bench: Workbench, { ground, inner, out, x, y }: InsetJob): void {
  bench.team.rows(out.height, [['copyRows', ground.pointer, out.pointer, 4 * out.width]]);
  const rowBytes = 4 * inner.width;
  for (let row = 0; row < inner.height; row++) {
    const to = out.pointer + 4 * ((y + row) * out.width + x);
    bench.team.once('copyRows', inner.pointer + row * rowBytes, to, rowBytes, 0, 1);
  }
}
