import type { Http } from '../../engines/wire/http.ts';
import type { SdTiming } from '../backend.ts';
import { pause } from '../pause.ts';
import { interrupt, progressOf } from './progress.ts';

/** A task that waits behind others is watched for so long, to be stopped when its turn comes. @unit ms */
const WATCH_MS = 600_000;

/**
 * Stops a task of ours that nobody waits for any more, and never anybody else's: `interrupt` stops whatever runs, so it
 * is sent only while the server says that this task is the one at work. Best effort: it never throws.
 *
 * @returns true when the task still waits for its turn
 */
export async function stopTask(http: Http, task: string): Promise<boolean> {
  try {
    const { state } = await progressOf(http, task, 0);
    if (state === 'active') await interrupt(http);
    return state === 'queued';
  } catch {
    // A server that does not answer cannot be tidied up; it is not needed any more either.
    return false;
  }
}

/** There is no call to take a waiting task out of the queue, so it is stopped when its turn comes. */
export async function stopWhenItsTurnComes(
  http: Http,
  task: string,
  { pollMs }: SdTiming,
  closed: AbortSignal,
): Promise<void> {
  const until = performance.now() + WATCH_MS;
  while (performance.now() < until && !closed.aborted) {
    await pause(pollMs, closed);
    if (closed.aborted || !(await stopTask(http, task))) return;
  }
}
