import type { Layer } from '../raster/requests.ts';
import { type LayerCache, layerAt } from './layer-cache.ts';
import { drawText, type Look, type Part } from './look.ts';

/** Places are told apart this finely. @unit steps to a pixel */
const PHASE_STEPS = 64;

/**
 * Sets a number of a font whose characters are all as wide: each of them was drawn by Skia once for its fraction of a
 * pixel, and becomes a layer beside the others. So a number that counts costs no drawing.
 *
 * @unit x: px, with a fraction; advancePx: px of one character
 */
export function setNumber(cache: LayerCache, look: Look, text: string, x: number, advancePx: number): Layer[] {
  return partsOf(look).flatMap((part) =>
    [...text].map((character, index) => {
      const pen = x + index * advancePx;
      const left = Math.floor(pen + 0.5 / PHASE_STEPS);
      const step = Math.max(0, Math.round((pen - left) * PHASE_STEPS));
      const draw = () => drawText(look, character, step / PHASE_STEPS, Math.ceil(advancePx) + 1, part);
      const tile = cache.drawn(`${part} ${character} ${step} ${look.name}`, draw);
      return layerAt(tile, left, 0);
    }),
  );
}

/** What lies over each other, lowest first. */
function partsOf({ shadow, outlinePx }: Look): readonly Part[] {
  const below = [outlinePx > 0 && 'outline', shadow && 'shadow'] as const;
  return [...below.filter((part) => part !== false), 'letters'];
}
