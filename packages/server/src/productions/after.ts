/** Runs a task later; the answer takes it back. */
export type After = (delayMs: number, task: () => void) => () => void;

/** A timer that keeps no program running. */
export const afterUnref: After = (delayMs, task) => {
  const timer = setTimeout(task, delayMs);
  timer.unref();
  return () => clearTimeout(timer);
};
