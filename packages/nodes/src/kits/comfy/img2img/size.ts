import type { CancelSignal, Raster } from '@epoch/graph-runtime/model';
import type { Pixels } from '../../raster/pixels.ts';

/** @unit px */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A latent has one cell for this many pixels; what is over is cut off by the VAE. @source ComfyUI comfy/sd.py, VAE.encode */
const CELL_PX = 8;
/** Models of diffusion have nothing to work on in pictures that are smaller. */
const LEAST_PX = 64;

/** The size that a model can draw and in which a picture of any size has room. */
export function paddedSize({ width, height }: Size): Size {
  return { width: paddedSide(width), height: paddedSide(height) };
}

/** Puts mirrored borders around a picture, so that its size suits the model. No pixel of the picture changes. */
export async function pad(pixels: Pick<Pixels, 'crop'>, image: Raster, signal?: CancelSignal): Promise<Raster> {
  const { width, height } = paddedSize(image);
  if (width === image.width && height === image.height) return image;
  const { left, top } = margins(image);
  const box = { left: -left, top: -top, boxWidth: width, boxHeight: height, width, height };
  return pixels.crop(image, { ...box, edge: 'mirror' }, signal);
}

/** Cuts the borders off again. */
export async function unpad(
  pixels: Pick<Pixels, 'crop'>,
  image: Raster,
  size: Size,
  signal?: CancelSignal,
): Promise<Raster> {
  if (image.width === size.width && image.height === size.height) return image;
  const { width, height } = size;
  return pixels.crop(image, { ...margins(size), boxWidth: width, boxHeight: height, width, height }, signal);
}

function paddedSide(side: number): number {
  return Math.max(LEAST_PX, Math.ceil(side / CELL_PX) * CELL_PX);
}

/** What stands to the left and above; one pixel more may stand to the right and below. */
function margins(size: Size): { readonly left: number; readonly top: number } {
  const { width, height } = paddedSize(size);
  return { left: Math.floor((width - size.width) / 2), top: Math.floor((height - size.height) / 2) };
}
