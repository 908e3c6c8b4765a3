import { param } from '@epoch/graph-runtime/model';

/** Longest prompt that is taken. @unit characters */
const PROMPT_LIMIT = 20_000;

/**
 * The params that all image engines share. Limits and defaults are the same everywhere, so that keys, wires and values
 * fit every engine; only what they mean to it is said by each node.
 */
export const generationParam = {
  prompt: (doc: string) =>
    param.text({ default: 'ringed planet, purple nebula, stars', maxLength: PROMPT_LIMIT, widget: 'prompt', doc }),
  negative: (doc: string) => param.text({ default: '', maxLength: PROMPT_LIMIT, widget: 'prompt', doc }),
  denoise: (doc: string) => param.number({ default: 0.38, min: 0, max: 1, step: 0.01, unit: 'ratio', doc }),
  seed: (doc: string) => param.integer({ default: 48213, min: 0, max: 2 ** 32 - 1, unit: 'none', widget: 'seed', doc }),
  steps: (doc: string) => param.integer({ default: 20, min: 1, max: 150, unit: 'steps', doc }),
  cfg: (doc: string) => param.number({ default: 7, min: 0, max: 30, step: 0.1, unit: 'none', label: 'CFG', doc }),
};
