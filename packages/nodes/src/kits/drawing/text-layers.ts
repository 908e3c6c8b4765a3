import { createCanvas } from '@napi-rs/canvas';
import type { Layer } from '../raster/requests.ts';
import { fontOf, registerFonts } from './fonts.ts';
import { type Drawn, type LayerCache, layerAt } from './layer-cache.ts';
import { drawText, type Look, MOST_SIDE_PX } from './look.ts';
import { setNumber } from './numbers.ts';
import type { TextBlock } from './requests.ts';
import { advanceOf, fittingText, type Piece, piecesOf, textWidthPx, wordsOf } from './text-pieces.ts';

/** Height of a line, as a multiple of the font size. */
const LINE_HEIGHT = 1.35;
/** How far the plate reaches beyond the text, and how round it is, in font sizes. */
const PLATE_PADDING = 0.6;
const PLATE_RADIUS = 0.45;
const MOST_CHARACTERS = 400;
const MOST_LINES = 200;

/**
 * Draws a block of text: the plate, then each word, and each character of a number, as a layer of its own, so that
 * nothing is drawn anew while numbers count. The same block gives the same layers. A line that would leave the frame is
 * cut with an ellipsis.
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
  const look = lookOf(cache, block, style);
  const textWidth = Math.max(1, ...lines.map(endOf));
  const width = textWidth + 2 * padding;
  const height = Math.min(MOST_SIDE_PX, Math.max(1, lines.length) * look.lineHeight + 2 * padding);
  const left = Math.round(corner.endsWith('right') ? frameWidth - marginPx - width : marginPx);
  const top = Math.round(corner.startsWith('bottom') ? frameHeight - marginPx - height : marginPx);

  const layers: Layer[] = [];
  if (plateOpacity > 0) {
    const darkness = plateOpacity * opacity;
    const key = JSON.stringify(['plate', width, height, sizePx, darkness]);
    const plate = cache.drawn(key, () => drawPlate(width, height, sizePx, darkness));
    layers.push(layerAt(plate, left, top));
  }
  for (const [index, pieces] of lines.entries()) {
    const slack = corner.endsWith('right') ? textWidth - endOf(pieces) : 0;
    for (const { text, x } of pieces) {
      const [fromLeft, fromTop] = [padding + slack + x, padding + index * look.lineHeight];
      const set = cache.set(`${look.name} ${text}`, () => setPiece(cache, look, text));
      for (const { x: right, y: down, width, height, data } of set) {
        layers.push({ x: left + fromLeft + right, y: top + fromTop + down, width, height, data });
      }
    }
  }
  return layers.filter(({ width }) => width > 0);
}

function lookOf(cache: LayerCache, block: TextBlock, style: string): Look {
  const { sizePx, colour, opacity, outlinePx = 0, plateOpacity, shadow = true, font = 'mono' } = block;
  const lineHeight = Math.round(sizePx * LINE_HEIGHT);
  const shaded = shadow && plateOpacity === 0;
  const look = { style, isMono: font === 'mono', sizePx, lineHeight, colour, opacity, outlinePx, shadow: shaded };
  return { ...look, name: cache.shortName(JSON.stringify(look)) };
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

/** The words of a piece that begins at (0, 0): each is a layer, or a few where numbers are set. */
function setPiece(cache: LayerCache, look: Look, piece: string): Layer[] {
  return wordsOf(piece, look.style).flatMap(({ text, x, isNumber }) => {
    if (isNumber && look.isMono) return setNumber(cache, look, text, x, advanceOf(look.style));
    const phase = x - Math.floor(x);
    const draw = () => drawText(look, text, phase, textWidthPx(text, look.style) + 1, 'all');
    return layerAt(cache.drawn(`${phase} ${look.name} ${text}`, draw), Math.floor(x), 0);
  });
}

function drawPlate(width: number, height: number, sizePx: number, darkness: number): Drawn {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = `rgba(6, 9, 16, ${darkness})`;
  context.beginPath();
  context.roundRect(0, 0, width, height, sizePx * PLATE_RADIUS);
  context.fill();
  return { left: 0, top: 0, width, height, data: new Uint8Array(canvas.data()) };
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
