import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { Layer } from '../raster/requests.ts';
import { fontOf, registerFonts } from './fonts.ts';
import type { Drawn, LayerCache } from './layer-cache.ts';
import type { TextBlock } from './requests.ts';
import { fittingText, type Piece, piecesOf, textWidthPx } from './text-pieces.ts';

/** Height of a line, as a multiple of the font size. */
const LINE_HEIGHT = 1.35;
/** How far the plate reaches beyond the text, and how round it is, in font sizes. */
const PLATE_PADDING = 0.6;
const PLATE_RADIUS = 0.45;
const SHADOW_BLUR = 0.22;
const SHADOW_COLOUR = 'rgba(0, 0, 0, 0.85)';
const OUTLINE_COLOUR = 'rgba(0, 0, 0, 0.8)';
const MOST_CHARACTERS = 400;
const MOST_LINES = 200;
const MOST_SIDE_PX = 8192;

/**
 * Draws a block of text: the plate, then each piece of each line as a layer of its own, so that of a text in which one
 * number counts only that number is drawn anew. The same block gives the same layers. A line that would leave the frame
 * is cut with an ellipsis.
 */
export function textLayers(cache: LayerCache, block: TextBlock): Layer[] {
  check(block);
  registerFonts();
  const {
    sizePx,
    font = 'mono',
    bold = false,
    plateOpacity,
    opacity,
    corner,
    frameWidth,
    frameHeight,
    marginPx,
  } = block;
  const style = fontOf(font, sizePx, bold);
  const padding = plateOpacity > 0 ? Math.round(sizePx * PLATE_PADDING) : 0;
  const roomPx = Math.max(sizePx, Math.min(MOST_SIDE_PX, frameWidth) - 2 * (marginPx + padding));
  const lines = block.lines
    .slice(0, MOST_LINES)
    .map((line) => fittingPieces(piecesOf(line.slice(0, MOST_CHARACTERS), style), style, roomPx));
  const lineHeight = Math.round(sizePx * LINE_HEIGHT);
  const textWidth = Math.max(1, ...lines.map(endOf));
  const width = textWidth + 2 * padding;
  const height = Math.min(MOST_SIDE_PX, Math.max(1, lines.length) * lineHeight + 2 * padding);
  const left = Math.round(corner.endsWith('right') ? frameWidth - marginPx - width : marginPx);
  const top = Math.round(corner.startsWith('bottom') ? frameHeight - marginPx - height : marginPx);

  const layers: Layer[] = [];
  if (plateOpacity > 0) {
    const darkness = plateOpacity * opacity;
    const key = JSON.stringify(['plate', width, height, sizePx, darkness]);
    layers.push({ ...cache.get(key, () => drawPlate(width, height, sizePx, darkness)), x: left, y: top });
  }
  const look = lookOf(block);
  const outside = overhang(look);
  for (const [index, pieces] of lines.entries()) {
    const slack = corner.endsWith('right') ? textWidth - endOf(pieces) : 0;
    for (const { text, x, widthPx } of pieces) {
      const key = JSON.stringify(['text', style, look, text]);
      const drawn = cache.get(key, () => drawPiece(look, style, text, widthPx, lineHeight));
      const [fromLeft, fromTop] = [padding + slack + x, padding + index * lineHeight];
      layers.push({ ...drawn, x: left + fromLeft - outside, y: top + fromTop - outside });
    }
  }
  return layers;
}

/** What a piece of text looks like, wherever it stands. */
interface Look {
  readonly sizePx: number;
  readonly colour: string;
  readonly opacity: number;
  readonly outlinePx: number;
  readonly shadow: boolean;
}

function lookOf({ sizePx, colour, opacity, outlinePx = 0, plateOpacity, shadow = true }: TextBlock): Look {
  return { sizePx, colour, opacity, outlinePx, shadow: shadow && plateOpacity === 0 };
}

/** How far shadow and outline reach beyond the letters. */
function overhang({ sizePx, outlinePx }: Look): number {
  return Math.ceil(sizePx * SHADOW_BLUR * 2 + outlinePx);
}

/** The pieces that fit; the first that does not is shortened, and the rest is left out. */
function fittingPieces(pieces: readonly Piece[], style: string, roomPx: number): readonly Piece[] {
  const tooLong = pieces.findIndex(({ x, widthPx }) => x + widthPx > roomPx);
  const last = pieces[tooLong];
  if (last === undefined) return pieces;
  const text = fittingText(last.text, style, Math.max(0, roomPx - last.x));
  const fitting = pieces.slice(0, tooLong);
  return text === '' ? fitting : [...fitting, { ...last, text, widthPx: textWidthPx(text, style) }];
}

function endOf(pieces: readonly Piece[]): number {
  const last = pieces.at(-1);
  return last === undefined ? 0 : last.x + last.widthPx;
}

function drawPiece(look: Look, style: string, text: string, widthPx: number, lineHeight: number): Drawn {
  const outside = overhang(look);
  const width = Math.min(MOST_SIDE_PX, Math.max(1, widthPx) + 2 * outside);
  const height = Math.min(MOST_SIDE_PX, lineHeight + 2 * outside);
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.globalAlpha = look.opacity;
  context.font = style;
  context.textBaseline = 'middle';
  drawLetters(context, look, text, outside, outside + lineHeight / 2);
  // Skia's own bytes are premultiplied already; a copy, because they go with the canvas.
  return { width, height, data: new Uint8Array(canvas.data()) };
}

function drawLetters(
  context: SKRSContext2D,
  { colour, sizePx, outlinePx, shadow }: Look,
  text: string,
  x: number,
  y: number,
): void {
  if (outlinePx > 0) {
    context.strokeStyle = OUTLINE_COLOUR;
    context.lineWidth = 2 * outlinePx;
    context.lineJoin = 'round';
    context.strokeText(text, x, y);
  }
  context.fillStyle = colour;
  if (shadow) {
    context.shadowColor = SHADOW_COLOUR;
    context.shadowBlur = sizePx * SHADOW_BLUR;
    context.shadowOffsetY = sizePx * 0.04;
  }
  context.fillText(text, x, y);
}

function drawPlate(width: number, height: number, sizePx: number, darkness: number): Drawn {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = `rgba(6, 9, 16, ${darkness})`;
  context.beginPath();
  context.roundRect(0, 0, width, height, sizePx * PLATE_RADIUS);
  context.fill();
  return { width, height, data: new Uint8Array(canvas.data()) };
}

/** @throws RangeError for a colour that is none, or a size that is not from 1 to 1000 px */
function check({ colour, sizePx, opacity, plateOpacity }: TextBlock): void {
  if (!/^#(?:[0-9a-f]{6}|[0-9a-f]{8})$/i.test(colour)) {
    throw new RangeError(`A text colour is written #rrggbb or #rrggbbaa, got "${colour}".`);
  }
  if (!(sizePx >= 1 && sizePx <= 1000)) throw new RangeError(`A text size must be 1 to 1000 px, got ${sizePx}.`);
  for (const share of [opacity, plateOpacity]) {
    if (!(share >= 0 && share <= 1)) throw new RangeError(`An opacity must be 0 to 1, got ${share}.`);
  }
}
