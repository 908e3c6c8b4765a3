import type { EngineWatch } from './servers.ts';

type FollowedSignal = EngineWatch['signal'];

/** An AbortSignal of the platform that follows a signal of the runtime. Call `release` when it is needed no more. */
export function following(signal: FollowedSignal): {
  readonly controller: AbortController;
  readonly release: () => void;
} {
  const controller = new AbortController();
  const stop = () => controller.abort(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop);
  return { controller, release: () => signal.removeEventListener('abort', stop) };
}

/**
 * The outcome of work that is not given up itself: whoever has sent something wants to know whether it arrived.
 *
 * @throws the signal's reason as soon as nobody waits for the work any more
 */
export function unlessAborted<T>(work: Promise<T>, signal: FollowedSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
