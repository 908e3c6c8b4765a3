import { param, port } from '@epoch/graph-runtime/model';
import { defineNode } from '../define-node.ts';
import { hash32 } from '../kits/dream/dmath.ts';

const LEVELS = 255;

/**
 * Adds noise without a mean of its own before a picture goes through an engine: without something to hold on to, engines
 * smooth a loop out. The noise of a frame follows from the production's seed, the frame and `seed`, so a replay is exact.
 */
export const node = defineNode({
  type: 'NoiseInject',
  version: 1,
  title: 'Noise',
  category: 'feedback',
  icon: 'M5 6v.1M9 9v.1M13 5v.1M18 8v.1M6 13v.1M11 12v.1M16 13v.1M19 17v.1M8 18v.1M13 17v.1M4 17.5v.1M16 19.5v.1',
  doc: 'Roughens a picture so that an engine finds something to work on, and keeps its brightness.',
  inputs: { image: port.raster({ doc: 'Picture to roughen.' }) },
  outputs: { image: port.raster({ doc: 'The picture with noise.' }) },
  params: {
    amount: param.number({
      default: 0.03,
      min: 0,
      max: 0.5,
      step: 0.005,
      unit: 'ratio',
      doc: 'Standard deviation, as a share of the whole range. 0.02 to 0.07 suits a loop.',
    }),
    kind: param.choice({
      default: 'perlin',
      choices: [
        { value: 'perlin', label: 'Perlin: soft, in several sizes' },
        { value: 'gaussian', label: 'Gaussian: grain, pixel by pixel' },
      ],
      doc: 'Perlin keeps more detail over a long loop than grain does.',
    }),
    cellPx: param.number({
      default: 8,
      min: 1,
      max: 256,
      step: 1,
      unit: 'px',
      label: 'Size',
      visibleWhen: { param: 'kind', is: ['perlin'] },
      doc: 'Width of the largest features.',
    }),
    octaves: param.integer({
      default: 4,
      min: 1,
      max: 7,
      unit: 'none',
      visibleWhen: { param: 'kind', is: ['perlin'] },
      doc: 'How many finer layers, each half as wide and half as strong.',
    }),
    coloured: param.boolean({ default: true, doc: 'Red, green and blue differ; off: grey noise.' }),
    seed: param.integer({ default: 0, min: 0, max: 2 ** 32 - 1, unit: 'none', widget: 'seed', doc: 'Another noise.' }),
    still: param.boolean({ default: false, label: 'The same in every frame', doc: 'The noise stands still.' }),
  },
  varies: 'frame',
  bypass: { image: 'image' },
  async evaluate({ inputs, params, frame, services: { pixels }, signal }) {
    const { amount, cellPx, octaves, coloured } = params;
    const seed = hash32(frame.productionSeed, params.seed, params.still ? 0 : frame.index);
    const kind = params.kind === 'gaussian' ? 'gaussian' : 'perlin';
    const request = { kind, amountLevels: amount * LEVELS, seed, cellPx, octaves, coloured } as const;
    return { image: await pixels.grain(inputs.image, request, signal) };
  },
});
