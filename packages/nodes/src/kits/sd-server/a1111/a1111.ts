import { randomUUID } from 'node:crypto';
import { following } from '../../engines/following.ts';
import { failureOf } from '../../engines/wire/failure.ts';
import type { Http } from '../../engines/wire/http.ts';
import { asList, asNumber, asText, field, type Json } from '../../engines/wire/json-read.ts';
import { notServerError } from '../../engines/wire/status-failure.ts';
import type { SdBackend, SdCall } from '../backend.ts';
import { pause } from '../pause.ts';
import { bytesOf } from '../picture.ts';
import { refusalOf } from '../refusal.ts';
import { checkA1111 } from './check.ts';
import { readFacts } from './facts.ts';
import { ANSWER_LOST, followTask } from './follow.ts';
import { requestOf } from './request.ts';
import { stopTask, stopWhenItsTurnComes } from './withdraw.ts';

/** The request itself has no time limit: its progress is watched instead. Timers take no more than this. @unit ms */
const NO_LIMIT_MS = 2 ** 31 - 1;
const STOP_MS = 3000;
const MAX_ANSWER_BYTES = 256 * 1024 * 1024;

/**
 * A1111, Forge and others with `/sdapi/v1`. A picture is one long request; the server keeps no answers, so one that is
 * lost on the way is asked for again.
 *
 * @source stable-diffusion-webui modules/api/api.py, modules/progress.py
 */
export function createA1111(): SdBackend {
  const closed = new AbortController();

  async function make(http: Http, call: SdCall): Promise<Uint8Array | null> {
    const { job, earlier, mark, watch, timing } = call;
    // The answer of an earlier try can reach nobody any more: the server should not finish it first.
    if (earlier !== '') await stopTask(http, earlier);
    const task = `epochstreamer-${randomUUID()}`;
    await mark(task);

    const { controller, release } = following(watch.signal);
    const ended = new AbortController();
    const { path, body } = requestOf(job, task);
    const limits = { timeoutMs: NO_LIMIT_MS, maxBytes: MAX_ANSWER_BYTES, signal: controller.signal };
    const giveUp = (reason: unknown) => controller.abort(reason);
    const followed = followTask(http, task, call, giveUp, ended.signal).catch(giveUp);
    try {
      return pictureIn(http, path, await http.json({ method: 'POST', path, body, ...limits }));
    } catch (error) {
      if (watch.signal.aborted) {
        // Whoever stops a film does not wait for a server that hangs.
        const enough = pause(STOP_MS, closed.signal).then(() => false);
        const waits = await Promise.race([stopTask(http, task), enough]);
        if (waits) void stopWhenItsTurnComes(http, task, timing, closed.signal);
        throw watch.signal.reason;
      }
      if (!controller.signal.aborted && !isLost(error)) throw refusalOf(error, http.target, job);
      if (controller.signal.aborted && error !== ANSWER_LOST) throw error;
      await stopTask(http, task);
      return null;
    } finally {
      release();
      ended.abort();
      await followed;
    }
  }

  return {
    product: 'A1111 or Forge',
    facts: readFacts,
    async load(http) {
      const told = await http.json({ path: '/sdapi/v1/progress', query: { skip_current_image: 'true' } });
      return asNumber(field(field(told, 'state'), 'job_count')) ?? 0;
    },
    make,
    check: checkA1111,
    close: () => closed.abort(),
  };
}

/** The connection broke after the request had gone out. */
function isLost(error: unknown): boolean {
  const failure = failureOf(error);
  return failure?.kind === 'away' && failure.status === null && !failure.unsent;
}

function pictureIn({ target: { product, url } }: Http, path: string, told: Json): Uint8Array {
  const picture = bytesOf(asText(asList(field(told, 'images'))[0]));
  if (picture.length === 0) throw notServerError(product, url, path, JSON.stringify(typeof told));
  return picture;
}
