import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { Layer } from '../raster/requests.ts';
import { fontOf, registerFonts } from './fonts.ts';
import type { Drawn, LayerCache } from './layer-cache.ts';
import type { TextBlock } from './requests.ts';

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

/** Draws a block of text. The same block gives the same layer; only the pixels are remembered, not the place. */
export function textLayer(cache: LayerCache, block: TextBlock): Layer {
  check(block);
  const { frameWidth, frameHeight, corner, marginPx, ...look } = block;
  const drawn = cache.get(JSON.stringify(['text', look]), () => draw(block));
  const inset = marginPx - overhang(block);
  const atRight = corner.endsWith('right');
  const atBottom = corner.startsWith('bottom');
  return {
    ...drawn,
    x: Math.round(atRight ? frameWidth - inset - drawn.width : inset),
    y: Math.round(atBottom ? frameHeight - inset - drawn.height : inset),
  };
}

/** How far shadow and outline reach beyond what the margin is measured to. */
function overhang({ sizePx, outlinePx = 0 }: TextBlock): number {
  return Math.ceil(sizePx * SHADOW_BLUR * 2 + outlinePx);
}

function draw(block: TextBlock): Drawn {
  registerFonts();
  const { sizePx, font = 'mono', bold = false, plateOpacity, opacity, corner } = block;
  const lines = block.lines.slice(0, MOST_LINES).map((line) => line.slice(0, MOST_CHARACTERS));
  const style = fontOf(font, sizePx, bold);
  const widths = measure(lines, style);
  const padding = plateOpacity > 0 ? Math.round(sizePx * PLATE_PADDING) : 0;
  const outside = overhang(block);
  const lineHeight = Math.round(sizePx * LINE_HEIGHT);
  const textWidth = Math.ceil(Math.max(1, ...widths));
  const width = Math.min(MOST_SIDE_PX, textWidth + 2 * (padding + outside));
  const height = Math.min(MOST_SIDE_PX, Math.max(1, lines.length) * lineHeight + 2 * (padding + outside));
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  if (plateOpacity > 0) drawPlate(context, outside, width, height, sizePx, plateOpacity * opacity);
  context.globalAlpha = opacity;
  context.font = style;
  context.textBaseline = 'middle';
  for (const [index, line] of lines.entries()) {
    const slack = corner.endsWith('right') ? textWidth - (widths[index] ?? 0) : 0;
    drawLine(context, block, line, outside + padding + slack, outside + padding + (index + 0.5) * lineHeight);
  }
  // Skia's own bytes are premultiplied already; a copy, because they go with the canvas.
  return { width, height, data: Uint8Array.from(canvas.data()) };
}

function measure(lines: readonly string[], style: string): number[] {
  const context = createCanvas(1, 1).getContext('2d');
  context.font = style;
  return lines.map((line) => context.measureText(line).width);
}

function drawPlate(
  context: SKRSContext2D,
  outside: number,
  width: number,
  height: number,
  sizePx: number,
  opacity: number,
): void {
  context.fillStyle = `rgba(6, 9, 16, ${opacity})`;
  context.beginPath();
  context.roundRect(outside, outside, width - 2 * outside, height - 2 * outside, sizePx * PLATE_RADIUS);
  context.fill();
}

function drawLine(
  context: SKRSContext2D,
  { colour, sizePx, outlinePx = 0, plateOpacity }: TextBlock,
  line: string,
  x: number,
  y: number,
): void {
  if (outlinePx > 0) {
    context.strokeStyle = OUTLINE_COLOUR;
    context.lineWidth = 2 * outlinePx;
    context.lineJoin = 'round';
    context.strokeText(line, x, y);
  }
  context.fillStyle = colour;
  if (plateOpacity === 0) {
    context.shadowColor = SHADOW_COLOUR;
    context.shadowBlur = sizePx * SHADOW_BLUR;
    context.shadowOffsetY = sizePx * 0.04;
  }
  context.fillText(line, x, y);
  context.shadowColor = 'transparent';
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
