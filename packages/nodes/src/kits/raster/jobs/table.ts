import type { Workbench } from '../workbench.ts';
import { runBlend } from './blend.job.ts';
import { runDream } from './dream.job.ts';
import { runColourShift, runDifference, runGrain, runSharpen } from './health.job.ts';
import { runInset, runOver } from './layer.job.ts';
import { runMeasure } from './measure.job.ts';
import { runPng } from './png.job.ts';
import { runResample } from './resample.job.ts';
import { runSheet, runSprites } from './sprite.job.ts';
import { runTurn } from './turn.job.ts';

/** Every job a worker can do, by name. */
export const JOBS = {
  resample: runResample,
  turn: runTurn,
  over: runOver,
  inset: runInset,
  sheet: runSheet,
  sprites: runSprites,
  blend: runBlend,
  png: runPng,
  measure: runMeasure,
  colourShift: runColourShift,
  sharpen: runSharpen,
  grain: runGrain,
  difference: runDifference,
  dream: runDream,
} satisfies Record<string, (bench: Workbench, job: never) => unknown>;

export type JobName = keyof typeof JOBS;
export type JobOf<N extends JobName> = Parameters<(typeof JOBS)[N]>[1];
export type ResultOf<N extends JobName> = ReturnType<(typeof JOBS)[N]>;
