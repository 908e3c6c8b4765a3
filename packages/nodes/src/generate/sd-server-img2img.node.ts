import { defineNode, remembers } from '../define-node.ts';
import type { Chosen } from '../kits/engines/chosen.ts';
import type { SdChoice, SdKind } from '../kits/sd-server/sd-server.ts';
import { sdServerParams } from './sd-server-params.ts';
import {
  type RedrawReply,
  type RedrawRequest,
  redrawOnServer,
  type ServerEngineMemory,
  serverEngineInputs,
  serverEngineOutputs,
} from './server-engine.ts';

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
  async evaluate({ node, inputs, params, frame, memory, services, signal, ...tell }) {
    const { sdServers, ledger } = services;
    const { server, sampler, scheduler, checkpoint } = params;
    const kind: SdKind = params.kind === 'sdcpp' ? 'sdcpp' : 'a1111';

    async function ask({ key, used, png, size, before }: RedrawRequest): Promise<RedrawReply> {
      const { prompt, negative, seed, denoise, steps, cfg } = used;
      const job = {
        ...{ key, kind, server, image: png, ...size, prompt, negative, seed, denoise, steps, cfg },
        ...{ sampler, scheduler, checkpoint, before: choiceBefore(before, kind) },
      };
      const answer = await sdServers.run(job, ledger, { signal, ...tell });
      tell.remark(answer.exact ? answer.words : `${answer.words}; answers lose detail: set PNG`);
      return { picture: answer.picture, server: answer.server, chosen: { ...answer.used, kind } };
    }

    const program = {
      ...{ type: 'SdServerImg2Img', engine: 'sd-server', leastDenoise: LEAST_DENOISE, service: sdServers, ask },
      // Cool-downs of the two kinds are kept apart.
      restsAs: `${kind} ${server}`,
    };
    return redrawOnServer({ node, inputs, params, frame, memory, services, signal }, program, tell);
  },
});

/** Names of one kind of server mean nothing to the other. */
function choiceBefore({ kind, sampler = '', scheduler = '', checkpoint = '' }: Chosen, now: SdKind): SdChoice | null {
  return kind === now ? { sampler, scheduler, checkpoint } : null;
}
