import { EpochError, param, port } from '@epoch/graph-runtime/model';
import { defineNode } from '../define-node.ts';

/**
 * A picture of the asset store, brought to the size of the film.
 *
 * @throws EpochError PARAM_INVALID when no picture was chosen, ASSET_NOT_FOUND when it is gone
 */
export const node = defineNode({
  type: 'StillImage',
  version: 1,
  title: 'Still image',
  category: 'source',
  icon: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9h.01',
  doc: 'A picture from your assets, such as the one a feedback loop starts from.',
  inputs: {},
  outputs: {
    image: port.raster({ doc: 'The picture.' }),
  },
  params: {
    asset: param.asset({ default: 'ringed-planet.jpg', accept: 'image', label: 'Picture', doc: 'Picture to show.' }),
    fit: param.choice({
      default: 'cover',
      choices: [
        { value: 'cover', label: 'Fill the film, cut what hangs over' },
        { value: 'contain', label: 'Show all of it, with bars' },
        { value: 'stretch', label: 'Stretch to the film' },
        { value: 'own-size', label: 'Keep its own size' },
      ],
      doc: "How the picture is brought to the film's size.",
    }),
  },
  varies: 'inputs',
  async evaluate({ params, frame, services }) {
    if (params.asset === '') {
      throw new EpochError('PARAM_INVALID', 'Still image has no picture. Choose one in its Picture field.', {
        detail: { param: 'asset' },
      });
    }
    const picture = await services.assets.image(params.asset);
    if (params.fit === 'own-size') return { image: picture };
    const mode = params.fit === 'contain' || params.fit === 'stretch' ? params.fit : 'cover';
    return { image: await services.pixels.fit(picture, { width: frame.width, height: frame.height, mode }) };
  },
});
