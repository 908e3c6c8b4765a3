/** A signal of the runtime, or of the platform. */
interface FollowedSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Waits, or stops waiting when told so; never throws. @unit ms */
export function pause(ms: number, until: AbortSignal): Promise<void> {
  if (until.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      until.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    until.addEventListener('abort', end);
  });
}

/** An AbortController that follows a signal of another make. Call `release` when it is needed no more. */
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

/** The outcome of work that cannot be stopped, or the signal's reason as soon as nobody waits for it any more. */
export async function orAborted<T>(work: Promise<T>, signal: FollowedSignal): Promise<T> {
  const { controller, release } = following(signal);
  const stop = controller.signal;
  try {
    return await Promise.race([
      work,
      new Promise<never>((_resolve, reject) => {
        if (stop.aborted) reject(stop.reason);
        stop.addEventListener('abort', () => reject(stop.reason));
      }),
    ]);
  } finally {
    release();
  }
}
