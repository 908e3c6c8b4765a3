import { EpochError } from '@epoch/graph-runtime/model';
import { failureOf } from '../../engines/wire/failure.ts';
import type { ComfyOrder } from '../comfy.ts';
import type { Calls } from '../wire/calls.ts';
import type { ServerFile } from '../wire/shapes.ts';
import type { Pace } from './pace.ts';
import { patiently } from './patience.ts';
import { verifyPicture } from './verify.ts';

/** A picture that comes damaged is fetched so many times in all. */
const FETCHES = 4;

/**
 * Fetches the picture of a prompt and makes sure that it is whole.
 *
 * @returns null when the file is gone: the answer was cached, and what it names has been deleted since
 * @throws EpochError ENGINE_REFUSED when the server gives bad pictures again and again; ENGINE_AWAY when it gives none
 */
export async function collect(
  calls: Calls,
  file: ServerFile,
  size: ComfyOrder['size'],
  pace: Pace,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  try {
    return await patiently({ ...pace, tries: FETCHES }, signal, async () => {
      const bytes = await calls.view(file, signal);
      await verifyPicture(bytes, size, calls.url);
      return bytes;
    });
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.status === 404) return null;
    if (failure?.kind !== 'broken' || !(error instanceof EpochError)) throw error;
    const words = `${error.message} It did so ${FETCHES} times: look at the picture in ComfyUI, and at what stands between.`;
    throw new EpochError('ENGINE_REFUSED', words, { cause: error });
  }
}
