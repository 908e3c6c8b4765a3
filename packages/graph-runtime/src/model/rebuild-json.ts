import { EpochError } from './errors.ts';

const DEPTH_LIMIT = 100;

/** Keys that reach an object's prototype when a careless program copies them. */
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

export function isForbiddenKey(key: string | number): boolean {
  return FORBIDDEN_KEYS.has(String(key));
}

/**
 * A copy of a JSON value made of fresh plain objects and arrays, so that nothing of a stranger's object lives on.
 *
 * @throws EpochError GRAPH_INVALID for forbidden keys, nesting deeper than 100, and values that JSON does not have
 */
export function rebuildJson(value: unknown, path: readonly string[] = []): unknown {
  if (path.length > DEPTH_LIMIT) refuse(path.slice(0, 3), `is nested more than ${DEPTH_LIMIT} levels deep`);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : refuse(path, 'is not a finite number');
  if (Array.isArray(value)) return value.map((item, index) => rebuildJson(item, [...path, String(index)]));
  if (typeof value !== 'object') return refuse(path, `is a ${typeof value}, which a graph cannot hold`);
  const rebuilt: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (isForbiddenKey(key)) refuse([...path, key], 'is a name that is not allowed');
    if (item !== undefined) rebuilt[key] = rebuildJson(item, [...path, key]);
  }
  return rebuilt;
}

function refuse(path: readonly string[], why: string): never {
  const field = path.join('.') || 'the document';
  throw new EpochError('GRAPH_INVALID', `This graph cannot be read: ${field} ${why}.`, { detail: { field } });
}
