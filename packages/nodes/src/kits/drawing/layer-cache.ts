import type { Layer } from '../raster/requests.ts';

/** A drawn layer before it is given a place. @unit left, top: px from the place asked for to its first pixel */
export interface Drawn extends Omit<Layer, 'x' | 'y'> {
  readonly left: number;
  readonly top: number;
}

/** Gives what was drawn its place. @unit x, y: whole px */
export function layerAt({ left, top, width, height, data }: Drawn, x: number, y: number): Layer {
  return { x: x + left, y: y + top, width, height, data };
}

/** Remembers what was drawn, by what it shows. */
export interface LayerCache {
  /** The layer of this key, drawn now if it is not remembered. */
  drawn(key: string, draw: () => Drawn): Drawn;
  /** Several layers together, likewise. */
  set(key: string, set: () => readonly Layer[]): readonly Layer[];
  /** A short name for a long one. */
  shortName(name: string): string;
}

/** Texts that are remembered as they were set. */
const MOST_SET = 64;

/** Keeps the layers used last, as many as fit. @unit maxBytes: bytes of pixels */
export function createLayerCache(maxBytes: number): LayerCache {
  const names = keepLatest<string>(MOST_SET, () => 1);
  let lastName = 0;
  return {
    drawn: keepLatest(maxBytes, ({ data }) => data.length),
    set: keepLatest(MOST_SET, () => 1),
    shortName: (name) => names(name, () => String(++lastName)),
  };
}

/** Remembers values by key; those used longest ago go first when all together are larger than `most`. */
function keepLatest<T>(most: number, sizeOf: (value: T) => number): (key: string, make: () => T) => T {
  const values = new Map<string, T>();
  let size = 0;
  return (key, make) => {
    const known = values.get(key);
    const value = known ?? make();
    values.delete(key);
    values.set(key, value);
    if (known === undefined) size += sizeOf(value);
    for (const [old, forgotten] of values) {
      if (size <= most || old === key) break;
      values.delete(old);
      size -= sizeOf(forgotten);
    }
    return value;
  };
}
