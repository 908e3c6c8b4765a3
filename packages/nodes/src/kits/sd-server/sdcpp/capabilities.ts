import { countsOf } from '../../comfy/servers/check.ts';
import type { EngineCheck } from '../../engines/servers.ts';
import { isMissing } from '../../engines/wire/failure.ts';
import type { Http } from '../../engines/wire/http.ts';
import { asList, asText, field, type Json } from '../../engines/wire/json-read.ts';
import { notServerError } from '../../engines/wire/status-failure.ts';
import type { SdServerFacts } from '../backend.ts';
import { refused } from '../refusal.ts';

const PATH = '/sdcpp/v1/capabilities';

/** The model is chosen when the server is started, so the list of checkpoints is that one. */
export async function readFacts(http: Http): Promise<SdServerFacts> {
  const told = await readCapabilities(http);
  const model = asText(field(field(told, 'model'), 'name'));
  return {
    lists: {
      checkpoints: model === '' ? [] : [model],
      samplers: textsOf(field(told, 'samplers')),
      schedulers: textsOf(field(told, 'schedulers')),
      // Jobs name them by their path.
      loras: asList(field(told, 'loras')).flatMap((lora) => asText(field(lora, 'path')) || []),
    },
    loaded: model,
  };
}

export async function checkSdcpp(http: Http): Promise<Omit<EngineCheck, 'latencyMs'>> {
  const { lists, loaded } = await readFacts(http);
  return {
    ok: true,
    message: [
      `stable-diffusion.cpp answers${loaded === '' ? '' : ` with the model ${loaded}`}.`,
      'It lets every web page that you open use it, so keep it away from other networks.',
    ].join(' '),
    version: null,
    device: null,
    queueRunning: null,
    queuePending: null,
    counts: countsOf(lists),
  };
}

async function readCapabilities(http: Http): Promise<Json> {
  const { product, url } = http.target;
  let told: Json;
  try {
    told = await http.json({ path: PATH });
  } catch (error) {
    if (!isMissing(error)) throw error;
    const cure = 'update it, choose A1111 as its kind, or check the base path';
    throw refused(404, `${url} answers, but has no /sdcpp/v1 as ${product} does: ${cure}.`);
  }
  if (textsOf(field(told, 'samplers')).length === 0)
    throw notServerError(product, url, PATH, JSON.stringify(typeof told));
  // Servers that tell their modes may make films only; older ones do not tell.
  const modes = field(told, 'supported_modes');
  if (Array.isArray(modes) && !modes.includes('img_gen')) {
    throw refused(200, `${product} at ${url} makes no pictures with its model: start it with an image model.`);
  }
  return told;
}

function textsOf(told: Json | undefined): readonly string[] {
  return asList(told).flatMap((text) => asText(text) || []);
}
