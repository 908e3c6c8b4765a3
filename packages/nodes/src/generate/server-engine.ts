import {
  type CancelSignal,
  type FrameInfo,
  type GenerationSettings,
  type Motion,
  port,
  type Raster,
  type Telling,
} from '@epoch/graph-runtime/model';
import { exactPng, readAnswer } from '../kits/comfy/img2img/exact.ts';
import { pad, paddedSize, type Size, unpad } from '../kits/comfy/img2img/size.ts';
import { type Chosen, chosenFromBytes, chosenToBytes } from '../kits/engines/chosen.ts';
import type { JobKey } from '../kits/engines/ledger.ts';
import { requestHash } from '../kits/engines/request-hash.ts';
import type { World } from '../kits/worlds/world-for-seed.ts';
import type { NodeServices } from '../services.ts';
import { paintStandIn, voyageAt } from './stand-in.ts';
import { askOrStandIn } from './when-away.ts';

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

/** One frame of such a node. */
export interface RedrawContext {
  readonly node: string;
  readonly inputs: { readonly image?: Raster | undefined; readonly motion?: Motion | undefined };
  readonly params: RedrawParams & Readonly<Record<string, string | number | boolean>>;
  readonly frame: FrameInfo;
  readonly memory: ServerEngineMemory | undefined;
  readonly services: NodeServices;
  readonly signal: CancelSignal;
}

interface RedrawParams extends Size, Omit<GenerationSettings, 'engine'> {
  readonly server: string;
  readonly whenAway: string;
}

/** The program that the server runs. */
export interface ServerProgram {
  /** Type of the node: equal params of another type are another request. */
  readonly type: string;
  readonly engine: string;
  /** What is below it is taken for 0: a schedule of 1 / denoise times the steps would be set up for it. */
  readonly leastDenoise: number;
  /** Cool-downs are remembered for it, and for each name of `restsAs`. */
  readonly service: object;
  readonly restsAs: string;
  readonly ask: (request: RedrawRequest) => Promise<RedrawReply>;
}

export interface RedrawRequest {
  readonly key: JobKey;
  readonly used: GenerationSettings;
  /** Of the size; null draws from the prompt alone. */
  readonly png: Uint8Array | null;
  /** Multiples of 8. @unit px */
  readonly size: Size;
  readonly before: Chosen;
}

export interface RedrawReply {
  readonly picture: Uint8Array;
  readonly server: string;
  readonly chosen: Chosen;
  /** As in `EngineReply`. */
  readonly recipe?: string;
}

const LEAST_SIDE_PX = 64;

/**
 * Redraws a picture on a server, or hands it on at denoise 0; draws from the prompt alone where there is none. The same
 * inputs and params give the same picture: the answer is kept with the production and used again.
 *
 * @shape  image: any size; it is fitted to the size of the output (cover), and brought to multiples of 8 by mirrored
 *         borders that are cut off again
 * @throws EpochError as `ask`; ENGINE_AWAY only when the user wants to wait
 */
export async function redrawOnServer(
  { node, inputs, params, frame, memory, services, signal }: RedrawContext,
  program: ServerProgram,
  tell: Telling,
) {
  const { pixels, ledger } = services;
  const { width: _width, height: _height, whenAway, server, ...asked } = params;
  const size = sizeOf(params, frame);
  const image = inputs.image === undefined ? null : await pixels.fit(inputs.image, { ...size, mode: 'cover' }, signal);
  const used = usedSettings(params, image !== null, program);
  const voyage = voyageAt(memory?.voyage, params.seed, inputs.motion);
  let chosen = memory?.chosen ?? {};
  if (image !== null && used.denoise === 0) {
    return { outputs: { image, settings: used }, memory: { chosen, voyage } };
  }

  const padded = paddedSize(size);
  const png = image === null ? null : await exactPng(pixels, await pad(pixels, image, signal), signal);
  const request = requestHash({ ...asked, ...used, ...size, type: program.type, version: 1, server }, [png]);
  const key = { node, frame: frame.index, request };
  const outputs = await askOrStandIn<{ image: Raster; settings: GenerationSettings }>({
    ...{ key, whenAway, hasPicture: image !== null, ledger, tell, engine: program.service, server: program.restsAs },
    async ask() {
      const reply = await program.ask({ key, used, png, size: padded, before: chosen });
      return { ...reply, pictures: [reply.picture, chosenToBytes(reply.chosen)] };
    },
    async finish([picture, choice]) {
      if (choice !== undefined) chosen = chosenFromBytes(choice);
      const answered = await readAnswer(pixels, picture, padded, signal);
      return { image: await unpad(pixels, answered, size, signal), settings: used };
    },
    standIn: (by) => paintStandIn(pixels, { ...used, by, image, voyage, ...size }, signal),
  });
  return { outputs, memory: { chosen, voyage } };
}

/** Size of the picture. @unit px; 0 as a side stands for that of the film */
function sizeOf(params: Size, frame: Size): Size {
  const side = (asked: number, ofFilm: number) => (asked === 0 ? ofFilm : Math.max(LEAST_SIDE_PX, asked));
  return { width: side(params.width, frame.width), height: side(params.height, frame.height) };
}

/** What the server is really asked for. Without a picture there is nothing to keep, and the whole noise schedule is run. */
function usedSettings(
  { prompt, negative, seed, denoise, steps, cfg }: RedrawParams,
  hasPicture: boolean,
  { engine, leastDenoise }: ServerProgram,
): GenerationSettings {
  const real = !hasPicture ? 1 : denoise < leastDenoise ? 0 : denoise;
  return { engine, prompt, negative, seed, denoise: real, steps, cfg };
}
