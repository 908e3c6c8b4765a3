import type { GenerationSettings, Raster } from '@epoch/graph-runtime/model';
import { defineNode, remembers } from '../define-node.ts';
import { type Chosen, chosenFromBytes, chosenToBytes } from '../kits/comfy/img2img/choose.ts';
import { exactPng, readAnswer } from '../kits/comfy/img2img/exact.ts';
import { pad, paddedSize, unpad } from '../kits/comfy/img2img/size.ts';
import { requestHash } from '../kits/engines/request-hash.ts';
import type { SdChoice, SdKind } from '../kits/sd-server/sd-server.ts';
import { sdServerParams } from './sd-server-params.ts';
import {
  type ServerEngineMemory,
  serverEngineInputs,
  serverEngineOutputs,
  sizeOf,
  usedSettings,
} from './server-engine.ts';
import { paintStandIn, voyageAt } from './stand-in.ts';
import { askOrStandIn } from './when-away.ts';

/** Below this a server would be asked for a schedule of more than 10 000 steps to run almost none of them. */
const LEAST_DENOISE = 0.01;

/**
 * Redraws a picture towards the prompt on A1111, Forge or stable-diffusion.cpp (img2img), or draws it from the prompt
 * alone (txt2img).
 *
 * Any denoise above 0 runs exactly `steps` sampler steps, as the other engines do. At 0 the picture is handed on
 * untouched and no server is asked.
 *
 * The same inputs and params give the same picture: the answer is kept with the production and used again.
 *
 * @shape  image: any size; it is fitted to the size of the output (cover), and brought to multiples of 8 by mirrored
 *         borders that are cut off again
 * @throws EpochError ENGINE_AWAY when no server answers and the user wants to wait
 * @throws EpochError ENGINE_REFUSED before anything is sent when the server has not what the user named
 */
export const node = defineNode({
  type: 'SdServerImg2Img',
  version: 1,
  title: 'Stable Diffusion server',
  category: 'generate',
  icon: 'M4 5h16v6H4zM4 13h16v6H4zM7 8h1M7 16h1M12 8h5M12 16h5',
  doc: 'Redraws the picture on A1111, Forge or stable-diffusion.cpp. Feed the previous frame in to make it evolve.',
  inputs: serverEngineInputs,
  outputs: serverEngineOutputs,
  params: sdServerParams,
  varies: 'frame',
  bypass: { image: 'image' },
  family: 'image-engine',
  memory: remembers<ServerEngineMemory>(),
  async evaluate({ node: box, inputs, params, frame, memory, services, signal, ...tell }) {
    const { pixels, sdServers, ledger } = services;
    const { width: _width, height: _height, whenAway, server, ...asked } = params;
    const kind: SdKind = params.kind === 'sdcpp' ? 'sdcpp' : 'a1111';
    const size = sizeOf(params, frame);
    const image =
      inputs.image === undefined ? null : await pixels.fit(inputs.image, { ...size, mode: 'cover' }, signal);
    const used = usedSettings(params, image !== null, { engine: 'sd-server', leastDenoise: LEAST_DENOISE });
    const voyage = voyageAt(memory?.voyage, params.seed, inputs.motion);
    let chosen = memory?.chosen ?? {};
    if (image !== null && used.denoise === 0) {
      return { outputs: { image, settings: used }, memory: { chosen, voyage } };
    }

    const padded = paddedSize(size);
    const png = image === null ? null : await exactPng(pixels, await pad(pixels, image, signal), signal);
    const key = {
      ...{ node: box, frame: frame.index },
      request: requestHash({ ...asked, ...used, ...size, type: 'SdServerImg2Img', version: 1, server }, [png]),
    };
    const outputs = await askOrStandIn<{ image: Raster; settings: GenerationSettings }>({
      ...{ key, whenAway, hasPicture: image !== null, engine: sdServers, ledger, tell },
      // Cool-downs of the two kinds are kept apart.
      server: `${kind} ${server}`,
      async ask() {
        const { prompt, negative, seed, denoise, steps, cfg } = used;
        const { sampler, scheduler, checkpoint } = params;
        const job = {
          ...{ node: box, frame: frame.index, kind, server, image: png, ...padded },
          ...{ prompt, negative, seed, denoise, steps, cfg, sampler, scheduler, checkpoint },
          before: choiceBefore(chosen, kind),
        };
        const answer = await sdServers.run(job, ledger, { signal, ...tell });
        if (answer.words !== '')
          tell.remark(answer.exact ? answer.words : `${answer.words}; answers lose detail: set PNG`);
        const now = answer.used === null ? chosen : { ...answer.used, kind };
        return { server: answer.server, pictures: [answer.picture, chosenToBytes(now)] };
      },
      async finish([picture, choice]) {
        if (choice !== undefined) chosen = chosenFromBytes(choice);
        const answered = await readAnswer(pixels, picture, padded, signal);
        return { image: await unpad(pixels, answered, size, signal), settings: used };
      },
      standIn: (by) => paintStandIn(pixels, { ...used, by, image, voyage, ...size }, signal),
    });
    return { outputs, memory: { chosen, voyage } };
  },
});

/** Names of one kind of server mean nothing to the other. */
function choiceBefore({ kind, sampler = '', scheduler = '', checkpoint = '' }: Chosen, now: SdKind): SdChoice | null {
  return kind === now ? { sampler, scheduler, checkpoint } : null;
}
