import { param, port } from '@epoch/graph-runtime/model';
import { defineNode } from '../define-node.ts';

/**
 * Unsharp masking inside a loop: gives back the detail that each pass through a camera and an engine takes away.
 *
 * @source detail = image - Gaussian blur; result = image + amount * detail, where |detail| reaches the threshold
 */
export const node = defineNode({
  type: 'AntiBlur',
  version: 1,
  title: 'Anti-blur',
  category: 'feedback',
  icon: 'M12 4 4.5 19h15L12 4zM12 10v4.5M12 17v.2',
  doc: 'Sharpens a little in every frame, so that a loop does not go soft.',
  inputs: { image: port.raster({ doc: 'Picture to sharpen.' }) },
  outputs: { image: port.raster({ doc: 'The sharper picture.' }) },
  params: {
    amount: param.number({
      default: 0.1,
      min: -0.9,
      max: 3,
      step: 0.01,
      unit: 'ratio',
      doc: 'Share of the detail that is added again. 0.05 to 0.2 suits a loop; below 0 softens.',
    }),
    radiusPx: param.number({
      default: 1,
      min: 0.3,
      max: 20,
      step: 0.1,
      unit: 'px',
      label: 'Radius',
      doc: 'Size of what counts as detail: the deviation of the Gaussian.',
    }),
    threshold: param.number({
      default: 0,
      min: 0,
      max: 64,
      step: 0.5,
      unit: 'levels',
      doc: 'Detail weaker than this stays as it is, so that grain is not sharpened.',
    }),
  },
  varies: 'inputs',
  bypass: { image: 'image' },
  async evaluate({ inputs, params, services: { pixels }, signal }) {
    const { amount, radiusPx, threshold: thresholdLevels } = params;
    return { image: await pixels.sharpen(inputs.image, { amount, radiusPx, thresholdLevels }, signal) };
  },
});
