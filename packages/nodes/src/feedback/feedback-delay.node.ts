import { param, port } from '@epoch/graph-runtime/model';
import { defineNode } from '../define-node.ts';

/**
 * The unit delay that closes a loop: at frame n it emits the picture that arrived at `next` at frame n - `frames`, and
 * before that the picture at `initial`.
 *
 * The runtime carries delays out by itself (it has to: their output is known before their input is), so `evaluate` only
 * answers where a node is run alone, as at frame 0.
 *
 * @source unit delay: y[n] = x[n - d], y[0..d-1] = initial (z^-d in a signal-flow graph)
 */
export const node = defineNode({
  type: 'FeedbackDelay',
  version: 1,
  title: 'Feedback delay',
  category: 'feedback',
  icon: 'M7 7h10a3 3 0 0 1 3 3v1M17 17H7a3 3 0 0 1-3-3v-1M9.5 4.5 7 7l2.5 2.5M14.5 14.5 17 17l-2.5 2.5',
  doc: 'Hands the picture of an earlier frame to this one. Every loop goes through one.',
  inputs: {
    initial: port.raster({ doc: 'What comes out before there is an earlier frame.', optional: true }),
    next: port.raster({ doc: 'Picture to hand on to a later frame.' }),
  },
  outputs: {
    out: port.raster({ label: 'previous frame', doc: 'The picture that arrived at next some frames ago.' }),
  },
  params: {
    frames: param.integer({
      default: 1,
      min: 1,
      max: 240,
      unit: 'frames',
      label: 'Delay',
      widget: 'field',
      wire: false,
      keyframes: false,
      doc: 'How many frames ago. Each one is kept in memory.',
    }),
  },
  varies: 'frame',
  delay: { initial: 'initial', next: 'next', out: 'out', frames: 'frames' },
  evaluate: ({ inputs }) => ({ out: inputs.initial ?? inputs.next }),
});
