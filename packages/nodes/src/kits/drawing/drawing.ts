import type { Layer } from '../raster/requests.ts';
import { createLayerCache } from './layer-cache.ts';
import type { TextBlock } from './requests.ts';
import { textLayers } from './text-layers.ts';

/**
 * Draws the small things that lie over frames, with Skia. They come back as premultiplied layers for `Pixels.over`;
 * frames themselves never go through Skia.
 */
export interface DrawingKit {
  /** A block of text, placed, lowest layer first. The same block gives the same bytes. */
  text(block: TextBlock): readonly Layer[];
}

/** Room for what is on screen over and over. */
const CACHE_BYTES = 8 * 2 ** 20;

export function createDrawing(): DrawingKit {
  const cache = createLayerCache(CACHE_BYTES);
  return { text: (block) => textLayers(cache, block) };
}
