import { levelFor, sheetLevels } from '../sprite-sheet.ts';
import type { Workbench } from '../workbench.ts';
import { copyGround, layOver } from './layer.job.ts';
import type { PixelsAt } from './pixels-at.ts';
import { turnCall } from './turn.job.ts';

export interface SheetJob {
  readonly image: PixelsAt;
  readonly out: PixelsAt;
}

/** Makes the sheet of a sprite. @see sheetLevels */
export function runSheet(bench: Workbench, { image, out }: SheetJob): void {
  const { width, height } = image;
  const stride = 4 * width;
  bench.team.rows(height, [['premultiplyRows', image.pointer, out.pointer, width]]);
  const levels = sheetLevels(width, height);
  for (const [index, { row, rows }] of levels.entries()) {
    const larger = levels[index - 1];
    if (larger === undefined) continue;
    const [from, to] = [out.pointer + larger.row * stride, out.pointer + row * stride];
    bench.team.rows(rows, [['halveRows', from, larger.columns, larger.rows, to, stride]]);
  }
}

/** A sprite of a sheet and where it goes. @unit as of {@link Sprite}; cos, sin: of the angle, clockwise */
export interface SpriteAt {
  readonly sheet: PixelsAt;
  /** Sides of the picture that the sheet was made of. */
  readonly width: number;
  readonly height: number;
  readonly centreX: number;
  readonly centreY: number;
  readonly widthPx: number;
  readonly cos: number;
  readonly sin: number;
  /** 0..256 */
  readonly opacity: number;
}

export interface SpritesJob {
  readonly ground: PixelsAt;
  readonly sprites: readonly SpriteAt[];
  readonly out: PixelsAt;
}

/** Room around a sprite for the soft edge of its sampling. @unit px */
const ROOM_PX = 2;
/**
 * Up to this slope (17 degrees) sprites are drawn in two passes. The finest waves of a picture would lose 2 dB there, but a
 * sprite has mostly been averaged down, and moves.
 */
const MOST_SLOPE = 0.3;
/** Filters are widened in steps, so that a sprite that swells needs few tables. */
const STRETCH_STEPS = 16;

/** Copies the ground and lays the visible part of each sprite over it. Only the sprites' boxes are worked on. */
export function runSprites(bench: Workbench, { ground, sprites, out }: SpritesJob): void {
  copyGround(bench, ground, out);
  for (const sprite of sprites) laySprite(bench, sprite, out);
}

function laySprite(bench: Workbench, sprite: SpriteAt, out: PixelsAt): void {
  const { sheet, centreX, centreY, widthPx, cos, sin, opacity } = sprite;
  const level = levelFor(sheetLevels(sprite.width, sprite.height), widthPx);
  if (level === undefined) return;
  const heightPx = (widthPx * sprite.height) / sprite.width;
  // Sampling reaches over two pixels of the level, which may be large ones.
  const room = Math.ceil(ROOM_PX * Math.max(1, widthPx / level.width));
  const reachX = (widthPx * Math.abs(cos) + heightPx * Math.abs(sin)) / 2 + room;
  const reachY = (widthPx * Math.abs(sin) + heightPx * Math.abs(cos)) / 2 + room;
  const left = Math.max(0, Math.floor(centreX - reachX));
  const top = Math.max(0, Math.floor(centreY - reachY));
  const width = Math.min(out.width, Math.ceil(centreX + reachX)) - left;
  const height = Math.min(out.height, Math.ceil(centreY + reachY)) - top;
  if (width <= 0 || height <= 0) return;

  const layer = { pointer: bench.take(4 * width * height), width, height, x: left, y: top };
  const shrink = level.width / widthPx;
  const [ux, vx] = [cos * shrink, -sin * shrink];
  const [x, y] = [left + 0.5 - centreX, top + 0.5 - centreY];
  const stride = 4 * sheet.width;
  const source = { pointer: sheet.pointer + stride * level.row, width: level.columns, height: level.rows };
  const turned = {
    source,
    out: layer,
    ...{ ux, vx, uy: -vx, vy: ux },
    u: x * ux - y * vx + level.width / 2 - 0.5,
    v: x * vx + y * ux + level.height / 2 - 0.5,
    filter: 'bicubic',
    stretch: Math.ceil(Math.max(1, shrink) * STRETCH_STEPS) / STRETCH_STEPS,
    edge: 'transparent',
  } as const;
  const draw = turnCall(bench, turned, { pointer: source.pointer, stride, straighten: 0 }, MOST_SLOPE);
  bench.team.rows(height, [draw, ['thinRows', layer.pointer, width, opacity]]);
  layOver(bench, layer, out);
}
