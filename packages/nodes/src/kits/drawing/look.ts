import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { Drawn } from './layer-cache.ts';

/** What a text looks like, wherever it stands. @unit sizePx, outlinePx, lineHeight: px */
export interface Look {
  /** Tells this look from any other. */
  readonly name: string;
  /** The value for a canvas context's `font`. */
  readonly style: string;
  /** All characters are as wide. */
  readonly isMono: boolean;
  readonly sizePx: number;
  readonly lineHeight: number;
  readonly colour: string;
  readonly opacity: number;
  readonly outlinePx: number;
  readonly shadow: boolean;
}

/** What of a text is drawn: all of it, or one of the things that lie over each other. */
export type Part = 'all' | 'shadow' | 'outline' | 'letters';

const SHADOW_BLUR = 0.22;
const SHADOW_COLOUR = 'rgba(0, 0, 0, 0.85)';
const OUTLINE_COLOUR = 'rgba(0, 0, 0, 0.8)';
export const MOST_SIDE_PX = 8192;
/** Farther than any text is wide: what is drawn there is not seen, only its shadow. */
const AWAY_PX = 4 * MOST_SIDE_PX;

/** How far shadow and outline reach beyond the letters. @unit px */
function overhang({ sizePx, outlinePx }: Look): number {
  return Math.ceil(sizePx * SHADOW_BLUR * 2 + outlinePx);
}

/** Draws a text that begins `phase` px right of a whole pixel. What is empty around it is left out. */
export function drawText(look: Look, text: string, phase: number, widthPx: number, part: Part): Drawn {
  const outside = overhang(look);
  const width = Math.min(MOST_SIDE_PX, Math.max(1, widthPx) + 2 * outside);
  const height = Math.min(MOST_SIDE_PX, look.lineHeight + 2 * outside);
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.globalAlpha = look.opacity;
  context.font = look.style;
  context.textBaseline = 'middle';
  drawPart(context, look, part, text, outside + phase, outside + look.lineHeight / 2);
  // Skia's own bytes are premultiplied already.
  return inkOf({ left: -outside, top: -outside, width, height, data: canvas.data() });
}

function drawPart(context: SKRSContext2D, look: Look, part: Part, text: string, x: number, y: number): void {
  if (look.outlinePx > 0 && (part === 'all' || part === 'outline')) {
    context.strokeStyle = OUTLINE_COLOUR;
    context.lineWidth = 2 * look.outlinePx;
    context.lineJoin = 'round';
    context.strokeText(text, x, y);
  }
  if (part === 'outline') return;
  context.fillStyle = look.colour;
  if (look.shadow && part !== 'letters') {
    context.shadowColor = SHADOW_COLOUR;
    context.shadowBlur = look.sizePx * SHADOW_BLUR;
    context.shadowOffsetX = part === 'shadow' ? AWAY_PX : 0;
    context.shadowOffsetY = look.sizePx * 0.04;
  }
  context.fillText(text, part === 'shadow' ? x - AWAY_PX : x, y);
}

/** A copy of the part that shows anything; of no width and height when none does. */
function inkOf({ left, top, width, height, data }: Drawn): Drawn {
  let [x0, x1, y0, y1] = [width, 0, height, 0];
  for (let i = 0; i < width * height; i++) {
    if (data[4 * i + 3] === 0) continue;
    const [x, y] = [i % width, Math.floor(i / width)];
    [x0, x1, y0, y1] = [Math.min(x0, x), Math.max(x1, x + 1), Math.min(y0, y), Math.max(y1, y + 1)];
  }
  if (x0 >= x1) return { left, top, width: 0, height: 0, data: new Uint8Array() };
  const ink = new Uint8Array(4 * (x1 - x0) * (y1 - y0));
  for (let y = y0; y < y1; y++) {
    ink.set(data.subarray(4 * (y * width + x0), 4 * (y * width + x1)), 4 * (y - y0) * (x1 - x0));
  }
  return { left: left + x0, top: top + y0, width: x1 - x0, height: y1 - y0, data: ink };
}
