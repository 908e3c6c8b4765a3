import { failureOf } from '../../engines/wire/failure.ts';
import type { Pace } from './pace.ts';
import { pause } from './pause.ts';

/** Longest Retry-After that is waited out on the spot; a longer one is the film's to wait. @unit ms */
const PATIENT_MS = 2000;

/**
 * Makes a call that may safely be made again, up to `tries` times: while it fails for reasons that pass. A refusal is
 * thrown at once.
 */
export async function patiently<T>(pace: Pace, signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await call();
    } catch (error) {
      const failure = failureOf(error);
      signal.throwIfAborted();
      if (failure === null || failure.kind === 'refused' || tries >= pace.tries) throw error;
      if ((failure.retryAfterMs ?? 0) > PATIENT_MS) throw error;
      await pause(failure.retryAfterMs ?? backOffMs(pace, tries), signal);
    }
  }
}

/** Doubles with each try; half of it is left to chance, so that many clients do not come back together. */
export function backOffMs(pace: Pace, tries: number): number {
  return pace.backOffMs * 2 ** (tries - 1) * (0.5 + Math.random() / 2);
}
