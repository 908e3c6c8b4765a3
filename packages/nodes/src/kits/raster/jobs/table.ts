import type { Workbench } from '../workbench.ts';
import { runResample } from './resample.job.ts';

/** Every job a worker can do, by name. */
export const JOBS = {
  resample: runResample,
} satisfies Record<string, (bench: Workbench, job: never) => unknown>;

export type JobName = keyof typeof JOBS;
export type JobOf<N extends JobName> = Parameters<(typeof JOBS)[N]>[1];
export type ResultOf<N extends JobName> = ReturnType<(typeof JOBS)[N]>;
