import { param, port } from '@epoch/graph-runtime/model';
import { defineNode } from '../define-node.ts';
import { BLEND_LABELS } from '../kits/raster/blend-labels.ts';
import { BLEND_MODES } from '../kits/raster/requests.ts';

/** Lays one picture over another. The result has the size of `base`; `top` is fitted to it. */
export const node = defineNode({
  type: 'Blend',
  version: 1,
  title: 'Blend',
  category: 'overlay',
  icon: 'M9.5 15.5a5.5 5.5 0 1 1 0-11 5.5 5.5 0 0 1 0 11zM14.5 19.5a5.5 5.5 0 1 1 0-11 5.5 5.5 0 0 1 0 11z',
  doc: 'Combines two pictures: mixes them, adds light, multiplies shadows.',
  inputs: {
    base: port.raster({ doc: 'Picture below.' }),
    top: port.raster({ doc: 'Picture above, brought to the size of the one below.' }),
  },
  outputs: {
    image: port.raster({ doc: 'Both together.' }),
  },
  params: {
    mode: param.choice({
      default: 'normal',
      choices: BLEND_MODES.map((value) => ({ value, label: BLEND_LABELS[value] })),
      doc: 'How the two are combined.',
    }),
    amount: param.number({
      default: 0.5,
      min: 0,
      max: 1,
      step: 0.01,
      unit: 'ratio',
      doc: '0 shows only the base, 1 all of the blend.',
    }),
    space: param.choice({
      default: 'srgb',
      choices: [
        { value: 'srgb', label: 'As stored (sRGB), like paint programs' },
        { value: 'linear', label: 'As light (linear), like lamps' },
      ],
      doc: 'In which numbers the two are combined. Light adds up brighter and without dark seams.',
    }),
  },
  varies: 'inputs',
  bypass: { image: 'base' },
  async evaluate({ inputs: { base, top }, params, services: { pixels } }) {
    if (params.amount === 0) return { image: base };
    const mode = BLEND_MODES.find((known) => known === params.mode) ?? 'normal';
    const fitted = await pixels.fit(top, { width: base.width, height: base.height, mode: 'cover' });
    return {
      image: await pixels.blend(base, fitted, {
        mode,
        amount: params.amount,
        space: params.space === 'linear' ? 'linear' : 'srgb',
      }),
    };
  },
});
