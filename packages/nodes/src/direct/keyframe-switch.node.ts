import { param, port } from '@epoch/graph-runtime/model';
import { defineNode } from '../define-node.ts';
import { generationParam } from '../generation-params.ts';

/** Reach of a free number: enough for sizes, angles and frames. */
const FREE_LIMIT = 1_000_000;

const freeNumber = (label: string, doc: string) =>
  param.number({
    ...{ default: 0, min: -FREE_LIMIT, max: FREE_LIMIT, step: 0.01, unit: 'none', widget: 'field', label, doc },
    section: 'Any other value',
  });

/**
 * The director's desk: what a generation is made of, and three values for anything else, each with keys or a schedule
 * over time and a socket of its own. Texts swap at their keys or cross-fade; numbers go from key to key by the key's
 * easing.
 */
export const node = defineNode({
  type: 'KeyframeSwitch',
  version: 1,
  title: 'Keyframe switch',
  category: 'direct',
  icon: 'M8 6.5 12.5 12 8 17.5 3.5 12zM12.5 5.5 17 11M12.5 18.5 20.5 12 17 8',
  doc: 'Changes prompt, denoise, seed and any other value at the frames you set.',
  inputs: {},
  outputs: {
    prompt: port.text({ doc: 'Prompt of this frame.' }),
    negative: port.text({ doc: 'Negative prompt of this frame.' }),
    denoise: port.number({ doc: 'Change per frame, 0..1.' }),
    seed: port.integer({ doc: 'Seed of this frame.' }),
    steps: port.integer({ doc: 'Sampler steps of this frame.' }),
    cfg: port.number({ label: 'CFG', doc: 'How strictly the engine follows the prompt.' }),
    numberA: port.number({ label: 'Number A', doc: 'A number for any socket.' }),
    numberB: port.number({ label: 'Number B', doc: 'A number for any socket.' }),
    text: port.text({ doc: 'A text for any socket.' }),
  },
  params: {
    prompt: generationParam.prompt('What the picture moves towards. Each key swaps it, or fades it over some frames.'),
    negative: generationParam.negative('What to keep away from.'),
    denoise: generationParam.denoise('Change per frame: 0.30 to 0.45 flows smoothly, 0.50 and up dreams.'),
    seed: generationParam.seed('A new seed brings a new world.'),
    steps: generationParam.steps('Effort per frame.'),
    cfg: generationParam.cfg('How strictly the engine follows the prompt.'),
    numberA: freeNumber('Number A', 'For any socket that takes a number: a zoom, an opacity, a strength.'),
    numberB: freeNumber('Number B', 'A second number for any socket.'),
    text: param.text({
      ...{ default: '', maxLength: 2000, widget: 'line', doc: 'For any socket that takes a text.' },
      section: 'Any other value',
    }),
  },
  varies: 'inputs',
  evaluate: ({ params: { prompt, negative, denoise, seed, steps, cfg, numberA, numberB, text } }) => ({
    prompt,
    negative,
    denoise,
    seed,
    steps,
    cfg,
    numberA,
    numberB,
    text,
  }),
});
