import type { Layer } from '../raster/requests.ts';

/** A drawn layer before it is given a place. */
export type Drawn = Omit<Layer, 'x' | 'y'>;

/** Remembers drawn layers by what they show. */
export interface LayerCache {
  /** The layer of this key, drawn now if it is not remembered. */
  get(key: string, draw: () => Drawn): Drawn;
}

/** Keeps the layers used last, as many as fit. @unit maxBytes: bytes of pixels */
export function createLayerCache(maxBytes: number): LayerCache {
  const layers = new Map<string, Drawn>();
  let bytes = 0;
  return {
    get(key, draw) {
      const known = layers.get(key);
      const layer = known ?? draw();
      layers.delete(key);
      layers.set(key, layer);
      if (known === undefined) bytes += layer.data.length;
      for (const [old, { data }] of layers) {
        if (bytes <= maxBytes || old === key) break;
        layers.delete(old);
        bytes -= data.length;
      }
      return layer;
    },
  };
}
