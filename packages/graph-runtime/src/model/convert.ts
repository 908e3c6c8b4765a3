import type { PortType } from './port.ts';
import { isRaster } from './raster.ts';

/** What happens to a value on a wire between two different types. `check` looks at a value of unknown type. */
export const CONVERSIONS = ['round', 'to-zero-or-one', 'to-text', 'is-not-zero', 'check'] as const;
export type Conversion = (typeof CONVERSIONS)[number];

type Meeting = { readonly fits: true; readonly convert: Conversion | null } | { readonly fits: false };

const AS_IT_IS: Meeting = { fits: true, convert: null };
const NOT_AT_ALL: Meeting = { fits: false };

/** Whether an output of one type may feed an input of another, and what the wire does to the value. */
export function meet(from: PortType, to: PortType): Meeting {
  if (from === to || to === 'any') return AS_IT_IS;
  if (from === 'any') return { fits: true, convert: 'check' };
  if (from === 'integer' && to === 'number') return AS_IT_IS;
  if (from === 'number' && to === 'integer') return { fits: true, convert: 'round' };
  if (from === 'integer' && to === 'boolean') return { fits: true, convert: 'is-not-zero' };
  if (from === 'boolean' && (to === 'number' || to === 'integer')) return { fits: true, convert: 'to-zero-or-one' };
  if (to === 'text' && (from === 'number' || from === 'integer' || from === 'boolean')) {
    return { fits: true, convert: 'to-text' };
  }
  return NOT_AT_ALL;
}

/** Carries out a conversion. `undefined` (nothing on the wire) stays undefined; `check` hands the value on. */
export function convertValue(conversion: Conversion | null, value: unknown): unknown {
  if (conversion === null || value === undefined) return value;
  switch (conversion) {
    case 'round':
      return Math.round(Number(value));
    case 'to-zero-or-one':
      return value === true ? 1 : 0;
    case 'to-text':
      return String(value);
    case 'is-not-zero':
      return value !== 0;
    case 'check':
      return value;
  }
}

/** True when `value` is what travels over a wire of this type. Structured values are only told from scalars. */
export function isOfType(type: PortType, value: unknown): boolean {
  switch (type) {
    case 'raster':
      return isRaster(value);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'integer':
      return Number.isInteger(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'text':
      return typeof value === 'string';
    case 'motion':
    case 'settings':
    case 'audio':
      return typeof value === 'object' && value !== null && !isRaster(value);
    case 'any':
      return value !== undefined;
  }
}
