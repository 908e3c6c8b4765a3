import type { FrameMemory } from '@epoch/graph-runtime/engine';
import { EpochError, isRaster, type Raster } from '@epoch/graph-runtime/model';

/**
 * Frame memory as JSON. Rasters become `{ "$raster": <name> }`; numbers that JSON would change become
 * `{ "$number": <text> }`, because a resumed film must start from exactly the same values.
 */
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const RASTER_KEY = '$raster';
const NUMBER_KEY = '$number';
const SPECIAL_NUMBERS: ReadonlyMap<string, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['-0', -0],
]);

/** All rasters in a memory, however deep. */
export function rastersIn(value: unknown, found = new Set<Raster>()): Set<Raster> {
  if (isRaster(value)) found.add(value);
  else if (value instanceof Map) for (const item of value.values()) rastersIn(item, found);
  else if (Array.isArray(value)) for (const item of value) rastersIn(item, found);
  else if (isPlainObject(value)) for (const item of Object.values(value)) rastersIn(item, found);
  return found;
}

/** @throws EpochError STORAGE_FAILED naming the node whose memory is not plain JSON and rasters */
export function memoryToJson(memory: FrameMemory, nameOf: (raster: Raster) => string): Json {
  const nodes: Record<string, Json> = {};
  for (const [node, value] of memory) nodes[node] = toJson(value, nameOf, node);
  return nodes;
}

function toJson(value: unknown, nameOf: (raster: Raster) => string, node: string): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') {
    return Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : { [NUMBER_KEY]: Object.is(value, -0) ? '-0' : `${value}` };
  }
  if (isRaster(value)) return { [RASTER_KEY]: nameOf(value) };
  if (Array.isArray(value)) return value.map((item) => toJson(item, nameOf, node));
  if (isPlainObject(value)) {
    const fields: Record<string, Json> = {};
    for (const [key, item] of Object.entries(value)) {
      if (item !== undefined) fields[key] = toJson(item, nameOf, node);
    }
    return fields;
  }
  throw new EpochError('STORAGE_FAILED', `The memory of node "${node}" cannot be saved: it is not plain data.`, {
    detail: { node },
  });
}

/** The way back. `rasterOf` answers the rasters by the names that `nameOf` gave. */
export function memoryFromJson(json: unknown, rasterOf: (name: string) => Raster): FrameMemory {
  if (!isPlainObject(json)) throw new EpochError('STORAGE_FAILED', 'The checkpoint holds no memory.');
  return new Map(Object.entries(json).map(([node, value]) => [node, fromJson(value, rasterOf)]));
}

function fromJson(value: unknown, rasterOf: (name: string) => Raster): unknown {
  if (Array.isArray(value)) return value.map((item) => fromJson(item, rasterOf));
  if (!isPlainObject(value)) return value;
  const name = value[RASTER_KEY];
  if (typeof name === 'string') return rasterOf(name);
  const special = value[NUMBER_KEY];
  if (typeof special === 'string') return SPECIAL_NUMBERS.get(special);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fromJson(item, rasterOf)]));
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
