import { countsOf } from '../../comfy/servers/check.ts';
import type { EngineCheck } from '../../engines/servers.ts';
import type { Http } from '../../engines/wire/http.ts';
import { asNumber, field } from '../../engines/wire/json-read.ts';
import { readFacts, withoutHash } from './facts.ts';

/** The API tells neither version nor device. */
export async function checkA1111(http: Http): Promise<Omit<EngineCheck, 'latencyMs'>> {
  const { lists, loaded } = await readFacts(http);
  const progress = await http.json({ path: '/sdapi/v1/progress', query: { skip_current_image: 'true' } });
  const jobs = asNumber(field(field(progress, 'state'), 'job_count')) ?? 0;
  const counts = countsOf(lists);
  return {
    ok: true,
    message: [
      `A Stable Diffusion server with ${counts.checkpoints ?? 0} checkpoints and ${counts.samplers ?? 0} samplers answers.`,
      ...(loaded === '' ? [] : [`${withoutHash(loaded)} is in use.`]),
      jobs === 0 ? 'It has nothing to do.' : 'It is at work.',
    ].join(' '),
    version: null,
    device: null,
    queueRunning: jobs === 0 ? 0 : 1,
    queuePending: null,
    counts,
  };
}
