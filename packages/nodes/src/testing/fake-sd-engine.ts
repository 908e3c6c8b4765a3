import { EpochError, makeRaster } from '@epoch/graph-runtime/model';
import { hash32 } from '../kits/dream/dmath.ts';
import { decode } from '../kits/raster/decode.ts';
import type { SdJob, SdServerEngine } from '../kits/sd-server/sd-server.ts';
import { encodePng } from './encode-png.ts';

export interface FakeSdEngine extends SdServerEngine {
  readonly jobs: SdJob[];
  /** While true nothing answers. */
  away: boolean;
  exact: boolean;
}

/**
 * A Stable Diffusion server without a network. Pure: the same job gives the same picture, half the one that was sent,
 * half a colour that depends on everything else.
 */
export function fakeSdEngine(): FakeSdEngine {
  const refuse = () => Promise.reject(new Error('The fake server cannot do this.'));
  const engine: FakeSdEngine = {
    jobs: [],
    away: false,
    exact: true,
    async run(job) {
      if (engine.away) {
        const detail = { retryAfterMs: 1000 };
        throw new EpochError('ENGINE_AWAY', 'Nothing answers at http://fake:7860.', { detail });
      }
      engine.jobs.push(job);
      const used = { sampler: job.sampler || 'Euler', scheduler: job.scheduler || 'karras', checkpoint: 'sd15' };
      const answer = { exact: engine.exact, server: 'Fake', used, words: 'sd15, Euler, karras' };
      return { ...answer, picture: await drawn(job) };
    },
    facts: refuse,
    check: refuse,
    close: async () => {},
  };
  return engine;
}

async function drawn({ image, before: _before, key: _key, ...asked }: SdJob): Promise<Uint8Array> {
  const start = image === null ? null : await decode(image);
  const hash = hash32(...[...JSON.stringify(asked)].map((letter) => letter.charCodeAt(0)));
  const data = new Uint8Array(asked.width * asked.height * 4);
  for (let at = 0; at < data.length; at++) {
    const colour = (hash >>> (8 * (at % 4))) & 255;
    data[at] = at % 4 === 3 ? 255 : Math.round((colour + (start?.data[at] ?? colour)) / 2);
  }
  return encodePng(makeRaster(asked.width, asked.height, data));
}
