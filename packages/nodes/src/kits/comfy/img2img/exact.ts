import { type CancelSignal, EpochError, type Raster } from '@epoch/graph-runtime/model';
import { takeDecoded } from '../../engines/decoded.ts';
import type { Pixels } from '../../raster/pixels.ts';
import type { ApiGraph, ApiValue, ComfyFacts } from '../comfy.ts';
import type { Size } from './size.ts';

/** Where an IHDR says what the pixels are made of, and its word for RGB. @source PNG (Third Edition) 11.2.1 */
const COLOUR_TYPE_AT = 25;
const RGB = 2;

/**
 * A picture as a file that LoadImage reads without changing a level: 8-bit RGB PNG. Other kinds (gray, palette, JPEG)
 * lose up to a level on the way in, and alpha would become a mask. What is transparent is laid on black.
 */
export async function exactPng(
  pixels: Pick<Pixels, 'png' | 'blend' | 'solid'>,
  image: Raster,
  signal?: CancelSignal,
): Promise<Uint8Array> {
  const png = await pixels.png(image, {}, signal);
  if (png[COLOUR_TYPE_AT] === RGB) return png;
  const black = pixels.solid(image.width, image.height, [0, 0, 0, 255]);
  return pixels.png(await pixels.blend(black, image, { mode: 'normal', amount: 1 }, signal), {}, signal);
}

/** The pixels of the server's picture, which may have been decoded when it was checked. @throws EpochError IMAGE_INVALID */
export async function decodedAnswer(
  pixels: Pick<Pixels, 'decode'>,
  picture: Uint8Array | undefined,
  signal?: CancelSignal,
): Promise<Raster> {
  if (picture === undefined) throw new EpochError('IMAGE_INVALID', 'The server answered without a picture.');
  return takeDecoded(picture) ?? pixels.decode(picture, { name: "The server's picture" }, signal);
}

/** Reads the server's picture. @throws EpochError IMAGE_INVALID when it is none, or of another size */
export async function readAnswer(
  pixels: Pick<Pixels, 'decode'>,
  picture: Uint8Array | undefined,
  { width, height }: Size,
  signal?: CancelSignal,
): Promise<Raster> {
  const image = await decodedAnswer(pixels, picture, signal);
  if (image.width === width && image.height === height) return image;
  throw new EpochError(
    'IMAGE_INVALID',
    `The server's picture is ${image.width} x ${image.height} px instead of ${width} x ${height} px. ` +
      'Set width and height to multiples of what its model can draw, usually 16 or 64.',
  );
}

/** Classes that the rounding below is made of. They belong to ComfyUI itself. */
const ROUNDING_CLASSES = ['ImageInvert', 'EmptyImage', 'ImageBlend'] as const;

/** The server has all that makes SaveImage round. */
export async function canRound({ classOf }: ComfyFacts): Promise<boolean> {
  const classes = await Promise.all(ROUNDING_CLASSES.map((type) => classOf(type)));
  return classes.every((found) => found !== null);
}

const HALF_A_LEVEL = 0.5 / 255;
const WHITE = 0xffffff;

/**
 * Nodes that make SaveImage round instead of cutting off, which in a loop darkens the picture by half a level a frame.
 * Half a level is added: the negative (1 - v) less half a level of white, and its negative again. A picture that is a
 * whole number of levels already comes through unchanged, white stays white and black stays black.
 *
 * @source ComfyUI nodes.py, SaveImage: 255 * v is clipped and cut to 8 bit; nodes_post_processing.py, Blend "difference":
 *   image1 - image2, mixed with image1 by blend_factor and clipped to 0..1
 */
export function roundingNodes(
  image: ApiValue,
  { width, height }: Size,
): { readonly nodes: ApiGraph; readonly out: ApiValue } {
  const titled = (title: string) => ({ _meta: { title } });
  const nodes: ApiGraph = {
    50: { class_type: 'ImageInvert', inputs: { image }, ...titled('Rounding: negative') },
    51: {
      class_type: 'EmptyImage',
      inputs: { width, height, batch_size: 1, color: WHITE },
      ...titled('Rounding: white'),
    },
    52: {
      class_type: 'ImageBlend',
      inputs: { image1: ['50', 0], image2: ['51', 0], blend_factor: HALF_A_LEVEL, blend_mode: 'difference' },
      ...titled('Rounding: half a level'),
    },
    53: { class_type: 'ImageInvert', inputs: { image: ['52', 0] }, ...titled('Rounding: positive') },
  };
  return { nodes, out: ['53', 0] };
}
