import type { NumberParam } from '@epoch/graph-runtime/model';
import type { NumberRange } from '../ui/number-text.ts';

/** Units that say nothing beside a number. */
const SILENT_UNITS: ReadonlySet<string> = new Set(['ratio', 'none', '']);
const SHORT_UNITS: Readonly<Record<string, string>> = { percent: '%', deg: '°' };

/** Unit as it stands faintly behind a number; undefined for ratios and bare counts. */
export function unitWord(unit: string): string | undefined {
  return SILENT_UNITS.has(unit) ? undefined : (SHORT_UNITS[unit] ?? unit);
}

/** Limits and step of a param, as number fields take them. */
export function rangeOfSpec(spec: NumberParam): NumberRange {
  return { min: spec.min, max: spec.max, step: spec.step, integer: spec.kind === 'integer' };
}

/** A slider makes sense where the range is a span a hand can travel. */
export function isSlider(spec: NumberParam): boolean {
  if (spec.widget !== undefined) return spec.widget === 'slider';
  return spec.kind === 'number' && spec.max - spec.min <= 100;
}
