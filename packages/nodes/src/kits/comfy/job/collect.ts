import { EpochError } from '@epoch/graph-runtime/model';
import type { ComfyJob } from '../comfy.ts';
import type { Calls } from '../wire/calls.ts';
import { failureOf } from '../wire/failure.ts';
import type { ServerFile } from '../wire/shapes.ts';
import type { Pace } from './pace.ts';
import { patiently } from './patience.ts';
import { verifyPicture } from './verify.ts';

/** A picture that comes damaged is fetched so many times in all. */
const FETCHES = 4;

/**
 * Fetches the pictures of a prompt and makes sure of each that it is whole.
 *
 * @returns null when a file is gone: the answer was cached, and what it names has been deleted since
 * @throws EpochError ENGINE_REFUSED when the server gives bad pictures again and again; ENGINE_AWAY when it gives none
 */
export async function collect(
  calls: Calls,
  files: readonly ServerFile[],
  size: ComfyJob['size'],
  pace: Pace,
  signal: AbortSignal,
): Promise<readonly Uint8Array[] | null> {
  const pictures: Uint8Array[] = [];
  try {
    for (const file of files) {
      const picture = await patiently({ ...pace, tries: FETCHES }, signal, async () => {
        const bytes = await calls.view(file, signal);
        await verifyPicture(bytes, size, calls.url);
        return bytes;
      });
      pictures.push(picture);
    }
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.status === 404) return null;
    if (failure?.kind !== 'broken' || !(error instanceof EpochError)) throw error;
    const words = `${error.message} It did so ${FETCHES} times: look at the picture in ComfyUI, and at what stands between.`;
    throw new EpochError('ENGINE_REFUSED', words, { cause: error });
  }
  return pictures;
}
