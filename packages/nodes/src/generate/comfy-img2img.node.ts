import { defineNode, remembers } from '../define-node.ts';
import type { ComfyFacts } from '../kits/comfy/comfy.ts';
import { buildGraph } from '../kits/comfy/img2img/build-graph.ts';
import { choose } from '../kits/comfy/img2img/choose.ts';
import { canRound } from '../kits/comfy/img2img/exact.ts';
import { lorasInLines, lorasInPrompt } from '../kits/comfy/img2img/loras.ts';
import { comfyImg2ImgParams } from './comfy-img2img-params.ts';
import {
  type RedrawReply,
  type RedrawRequest,
  redrawOnServer,
  type ServerEngineMemory,
  serverEngineInputs,
  serverEngineOutputs,
} from './server-engine.ts';

/** Below this the sampler would be asked for schedules of more than 100 000 steps to run almost none of them. */
const LEAST_DENOISE = 0.001;

/**
 * Redraws a picture towards the prompt on a ComfyUI server (img2img), or draws it from the prompt alone (txt2img).
 *
 * Any denoise above 0 runs exactly `steps` sampler steps; it only says how far down the noise schedule they begin. At 0
 * the picture is handed on untouched and no server is asked, as the VAE alone would soften it a little every frame.
 *
 * The same inputs and params give the same picture: the answer is kept with the production and used again.
 *
 * @shape  image: any size; it is fitted to the size of the output (cover), and brought to multiples of 8 by mirrored
 *         borders that are cut off again
 * @throws EpochError ENGINE_AWAY when no server answers and the user wants to wait
 * @throws EpochError ENGINE_REFUSED before anything is sent when the server has not what the user named
 * @source ComfyUI comfy/samplers.py, KSampler.set_steps
 */
export const node = defineNode({
  type: 'ComfyImg2Img',
  version: 1,
  title: 'ComfyUI image to image',
  category: 'generate',
  icon: 'M4 6h6v6H4zM14 12h6v6h-6zM10 9h3a3 3 0 0 1 3 3M7 12v3a3 3 0 0 0 3 3h4',
  doc: 'Redraws the picture towards the prompt on a ComfyUI server. Feed the previous frame in to make it evolve.',
  inputs: serverEngineInputs,
  outputs: serverEngineOutputs,
  params: comfyImg2ImgParams,
  varies: 'frame',
  bypass: { image: 'image' },
  family: 'image-engine',
  memory: remembers<ServerEngineMemory>(),
  async evaluate({ node, inputs, params, frame, memory, services, signal, ...tell }) {
    const { comfy, ledger } = services;
    const { server } = params;

    async function ask({ key, used, png, size, before }: RedrawRequest): Promise<RedrawReply> {
      const { prompt, loras } = lorasInPrompt(used.prompt);
      const wishes = [...lorasInLines(params.loras), ...loras];
      const guidance = params.loader === 'separate' ? params.guidance : 0;
      let chosen = before;
      async function orderFor(ask: () => Promise<ComfyFacts>, lastLook: boolean) {
        const facts = await ask();
        const choice = await choose(facts, params, wishes, before, { node, mustKeep: !lastLook });
        chosen = choice.chosen;
        tell.remark(choice.words);
        const rounds = await canRound(facts);
        return { ...buildGraph({ ...used, ...choice, prompt, guidance, size, png, rounds }), size };
      }
      const { picture, server: name, recipe } = await comfy.run({ key, server, orderFor }, ledger, { signal, ...tell });
      return { picture, server: name, recipe, chosen };
    }

    const program = {
      ...{ type: 'ComfyImg2Img', engine: 'comfyui', leastDenoise: LEAST_DENOISE },
      ...{ service: comfy, restsAs: server, ask },
    };
    return redrawOnServer({ node, inputs, params, frame, memory, services, signal }, program, tell);
  },
});
