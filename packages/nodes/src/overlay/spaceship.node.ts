import { param, port } from '@epoch/graph-runtime/model';
import { defineNode } from '../define-node.ts';
import { flightAt } from '../kits/flight/flight.ts';

/**
 * A ship that crosses the picture from right to left, drifting up and down on slow waves, swelling a little as if it
 * came nearer, and banking with its path. The place is a function of the frame alone, so any frame can be drawn first.
 *
 * @shape the sprite flies to the left, with alpha; its width is a share of the picture's height
 */
export const node = defineNode({
  type: 'Spaceship',
  version: 1,
  title: 'Spaceship',
  category: 'overlay',
  icon: 'M3 13.5c2-1.2 5-2.3 8-2.5l2.5-3.5H17l-.5 3.6c2 .2 3.6.9 4.5 1.7-1.2 1.6-4.5 2.7-9 2.7-4 0-7-.8-9-2zM9.5 11.2l1.6-2 2 .1',
  doc: 'Flies a ship from right to left across the picture, drifting gently.',
  inputs: {
    image: port.raster({ doc: 'Picture to fly over.' }),
  },
  outputs: {
    image: port.raster({ doc: 'The picture with the ship.' }),
  },
  params: {
    sprite: param.asset({
      default: 'spaceship.png',
      accept: 'image',
      doc: 'Picture of the ship, with alpha, flying left.',
    }),
    flight: param.choice({
      default: 'loop',
      choices: [
        { value: 'loop', label: 'Again and again' },
        { value: 'once', label: 'Once' },
      ],
      doc: 'Whether it comes back.',
    }),
    startFrame: param.integer({
      wire: false,
      default: 0,
      min: 0,
      max: 10_000_000,
      unit: 'frames',
      widget: 'field',
      keyframes: false,
      doc: 'Frame at which it enters.',
    }),
    crossingFrames: param.integer({
      wire: false,
      default: 360,
      min: 2,
      max: 100_000,
      unit: 'frames',
      label: 'Crossing',
      widget: 'field',
      keyframes: false,
      doc: 'How long it takes from edge to edge.',
    }),
    pauseFrames: param.integer({
      wire: false,
      default: 60,
      min: 0,
      max: 100_000,
      unit: 'frames',
      label: 'Pause',
      widget: 'field',
      keyframes: false,
      visibleWhen: { param: 'flight', is: ['loop'] },
      doc: 'How long the sky stays empty before it comes again.',
    }),
    size: param.number({ default: 0.24, min: 0.02, max: 2, step: 0.01, unit: 'heights', doc: 'Width of the ship.' }),
    height: param.number({
      default: 0.5,
      min: 0,
      max: 1,
      step: 0.01,
      unit: 'ratio',
      label: 'Course',
      doc: '0 flies along the top, 1 along the bottom.',
    }),
    drift: param.number({
      wire: false,
      default: 0.05,
      min: 0,
      max: 0.5,
      step: 0.005,
      unit: 'heights',
      doc: 'How far it sways up and down.',
    }),
    waves: param.number({
      wire: false,
      default: 2.3,
      min: 0,
      max: 20,
      step: 0.1,
      unit: 'none',
      doc: 'How often it sways on one crossing.',
    }),
    swell: param.number({
      wire: false,
      default: 0.12,
      min: 0,
      max: 0.9,
      step: 0.01,
      unit: 'ratio',
      doc: 'How much it grows and shrinks, as if nearer and farther.',
    }),
    bank: param.number({
      wire: false,
      default: 0.7,
      min: 0,
      max: 3,
      step: 0.05,
      unit: 'x',
      doc: 'How far it leans into its path. 0 keeps it level.',
    }),
    opacity: param.number({ default: 1, min: 0, max: 1, step: 0.01, unit: 'ratio', doc: 'How solid it is.' }),
  },
  varies: 'frame',
  async evaluate({ inputs: { image }, params, frame, services }) {
    const sprite = await services.assets.image(params.sprite);
    const place = flightAt(frame.index, image, sprite, params);
    if (place === null || params.opacity === 0) return { image };
    const layer = services.drawing.sprite(sprite, { ...place, opacity: params.opacity });
    return { image: await services.pixels.over(image, [layer]) };
  },
});
