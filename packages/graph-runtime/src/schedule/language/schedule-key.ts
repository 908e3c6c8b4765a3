import type { Easing } from '../../model/index.ts';
import type { Expression } from './expression.ts';

/** Ways to say when a key stands. `relative` counts frames from the key before. */
export type PositionUnit = 'frames' | 'seconds' | 'beats' | 'percent' | 'relative';

/** A piece of a prompt: words, or a formula whose value is written into it. */
export type TextPart = string | Expression;

export type KeyValue =
  | { readonly kind: 'number'; readonly expression: Expression }
  | { readonly kind: 'text'; readonly parts: readonly TextPart[]; readonly source: string };

/** One key as it was written. */
export interface ScheduleKey {
  readonly position: Expression;
  readonly unit: PositionUnit;
  readonly value: KeyValue;
  readonly easing: Easing;
  /** Control points x1, y1, x2, y2 of easing `bezier`. */
  readonly curve: Curve | null;
  /** A new text comes in over this many frames, beginning at its key; 0 swaps. @unit frames */
  readonly fadeFrames: number;
  readonly at: number;
  readonly length: number;
}

export type Curve = readonly [x1: number, y1: number, x2: number, y2: number];

/** A schedule that has been read. `formula`: one expression for all frames; else keys, in the order written. */
export interface ParsedSchedule {
  readonly source: string;
  readonly formula: Expression | null;
  readonly keys: readonly ScheduleKey[];
}
