import { isList, type Json } from './json-read.ts';

/**
 * Writes JSON with every digit of a bigint.
 *
 * @throws RangeError for NaN and Infinity: a server that takes them answers no valid JSON to anybody from then on
 */
export function writeJson(value: Json): string {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${value} cannot be sent as JSON`);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(writeJson).join(',')}]`;
  const fields = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}:${writeJson(inner)}`);
  return `{${fields.join(',')}}`;
}

/** The same text for the same value, whatever the order of its keys: for hashes. */
export function canonicalJson(value: Json): string {
  return writeJson(sorted(value));
}

function sorted(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map(sorted);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
