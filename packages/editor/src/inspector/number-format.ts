import type { NumberParam } from '@epoch/graph-runtime/model';

/** Units that say nothing beside a number. */
const SILENT_UNITS: ReadonlySet<string> = new Set(['ratio', 'none']);

/** Unit as it stands faintly behind a number; '' for ratios and bare counts. */
export function unitWord(unit: string): string {
  if (SILENT_UNITS.has(unit)) return '';
  if (unit === 'percent') return '%';
  return unit === 'deg' ? '°' : unit;
}

/** Step of arrow keys and sliders: the card's own, 1 for whole numbers, else a fine division of the range. */
export function stepOf(spec: NumberParam): number {
  if (spec.step !== undefined) return spec.step;
  if (spec.kind === 'integer') return 1;
  const range = spec.max - spec.min;
  return range <= 2 ? 0.005 : range <= 20 ? 0.05 : 0.5;
}

/** Decimals that a step needs, so that a value never changes its width while it is dragged. */
export function decimalsOf(spec: NumberParam): number {
  if (spec.kind === 'integer') return 0;
  const step = stepOf(spec);
  for (let decimals = 0; decimals < 6; decimals += 1) {
    const scaled = step * 10 ** decimals;
    if (Math.abs(scaled - Math.round(scaled)) < 1e-9) return Math.max(decimals, 1);
  }
  return 6;
}

export function numberText(value: number, spec: NumberParam): string {
  return value.toFixed(decimalsOf(spec));
}

/** Inside the limits and on a step of the card. */
export function settle(value: number, spec: NumberParam): number {
  const clamped = Math.min(spec.max, Math.max(spec.min, value));
  if (spec.kind === 'integer') return Math.round(clamped);
  return Number(clamped.toFixed(Math.max(decimalsOf(spec), 4)));
}

/** A slider makes sense where the range is a span a hand can travel. */
export function isSlider(spec: NumberParam): boolean {
  if (spec.widget !== undefined) return spec.widget === 'slider';
  if (!Number.isFinite(spec.min) || !Number.isFinite(spec.max)) return false;
  return spec.kind === 'number' && spec.max - spec.min <= 100;
}
