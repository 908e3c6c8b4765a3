import { param, port } from '@epoch/graph-runtime/model';
import { defineNode } from '../define-node.ts';
import { hash32 } from '../kits/dream/dmath.ts';

const SEEDS = 2 ** 32;

/**
 * A seed for every frame. `random` draws from the production's own seed, which is journaled, so a resumed or repeated
 * film draws the same numbers.
 *
 * @unit the seed is a whole number in 0..2^32 - 1; counting past the end begins again at 0
 */
export const node = defineNode({
  type: 'Seed',
  version: 1,
  title: 'Seed',
  category: 'direct',
  icon: 'M5 5h14v14H5zM9 9h.01M15 9h.01M12 12h.01M9 15h.01M15 15h.01',
  doc: 'A seed that stays, counts, climbs a ladder or is drawn at random.',
  inputs: {},
  outputs: {
    seed: port.integer({ doc: 'Seed of this frame.' }),
  },
  params: {
    mode: param.choice({
      default: 'ladder',
      choices: [
        { value: 'fixed', label: 'Always the same' },
        { value: 'per-frame', label: 'One more every frame' },
        { value: 'ladder', label: 'A step every few frames' },
        { value: 'random', label: 'Drawn at random every few frames' },
      ],
      doc: 'How the seed goes on from frame to frame.',
    }),
    seed: param.integer({
      default: 48213,
      min: 0,
      max: SEEDS - 1,
      unit: 'none',
      widget: 'seed',
      doc: 'The first seed.',
      visibleWhen: { param: 'mode', is: ['fixed', 'per-frame', 'ladder'] },
    }),
    everyFrames: param.integer({
      wire: false,
      default: 120,
      min: 1,
      max: 100_000,
      unit: 'frames',
      label: 'Every',
      widget: 'field',
      keyframes: false,
      doc: 'How long a seed is held.',
      visibleWhen: { param: 'mode', is: ['ladder', 'random'] },
    }),
    step: param.integer({
      wire: false,
      default: 1,
      min: 1,
      max: 1_000_000,
      unit: 'none',
      widget: 'field',
      keyframes: false,
      doc: 'How far one rung of the ladder goes.',
      visibleWhen: { param: 'mode', is: ['ladder'] },
    }),
  },
  varies: 'frame',
  evaluate({ params, frame }) {
    const rung = Math.floor(frame.index / params.everyFrames);
    switch (params.mode) {
      case 'per-frame':
        return { seed: (params.seed + frame.index) % SEEDS };
      case 'ladder':
        return { seed: (params.seed + rung * params.step) % SEEDS };
      case 'random':
        return { seed: hash32(frame.productionSeed % SEEDS, Math.floor(frame.productionSeed / SEEDS), rung) >>> 0 };
      default:
        return { seed: params.seed };
    }
  },
});
