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

/** A part of a piece: a number, or what stands between numbers. @unit x: px from the piece's start, with fractions */
export interface Word {
  readonly text: string;
  readonly x: number;
  readonly isNumber: boolean;
}

/** Numbers that stand alone; what they are written with is never joined to one shape by the font. */
const NUMBER = /(?<=^| )[+-]?\d[\d.:]*(?=$| )/g;

const rulers = new Map<string, (text: string) => number>();
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

/** Cuts a piece into its numbers, which change from frame to frame, and the words between them, which do not. */
export function wordsOf(piece: string, style: string): Word[] {
  const words: Word[] = [];
  let from = 0;
  const add = (to: number, isNumber: boolean) => {
    const text = piece.slice(from, to);
    if (text.trim() !== '') words.push({ text, x: rulerOf(style)(piece.slice(0, from)), isNumber });
    from = to;
  };
  for (const { index, 0: number } of piece.matchAll(NUMBER)) {
    add(index, false);
    add(index + number.length, true);
  }
  add(piece.length, false);
  return words;
}

/** Width of one character, of a font in which all digits are as wide; fractions count. @unit px */
export function advanceOf(style: string): number {
  return rulerOf(style)('0000000000') / 10;
}

/** Width of a text, rounded up to whole pixels. */
export function textWidthPx(text: string, style: string): number {
  return Math.ceil(rulerOf(style)(text) - 1e-3);
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
  const known = new Map<string, number>();
  const isEven = [...'123456789'].every((digit) => context.measureText(digit).width === context.measureText('0').width);
  const ruler = (text: string) => {
    // Where all digits are as wide, a number that counts is measured once.
    const measured = isEven ? text.replace(/\d/g, '0') : text;
    const width = known.get(measured) ?? context.measureText(measured).width;
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(measured, width);
    return width;
  };
  rulers.set(style, ruler);
  return ruler;
}
