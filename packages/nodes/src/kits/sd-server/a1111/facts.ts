import { isMissing } from '../../engines/wire/failure.ts';
import type { Http } from '../../engines/wire/http.ts';
import { asList, asText, field, type Json } from '../../engines/wire/json-read.ts';
import { notServerError } from '../../engines/wire/status-failure.ts';
import type { SdServerFacts } from '../backend.ts';
import { refused } from '../refusal.ts';

const SAMPLERS = '/sdapi/v1/samplers';
const PROGRESS = '/sdapi/v1/progress';

/** Lists of an A1111 or Forge. Those that an older version does not give are empty. */
export async function readFacts(http: Http): Promise<SdServerFacts> {
  // One after the other, so that of several things that are wrong always the first is told.
  const samplers = await readSamplers(http);
  await requireProgress(http);
  const [schedulers, checkpoints, loras, vaes, options] = await Promise.all([
    readOptional(http, '/sdapi/v1/schedulers'),
    readOptional(http, '/sdapi/v1/sd-models'),
    readOptional(http, '/sdapi/v1/loras'),
    readOptional(http, '/sdapi/v1/sd-vae'),
    readOptional(http, '/sdapi/v1/options'),
  ]);
  const titles = textsIn(checkpoints, 'title');
  const loaded = checkpointIn(asText(field(options, 'sd_model_checkpoint')), titles);
  return {
    lists: {
      // What is taken when none is chosen stands first, as everywhere.
      checkpoints: [...new Set([...(loaded === '' ? [] : [loaded]), ...titles])],
      samplers,
      schedulers: textsIn(schedulers, 'name'),
      // Prompts may name them by either.
      loras: [...new Set([...textsIn(loras, 'name'), ...textsIn(loras, 'alias')])],
      vaes: textsIn(vaes, 'model_name'),
    },
    loaded,
  };
}

/** Every server of this family has samplers; so this is also how one is recognised. */
async function readSamplers(http: Http): Promise<readonly string[]> {
  const { product, url } = http.target;
  try {
    const told = await http.json({ path: SAMPLERS });
    const names = textsIn(told, 'name');
    if (names.length === 0) throw notServerError(product, url, SAMPLERS, JSON.stringify(typeof told));
    return names;
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw refused(404, `${url} answers, but has no /sdapi: start ${product} with --api, and check the base path.`);
  }
}

/**
 * stable-diffusion.cpp has calls of the same names, but no progress, no way to stop, and draws from the prompt alone when
 * it cannot read a picture. It has better ones.
 */
async function requireProgress(http: Http): Promise<void> {
  const { product, url } = http.target;
  try {
    await http.json({ path: PROGRESS, query: { skip_current_image: 'true' } });
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw refused(404, `${url} is no ${product}, since it tells no progress: choose stable-diffusion.cpp as its kind.`);
  }
}

async function readOptional(http: Http, path: string): Promise<Json> {
  try {
    return await http.json({ path });
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function textsIn(told: Json, key: string): readonly string[] {
  return asList(told).flatMap((entry) => asText(field(entry, key)) || []);
}

/** The options name a checkpoint with or without its hash; the list is what counts. */
function checkpointIn(option: string, titles: readonly string[]): string {
  const plain = withoutHash(option);
  return titles.find((title) => title === option) ?? titles.find((title) => withoutHash(title) === plain) ?? '';
}

/** `sd15.safetensors [6ce0161689]` without what stands in brackets. */
export function withoutHash(title: string): string {
  return title.replace(/ \[[0-9a-f]{8,64}\]$/i, '');
}
