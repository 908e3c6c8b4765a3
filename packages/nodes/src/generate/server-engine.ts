import { type FrameInfo, type GenerationSettings, port } from '@epoch/graph-runtime/model';
import type { Chosen } from '../kits/comfy/img2img/choose.ts';
import type { Size } from '../kits/comfy/img2img/size.ts';
import type { World } from '../kits/worlds/world-for-seed.ts';

/** What the nodes that redraw a picture on a server have in common, whichever server it is. */
export const serverEngineInputs = {
  image: port.raster({ doc: 'Picture to start from. Nothing wired: drawn from the prompt alone.', optional: true }),
  motion: port.motion({
    doc: 'Camera step of this frame. Used only when the embedded engine has to stand in.',
    optional: true,
  }),
};

export const serverEngineOutputs = {
  image: port.raster({ doc: 'The new picture.' }),
  settings: port.settings({ doc: 'What was really used: prompt, seed, steps, CFG, denoise.' }),
};

export interface ServerEngineMemory {
  /** Names that were left empty and had to be chosen: a film keeps them. */
  readonly chosen: Chosen;
  /** Where the embedded engine would be, should it have to step in. */
  readonly voyage: World;
}

const LEAST_SIDE_PX = 64;

/** Size of the picture. @unit px; 0 as a side stands for that of the film */
export function sizeOf(params: Size, frame: FrameInfo): Size {
  const side = (asked: number, ofFilm: number) => (asked === 0 ? ofFilm : Math.max(LEAST_SIDE_PX, asked));
  return { width: side(params.width, frame.width), height: side(params.height, frame.height) };
}

/**
 * What the server is really asked for. Without a picture there is nothing to keep, and the whole noise schedule is run.
 *
 * @param leastDenoise  what is below it is taken for 0: a schedule of 1 / denoise times the steps would be set up for it
 */
export function usedSettings(
  { prompt, negative, seed, denoise, steps, cfg }: Omit<GenerationSettings, 'engine'>,
  hasPicture: boolean,
  { engine, leastDenoise }: { readonly engine: string; readonly leastDenoise: number },
): GenerationSettings {
  const real = !hasPicture ? 1 : denoise < leastDenoise ? 0 : denoise;
  return { engine, prompt, negative, seed, denoise: real, steps, cfg };
}
