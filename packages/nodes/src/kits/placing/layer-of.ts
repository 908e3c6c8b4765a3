import type { Layer } from '../raster/requests.ts';
import type { Stamp } from './place-picture.ts';

/** A stamp as a layer: its colours by its alpha and the opacity, in a copy. @unit opacity: 0..1 */
export function layerOf({ image: { width, height, data }, x, y }: Stamp, opacity: number): Layer {
  const layer = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at += 4) {
    const alpha = (data[at + 3] ?? 0) * opacity;
    if (alpha === 0) continue;
    const share = alpha / 255;
    layer[at] = (data[at] ?? 0) * share + 0.5;
    layer[at + 1] = (data[at + 1] ?? 0) * share + 0.5;
    layer[at + 2] = (data[at + 2] ?? 0) * share + 0.5;
    layer[at + 3] = alpha + 0.5;
  }
  return { x, y, width, height, data: layer };
}
