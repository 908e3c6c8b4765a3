import { param, port } from '@epoch/graph-runtime/model';
import { defineNode } from '../define-node.ts';

/**
 * The director's desk: what a generation is made of, each as a value with keys over time and a socket of its own.
 * Texts jump at their keys; numbers go from key to key by the key's easing.
 */
export const node = defineNode({
  type: 'KeyframeSwitch',
  version: 1,
  title: 'Keyframe switch',
  category: 'direct',
  icon: 'M8 6.5 12.5 12 8 17.5 3.5 12zM12.5 5.5 17 11M12.5 18.5 20.5 12 17 8',
  doc: 'Changes prompt, denoise, seed and the rest at the frames you set.',
  inputs: {},
  outputs: {
    prompt: port.text({ doc: 'Prompt of this frame.' }),
    negative: port.text({ doc: 'Negative prompt of this frame.' }),
    denoise: port.number({ doc: 'Change per frame, 0..1.' }),
    seed: port.integer({ doc: 'Seed of this frame.' }),
    steps: port.integer({ doc: 'Sampler steps of this frame.' }),
    cfg: port.number({ label: 'CFG', doc: 'How strictly the engine follows the prompt.' }),
  },
  params: {
    prompt: param.text({
      default: 'ringed planet, purple nebula, stars',
      maxLength: 20_000,
      widget: 'prompt',
      doc: 'What the picture moves towards. Each key swaps it at its frame.',
    }),
    negative: param.text({ default: '', maxLength: 20_000, widget: 'prompt', doc: 'What to keep away from.' }),
    denoise: param.number({
      default: 0.38,
      min: 0,
      max: 1,
      step: 0.01,
      unit: 'ratio',
      doc: 'Change per frame: 0.30 to 0.45 flows smoothly, 0.50 and up dreams.',
    }),
    seed: param.integer({
      default: 48213,
      min: 0,
      max: 2 ** 32 - 1,
      unit: 'none',
      widget: 'seed',
      doc: 'A new seed brings a new world.',
    }),
    steps: param.integer({ default: 20, min: 1, max: 150, unit: 'steps', doc: 'Effort per frame.' }),
    cfg: param.number({
      default: 7,
      min: 0,
      max: 30,
      step: 0.1,
      unit: 'none',
      label: 'CFG',
      doc: 'How strictly the engine follows the prompt.',
    }),
  },
  varies: 'inputs',
  evaluate: ({ params: { prompt, negative, denoise, seed, steps, cfg } }) => ({
    prompt,
    negative,
    denoise,
    seed,
    steps,
    cfg,
  }),
});
