import type { FramePlan } from './frame-plan.ts';

/** What people ask of a running production. It is read at frame boundaries only. */
export interface RunControl<S> {
  paused: boolean;
  /** Frames to run although paused. */
  steps: number;
  stopping: boolean;
  /** An edited graph that waits for the next boundary. */
  newPlan: FramePlan<S> | null;
  /** Resolves when anything has happened that could change what to do next. */
  changed(): Promise<void>;
  wake(): void;
}

export function createControl<S>(paused: boolean): RunControl<S> {
  let resolve = () => {};
  let promise: Promise<void> | null = null;
  return {
    paused,
    steps: 0,
    stopping: false,
    newPlan: null,
    changed: () => {
      promise ??= new Promise((settle) => {
        resolve = settle;
      });
      return promise;
    },
    wake: () => {
      promise = null;
      resolve();
    },
  };
}
