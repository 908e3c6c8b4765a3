import type { CancelSignal, GenerationSettings, Motion, Raster } from '@epoch/graph-runtime/model';
import { advanceView } from '../kits/dream/view.ts';
import { type World, worldFor } from '../kits/worlds/world-for-seed.ts';
import type { NodePixels } from '../services.ts';
import type { StandIn } from './when-away.ts';

/**
 * The world that the embedded engine would paint at this frame, should it have to. Kept by nodes of image servers from
 * frame to frame, so that an outage in the middle of a film shows a world that has moved along. Plain JSON.
 */
export function voyageAt(before: World | undefined, seed: number, motion: Motion | undefined): World {
  const world = worldFor(before, seed);
  const step =
    motion === undefined
      ? {}
      : { zoom: motion.zoom, panX: motion.panX, panY: motion.panY, angleDeg: motion.rotationDeg };
  return { ...world, view: advanceView(world.view, step) };
}

export interface StandInRequest extends Omit<GenerationSettings, 'engine'> {
  readonly by: StandIn;
  /** Of the size asked for, or null when there is none. */
  readonly image: Raster | null;
  readonly voyage: World;
  /** @unit px */
  readonly width: number;
  readonly height: number;
}

/** Makes a frame without its image server, and says what was really used. */
export async function paintStandIn(
  pixels: NodePixels,
  { by, image, voyage, width, height, ...asked }: StandInRequest,
  signal?: CancelSignal,
): Promise<{ readonly image: Raster; readonly settings: GenerationSettings }> {
  if (by === 'motion' && image !== null) return { image, settings: { ...asked, engine: 'none', denoise: 0 } };
  const denoise = image === null ? 1 : asked.denoise;
  const call = { ...asked, denoise, init: image, previous: null, view: voyage.view, width, height };
  const dreamt = await pixels.dream(call, signal);
  return { image: dreamt.image, settings: { ...asked, engine: 'dream', denoise } };
}
