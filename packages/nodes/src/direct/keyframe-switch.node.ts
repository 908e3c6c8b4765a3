import { port } from '@epoch/graph-runtime/model';
import { defineNode } from '../define-node.ts';
import { generationParam } from '../generation-params.ts';

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
    prompt: generationParam.prompt('What the picture moves towards. Each key swaps it at its frame.'),
    negative: generationParam.negative('What to keep away from.'),
    denoise: generationParam.denoise('Change per frame: 0.30 to 0.45 flows smoothly, 0.50 and up dreams.'),
    seed: generationParam.seed('A new seed brings a new world.'),
    steps: generationParam.steps('Effort per frame.'),
    cfg: generationParam.cfg('How strictly the engine follows the prompt.'),
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
