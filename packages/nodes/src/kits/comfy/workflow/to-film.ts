import type { CancelSignal, Raster } from '@epoch/graph-runtime/model';
import type { Pixels } from '../../raster/pixels.ts';
import { decodedAnswer } from '../img2img/exact.ts';
import { paddedSize, type Size, unpad } from '../img2img/size.ts';

/** How far the shape of an answer may be from that of the question and still count as the same. */
const SAME_SHAPE = 0.01;

/**
 * Brings a workflow's picture to the size of the film. A picture in the shape that was sent is scaled back as a whole,
 * and the borders that were added for the model are cut off, so that nothing creeps over many frames; one in another
 * shape is fitted as the user says.
 */
export async function toFilm(
  pixels: Pick<Pixels, 'decode' | 'fit' | 'crop'>,
  picture: Uint8Array | undefined,
  film: Size,
  mode: 'cover' | 'contain' | 'stretch',
  signal?: CancelSignal,
): Promise<Raster> {
  const answer = await decodedAnswer(pixels, picture, signal);
  const padded = paddedSize(film);
  const shape = (answer.width / answer.height) * (padded.height / padded.width);
  if (Math.abs(shape - 1) > SAME_SHAPE) return pixels.fit(answer, { ...film, mode }, signal);
  return unpad(pixels, await pixels.fit(answer, { ...padded, mode: 'stretch' }, signal), film, signal);
}
