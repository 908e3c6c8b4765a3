import { type ParamValues, port, type Raster } from '@epoch/graph-runtime/model';
import { defineNode } from '../define-node.ts';
import { transparencyOf } from '../kits/drawing/transparency.ts';
import { ANCHORS, anchored } from '../kits/placing/anchors.ts';
import { layerOf } from '../kits/placing/layer-of.ts';
import { onWholeFrame, type Placement, placePicture } from '../kits/placing/place-picture.ts';
import { BLEND_MODES } from '../kits/raster/requests.ts';
import { imageOverlayParams } from './image-overlay-params.ts';

/** A layer of at most this part of the frame is quicker made than a whole frame blended. */
const SMALL_PART = 4;

/**
 * Lays a picture over the film at one of nine places: a logo, a frame, a vignette, a texture.
 *
 * Nothing to lay over is no reason to stop a film: the film passes on and the box says what is missing.
 *
 * @shape  the output has the size of `image`; the other picture keeps its own aspect
 * @unit   offsets and size: heights of `image`, or px; rotation: degrees clockwise
 * @throws EpochError ASSET_NOT_FOUND when the picture is gone, IMAGE_INVALID when it cannot be read
 */
export const node = defineNode({
  type: 'ImageOverlay',
  version: 1,
  title: 'Image overlay',
  category: 'overlay',
  icon: 'M4 5h16v14H4zM11 12h7v5h-7zM6.5 9.5l2-2 2 2',
  doc: 'Lays a logo, a frame or a texture over the film.',
  inputs: {
    image: port.raster({ doc: 'Picture below: the film.' }),
    picture: port.raster({ doc: 'Picture to lay over, instead of the one chosen.', optional: true }),
  },
  outputs: {
    image: port.raster({ doc: 'Both together.' }),
  },
  params: imageOverlayParams,
  varies: 'inputs',
  bypass: { image: 'image' },
  async evaluate({ inputs: { image, picture: wired }, params, services: { assets, pixels }, signal, remark }) {
    const picture = wired ?? (params.asset === '' ? undefined : await assets.image(params.asset));
    if (picture === undefined) {
      remark('Nothing to lay over yet: choose a picture, or wire one.');
      return { image };
    }
    const empty = wired === undefined && transparencyOf(picture) === 'all';
    remark(empty ? `${params.asset} is transparent everywhere, so there is nothing to see. Choose another one.` : '');
    if (empty || params.opacity === 0) return { image };
    const stamp = await placePicture(pixels, picture, image, placementOf(params, image, picture), signal);
    if (stamp === null) return { image };
    // Most overlays are small and plain: those need not touch the whole frame.
    const isPlain = params.mode === 'normal' && params.space !== 'linear';
    if (isPlain && stamp.image.width * stamp.image.height < (image.width * image.height) / SMALL_PART) {
      return { image: await pixels.over(image, [layerOf(stamp, params.opacity)], signal) };
    }
    const placed = await onWholeFrame(pixels, stamp, image, signal);
    const mode = BLEND_MODES.find((known) => known === params.mode) ?? 'normal';
    const space = params.space === 'linear' ? 'linear' : 'srgb';
    return { image: await pixels.blend(image, placed, { mode, amount: params.opacity, space }, signal) };
  },
});

function placementOf(params: ParamValues<typeof imageOverlayParams>, image: Raster, picture: Raster): Placement {
  const { sizeUnit, size, sizePx, offsetX, offsetY, rotationDeg: angleDeg, tile: tiled } = params;
  const asked = sizeUnit === 'own' ? picture.height : sizeUnit === 'px' ? sizePx : size * image.height;
  const heightPx = Math.max(1, asked, picture.height / picture.width);
  const widthPx = (heightPx * picture.width) / picture.height;
  const anchor = ANCHORS.find((known) => known === params.anchor) ?? 'bottom-right';
  const { x, y } = anchored(anchor, image, { width: widthPx, height: heightPx });
  return {
    centreX: x + offsetX * image.height,
    centreY: y + offsetY * image.height,
    ...{ widthPx, heightPx, angleDeg, tiled },
  };
}
