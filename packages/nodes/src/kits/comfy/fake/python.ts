import { isObject, type Json } from './json.ts';

/** How Python shows a value inside a message: 'text', True, None, {'a': 1}. */
export function repr(value: Json | undefined): string {
  if (typeof value === 'string') return value.includes("'") && !value.includes('"') ? `"${value}"` : `'${value}'`;
  if (Array.isArray(value)) return `[${value.map(repr).join(', ')}]`;
  if (isObject(value)) {
    const entries = Object.entries(value).map(([key, item]) => `${repr(key)}: ${repr(item)}`);
    return `{${entries.join(', ')}}`;
  }
  return str(value);
}

/** How Python makes text of a value. */
export function str(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return float(value);
  return typeof value === 'bigint' ? String(value) : repr(value);
}

function float(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (Number.isFinite(value)) return String(value);
  return value > 0 ? 'inf' : '-inf';
}

/** A number of a float field: always with a point. */
export function floatText(value: Json | undefined): string {
  return typeof value === 'number' && Number.isInteger(value) ? `${value}.0` : str(value);
}

/** `int(value)`. @throws Error with Python's words */
export function toInt(value: Json): number | bigint {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return wholeNumber(value);
  if (typeof value === 'string') {
    const digits = value.trim().replaceAll(/(?<=\d)_(?=\d)/g, '');
    if (!/^[+-]?\d+$/.test(digits)) throw new Error(`invalid literal for int() with base 10: ${repr(value)}`);
    return small(BigInt(digits));
  }
  throw new Error(`int() argument must be a string, a bytes-like object or a real number, not '${typeName(value)}'`);
}

function wholeNumber(value: number): number | bigint {
  if (Number.isNaN(value)) throw new Error('cannot convert float NaN to integer');
  if (!Number.isFinite(value)) throw new Error('cannot convert float infinity to integer');
  return small(BigInt(Math.trunc(value)));
}

function small(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** `float(value)`. @throws Error with Python's words */
export function toFloat(value: Json): number {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
  if (typeof value === 'string') {
    const text = value.trim().toLowerCase();
    const word = /^([+-]?)(inf|infinity|nan)$/.exec(text);
    if (word !== null) return word[2] === 'nan' ? Number.NaN : Number(`${word[1]}Infinity`);
    if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(text)) {
      throw new Error(`could not convert string to float: ${repr(value)}`);
    }
    return Number(text);
  }
  throw new Error(`float() argument must be a string or a real number, not '${typeName(value)}'`);
}

/** `bool(value)`; on its way the server takes "false" and "0" for no as well. */
export function toBool(value: Json): boolean {
  if (typeof value === 'string') return value !== '';
  if (Array.isArray(value)) return value.length > 0;
  return isObject(value) ? Object.keys(value).length > 0 : Boolean(value);
}

function typeName(value: Json): string {
  if (value === null) return 'NoneType';
  return Array.isArray(value) ? 'list' : 'dict';
}
