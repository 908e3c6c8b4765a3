import type { ParamScalar, ParamSpec } from '@epoch/graph-runtime/model';
import { rangeOfSpec } from '../inspector/number-format.ts';
import { formatNumber } from '../ui/number-text.ts';

/** A value as lanes and tables show it: numbers with the decimals of their param, switches as words. */
export function shownValue(value: ParamScalar, spec: ParamSpec): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'string') return value === '' ? '(empty)' : value;
  if (spec.kind === 'number' || spec.kind === 'integer') return formatNumber(value, rangeOfSpec(spec));
  return String(value);
}
