import { port } from '@epoch/graph-runtime/model';
import { defineNode } from '../define-node.ts';
import { type Transparency, transparencyOf } from '../kits/drawing/transparency.ts';
import { fleetOf } from '../kits/flight/fleet.ts';
import { sightsAt } from '../kits/flight/trail.ts';
import { spaceshipParams } from './spaceship-params.ts';

/**
 * A ship that crosses the picture from right to left, drifting up and down on slow waves, swelling a little as if it
 * came nearer, and banking with its path; others may fly along, each with a trail. The places are functions of the frame
 * alone, so any frame can be drawn first.
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
  params: spaceshipParams,
  varies: 'frame',
  bypass: { image: 'image' },
  async evaluate({ inputs: { image }, params, frame, services, signal, remark }) {
    const sprite = await services.assets.image(params.sprite);
    const transparency = transparencyOf(sprite);
    remark(REMARKS[transparency](params.sprite));
    if (params.opacity === 0 || transparency === 'all') return { image };
    const trail = { strength: params.trail, frames: params.trailFrames };
    const ships = fleetOf(params, params.ships, params.fleetSeed)
      .flatMap((flight) => sightsAt(frame.index, image, sprite, flight, trail))
      .map(({ opacity, widthPx, ...place }) => {
        const width = Math.min(widthPx, MOST_SIDE_PX, (MOST_SIDE_PX * sprite.width) / sprite.height);
        return { image: sprite, ...place, widthPx: width, opacity: opacity * params.opacity };
      });
    return { image: await services.pixels.sprites(image, ships, signal) };
  },
});

/** No larger sprite can be laid over a picture. @unit px */
const MOST_SIDE_PX = 8192;

const REMARKS: Readonly<Record<Transparency, (name: string) => string>> = {
  none: (name) =>
    `${name} has no transparent parts, so it flies as a rectangle. A PNG with a clear background is needed.`,
  some: () => '',
  all: (name) => `${name} is transparent everywhere, so there is nothing to see. Choose another picture.`,
};
