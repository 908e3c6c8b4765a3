import { param, port } from '@epoch/graph-runtime/model';
import { defineNode } from '../define-node.ts';

/**
 * Lets the engine draw only every n-th frame. In between it is told denoise 0, at which every image engine hands its
 * picture on untouched and asks no server; so the loop only moves the picture along the camera, which takes no time.
 * Nothing else in the program has to know: the frame number alone decides, so a replay, a resume and a take agree.
 */
export const node = defineNode({
  type: 'Cadence',
  version: 1,
  title: 'Cadence',
  category: 'motion',
  icon: 'M5 6v12M9.5 10v4M14 10v4M19 6v12',
  doc: 'Lets the engine draw only every few frames. Tween fills in the others.',
  inputs: {},
  outputs: {
    denoise: port.number({ doc: 'For the engine: the denoise at drawn frames, 0 in between.' }),
    cadence: port.integer({ doc: 'For Tween: every how many frames the engine draws.' }),
    redraw: port.boolean({ doc: 'True at the frames that the engine draws.' }),
  },
  params: {
    cadence: param.integer({
      default: 2,
      min: 1,
      max: 50,
      unit: 'frames',
      wire: false,
      keyframes: false,
      doc: 'Every how many frames the engine draws. 1: all of them.',
    }),
    denoise: param.number({
      default: 0.45,
      min: 0,
      max: 1,
      step: 0.01,
      unit: 'ratio',
      doc: 'Change at each drawn frame. As fewer are drawn, it may be a little more than usual.',
    }),
  },
  varies: 'frame',
  evaluate({ params: { cadence, denoise }, frame: { index } }) {
    const redraw = index % cadence === 0;
    return { denoise: redraw ? denoise : 0, cadence, redraw };
  },
});
