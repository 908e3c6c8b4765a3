import { param, port } from '@epoch/graph-runtime/model';
import { defineNode } from '../define-node.ts';

const LIMIT = 1_000_000;

/** A number to wire to any number of sockets; with keys it is a curve over the film. */
export const node = defineNode({
  type: 'Number',
  version: 1,
  title: 'Number',
  category: 'direct',
  icon: 'M9.5 4 7.5 20M16.5 4l-2 16M4.5 9h16M3.5 15h16',
  doc: 'One number for many sockets. Give it keys and it becomes a curve over time.',
  inputs: {},
  outputs: {
    value: port.number({ doc: 'The number of this frame.' }),
  },
  params: {
    value: param.number({
      default: 0.35,
      min: -LIMIT,
      max: LIMIT,
      step: 0.01,
      unit: 'none',
      widget: 'field',
      doc: 'The number.',
    }),
  },
  varies: 'inputs',
  evaluate: ({ params }) => ({ value: params.value }),
});
