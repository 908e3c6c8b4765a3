import { createCanvas } from '@napi-rs/canvas';

/** A part of a line between wide gaps, and where it stands in its line. @unit x, widthPx: whole px */
export interface Piece {
  readonly text: string;
  readonly x: number;
  readonly widthPx: number;
}

/** Two blanks or more set the parts of a line apart. */
const GAP = / {2,}/g;
const ELLIPSIS = '…';

const rulers = new Map<string, (text: string) => number>();
const known = new Map<string, number>();
const MOST_KNOWN = 4000;

/** Cuts a line at its wide gaps. All places are whole pixels, so a piece looks the same wherever it stands. */
export function piecesOf(line: string, style: string): Piece[] {
  const pieces: Piece[] = [];
  let x = 0;
  let from = 0;
  const add = (text: string) => {
    if (text === '') return;
    const widthPx = textWidthPx(text, style);
    pieces.push({ text, x, widthPx });
    x += widthPx;
  };
  for (const { index, 0: gap } of line.matchAll(GAP)) {
    add(line.slice(from, index));
    x += textWidthPx(gap, style);
    from = index + gap.length;
  }
  add(line.slice(from));
  return pieces;
}

/** Width of a text, rounded up to whole pixels. */
export function textWidthPx(text: string, style: string): number {
  const key = `${style}\n${text}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const widthPx = Math.ceil(rulerOf(style)(text) - 1e-3);
  known.set(key, widthPx);
  return widthPx;
}

/** As much of a text as fits, with an ellipsis where it was cut; '' when nothing does. */
export function fittingText(text: string, style: string, roomPx: number): string {
  const letters = [...text];
  let [fits, tooMany] = [0, letters.length];
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    const short = letters.slice(0, middle).join('') + ELLIPSIS;
    if (rulerOf(style)(short) <= roomPx) fits = middle;
    else tooMany = middle;
  }
  return fits === 0 ? '' : letters.slice(0, fits).join('').trimEnd() + ELLIPSIS;
}

function rulerOf(style: string): (text: string) => number {
  const found = rulers.get(style);
  if (found !== undefined) return found;
  if (rulers.size > 64) rulers.clear();
  const context = createCanvas(1, 1).getContext('2d');
  context.font = style;
  const ruler = (text: string) => context.measureText(text).width;
  rulers.set(style, ruler);
  return ruler;
}
