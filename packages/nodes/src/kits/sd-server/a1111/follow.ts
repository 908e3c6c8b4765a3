import { failureOf, wireError } from '../../engines/wire/failure.ts';
import type { Http } from '../../engines/wire/http.ts';
import type { SdCall } from '../backend.ts';
import { pause } from '../pause.ts';
import { progressOf } from './progress.ts';

/** So many polls in a row that find nobody mean that the server is gone, though the long connection may not show it. */
const POLLS_UNANSWERED = 3;

/** Why a request is given up whose picture is made, but does not arrive. */
export const ANSWER_LOST = new Error('The answer got lost on the way.');

/**
 * Watches a task until `ended`: tells its progress, and gives the request up when the server is gone, hangs, or has lost
 * the answer. A picture may take hours as long as it gets on.
 */
export async function followTask(
  http: Http,
  task: string,
  { watch, timing }: Pick<SdCall, 'watch' | 'timing'>,
  giveUp: (reason: Error) => void,
  ended: AbortSignal,
): Promise<void> {
  const { product, url } = http.target;
  let sign = '';
  let glimpseId = -1;
  let unanswered = 0;
  let state = 'unknown';
  let changedAt = performance.now();
  for (;;) {
    await pause(timing.pollMs, ended);
    if (ended.aborted) return;
    try {
      const now = await progressOf(http, task, glimpseId, ended);
      unanswered = 0;
      glimpseId = now.glimpseId;
      if (now.done !== null) watch.progress(Math.min(1, Math.max(0, now.done)));
      if (now.glimpse !== null) watch.glimpse(now.glimpse);
      if (now.sign !== sign || now.state !== state) changedAt = performance.now();
      sign = now.sign;
      state = now.state;
    } catch (error) {
      if (ended.aborted) return;
      // A server that loads a model may be too busy to say how it is doing; one that is gone refuses connections.
      unanswered = failureOf(error)?.unsent === true ? unanswered + 1 : 0;
      if (unanswered >= POLLS_UNANSWERED && error instanceof Error) return giveUp(error);
    }
    const limitMs = state === 'completed' ? timing.lostMs : state === 'queued' ? timing.queueMs : timing.stallMs;
    if (performance.now() - changedAt < limitMs) continue;
    if (state === 'completed') return giveUp(ANSWER_LOST);
    const cure = 'look at its window, and restart it if it hangs';
    const words = `${product} at ${url} has not got on for ${Math.round(limitMs / 60_000)} minutes: ${cure}.`;
    return giveUp(wireError({ kind: 'away', status: null, retryAfterMs: null, unsent: false }, words));
  }
}
