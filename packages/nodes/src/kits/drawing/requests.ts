import type { Font } from './fonts.ts';

export type Corner = 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right';

/** A few lines of text in a corner of a frame. @unit frameWidth, frameHeight, sizePx, marginPx, outlinePx: px */
export interface TextBlock {
  readonly lines: readonly string[];
  readonly frameWidth: number;
  readonly frameHeight: number;
  readonly corner: Corner;
  /** Font size. */
  readonly sizePx: number;
  /** From the edges of the frame to the text (or its plate). */
  readonly marginPx: number;
  /** #rrggbb or #rrggbbaa */
  readonly colour: string;
  /** 0..1, of everything. */
  readonly opacity: number;
  /** Darkness of the plate behind the text, 0..1; 0 draws none, and the text keeps only its soft shadow. */
  readonly plateOpacity: number;
  /** A soft shadow around letters that have no plate. Default true. */
  readonly shadow?: boolean;
  /** Default `mono`, so that counting numbers stand still. */
  readonly font?: Font;
  readonly bold?: boolean;
  /** A dark line around the letters; default none. */
  readonly outlinePx?: number;
}
