import { EpochError, type GenerationSettings, type Raster } from '@epoch/graph-runtime/model';
import { defineNode, remembers } from '../define-node.ts';
import type { ComfyEngine, ComfyFacts } from '../kits/comfy/comfy.ts';
import { buildGraph } from '../kits/comfy/img2img/build-graph.ts';
import {
  type Choice,
  type Chosen,
  choose,
  chosenFromBytes,
  chosenToBytes,
  type ModelWishes,
} from '../kits/comfy/img2img/choose.ts';
import { exactPng, ROUNDING_CLASSES, readAnswer } from '../kits/comfy/img2img/exact.ts';
import { filePrefix } from '../kits/comfy/img2img/file-prefix.ts';
import { type LoraWish, lorasInLines, lorasInPrompt } from '../kits/comfy/img2img/loras.ts';
import { pad, paddedSize, unpad } from '../kits/comfy/img2img/size.ts';
import { requestHash } from '../kits/engines/request-hash.ts';
import { comfyImg2ImgParams } from './comfy-img2img-params.ts';
import {
  type ServerEngineMemory,
  serverEngineInputs,
  serverEngineOutputs,
  sizeOf,
  usedSettings,
} from './server-engine.ts';
import { paintStandIn, voyageAt } from './stand-in.ts';
import { askOrStandIn } from './when-away.ts';

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
  async evaluate({ node: box, inputs, params, frame, memory, services, signal, ...tell }) {
    const { pixels, comfy, ledger } = services;
    const { width: _width, height: _height, whenAway, server, ...asked } = params;
    const size = sizeOf(params, frame);
    const image =
      inputs.image === undefined ? null : await pixels.fit(inputs.image, { ...size, mode: 'cover' }, signal);
    const used = usedSettings(params, image !== null, { engine: 'comfyui', leastDenoise: LEAST_DENOISE });
    const voyage = voyageAt(memory?.voyage, params.seed, inputs.motion);
    let chosen = memory?.chosen ?? {};
    if (image !== null && used.denoise === 0) {
      return { outputs: { image, settings: used }, memory: { chosen, voyage } };
    }

    const { prompt, loras } = lorasInPrompt(params.prompt);
    const wishes = [...lorasInLines(params.loras), ...loras];
    const png = image === null ? null : await exactPng(pixels, await pad(pixels, image, signal), signal);
    const key = {
      ...{ node: box, frame: frame.index },
      request: requestHash({ ...asked, ...used, ...size, type: 'ComfyImg2Img', version: 1, server }, [png]),
    };
    const outputs = await askOrStandIn<{ image: Raster; settings: GenerationSettings }>({
      ...{ key, whenAway, hasPicture: image !== null, engine: comfy, server, ledger, tell },
      async ask() {
        const { facts, choice } = await chooseOn(comfy, params, wishes, chosen, box);
        tell.remark(choice.words);
        const padded = paddedSize(size);
        const { graph, pictures, output } = buildGraph({
          ...{ ...choice, prompt, negative: params.negative, seed: params.seed, steps: params.steps, cfg: params.cfg },
          ...{ denoise: used.denoise, guidance: params.loader === 'separate' ? params.guidance : 0 },
          ...{ size: padded, png, prefix: filePrefix(ledger.production, key), rounds: await canRound(facts) },
        });
        const job = { ...{ node: box, frame: frame.index, server, graph, pictures }, size: padded };
        const answer = await comfy.run({ ...job, output: { node: output, count: 1 } }, ledger, { signal, ...tell });
        return { ...answer, pictures: [...answer.pictures, chosenToBytes(choice.chosen)] };
      },
      async finish([picture, choice]) {
        if (choice !== undefined) chosen = chosenFromBytes(choice);
        const answered = await readAnswer(pixels, picture, paddedSize(size), signal);
        return { image: await unpad(pixels, answered, size, signal), settings: used };
      },
      standIn: (by) => paintStandIn(pixels, { ...used, by, image, voyage, ...size }, signal),
    });
    return { outputs, memory: { chosen, voyage } };
  },
});

/** What is not on the server may have been put there since it was last asked. */
async function chooseOn(
  comfy: ComfyEngine,
  wishes: ModelWishes & { readonly server: string },
  loras: readonly LoraWish[],
  before: Chosen,
  box: string,
): Promise<{ readonly facts: ComfyFacts; readonly choice: Choice }> {
  const known = await comfy.facts(wishes.server);
  try {
    return { facts: known, choice: await choose(known, wishes, loras, before, box) };
  } catch (cause) {
    if (!(cause instanceof EpochError) || cause.code !== 'ENGINE_REFUSED') throw cause;
    const facts = await comfy.facts(wishes.server, { fresh: true });
    return { facts, choice: await choose(facts, wishes, loras, before, box) };
  }
}

async function canRound(facts: ComfyFacts): Promise<boolean> {
  const classes = await Promise.all(ROUNDING_CLASSES.map((type) => facts.classOf(type)));
  return classes.every((found) => found !== null);
}
