/** Waits. @throws the signal's reason as soon as it is aborted */
export function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, delayMs);
    signal.addEventListener('abort', stop, { once: true });
  });
}

/** Something to wait on that anybody may ring. A ring while nobody waits is kept for the next wait. */
export interface Bell {
  ring(): void;
  /** Resolves at a ring or after the time. @throws the signal's reason */
  wait(atMostMs: number, signal: AbortSignal): Promise<void>;
}

export function createBell(): Bell {
  let rung = false;
  let wake: (() => void) | null = null;
  return {
    ring() {
      rung = true;
      wake?.();
    },
    async wait(atMostMs, signal) {
      signal.throwIfAborted();
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(end, atMostMs);
          function end() {
            clearTimeout(timer);
            signal.removeEventListener('abort', end);
            wake = null;
            resolve();
          }
          wake = end;
          signal.addEventListener('abort', end);
        });
      }
      rung = false;
      signal.throwIfAborted();
    },
  };
}
