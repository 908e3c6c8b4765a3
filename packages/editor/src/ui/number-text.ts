/** Limits and step of a number that a person changes. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
  /** A hundredth of the range when absent, whole numbers for integers. */
  readonly step?: number | undefined;
  readonly integer?: boolean | undefined;
}

/** The step of arrow keys and of one dragged pixel: the range's own, or a friendly part of the range. */
export function stepOf({ min, max, step, integer }: NumberRange): number {
  if (step !== undefined) return step;
  if (integer === true) return 1;
  const span = max - min;
  if (!Number.isFinite(span) || span <= 0) return 0.1;
  return 10 ** Math.floor(Math.log10(span / 50));
}

/** Decimals to show, so that a step is visible and the row never jumps. */
export function decimalsOf(range: NumberRange): number {
  if (range.integer === true) return 0;
  return Math.min(6, Math.max(0, -Math.floor(Math.log10(stepOf(range)) + 1e-9)));
}

export function formatNumber(value: number, range: NumberRange): string {
  return value.toFixed(decimalsOf(range));
}

/** Inside the limits and on the step, without the tail that binary fractions grow. */
export function fitNumber(value: number, range: NumberRange): number {
  const step = stepOf(range);
  const onStep = range.integer === true ? Math.round(value) : Math.round(value / step) * step;
  const inside = Math.min(range.max, Math.max(range.min, onStep));
  return Number(inside.toFixed(Math.max(decimalsOf(range), range.integer === true ? 0 : 6)));
}

/** What a person typed, with a comma or a point; null when it is no number. Typed numbers are not put on the step. */
export function readNumber(text: string, range: NumberRange): number | null {
  const value = Number(text.trim().replace(',', '.'));
  if (text.trim() === '' || !Number.isFinite(value)) return null;
  const whole = range.integer === true ? Math.round(value) : value;
  return Math.min(range.max, Math.max(range.min, whole));
}
