import { createHash } from 'node:crypto';
import { EpochError } from '@epoch/graph-runtime/model';
import { failureOf } from '../../engines/wire/failure.ts';
import type { Calls } from '../wire/calls.ts';
import { isWholePng } from './png-check.ts';

/** Pictures that are on the server already, by what is in them. */
export interface Uploads {
  /**
   * Name under which LoadImage finds the picture; uploaded first when it is not there yet. Equal pictures of one
   * production are one file, and a file that a waiting prompt uses is never written over.
   *
   * @throws EpochError as the call does; IMAGE_INVALID when the picture is cut short, which the server would not notice
   */
  nameOf(folder: string, png: Uint8Array, signal: AbortSignal): Promise<string>;
  /** The server says that it does not have them. */
  forget(): void;
}

const REMEMBERED = 500;

/** `boot` changes when the server may have been started anew; then nothing counts as uploaded any more. */
export function createUploads(calls: Calls, boot: () => number): Uploads {
  const names = new Map<string, string>();
  let knownBoot = boot();

  /** A first upload whose answer was lost may have been stored or not, whole or not: so it is read back. */
  async function uploadSafely(folder: string, name: string, png: Uint8Array, signal: AbortSignal): Promise<string> {
    try {
      return await calls.upload(folder, name, png, signal);
    } catch (error) {
      const failure = failureOf(error);
      if (failure === null || failure.kind === 'refused' || failure.unsent || signal.aborted) throw error;
      if (failure.status !== null) throw error;
      const again = await calls.upload(folder, name, png, signal);
      const slash = again.lastIndexOf('/');
      const file = { filename: again.slice(slash + 1), subfolder: again.slice(0, Math.max(0, slash)), type: 'input' };
      const stored = await calls.view(file, signal);
      return Buffer.compare(stored, png) === 0 ? again : calls.upload(folder, `again-${name}`, png, signal);
    }
  }

  return {
    async nameOf(folder, png, signal) {
      if (!isWholePng(png)) throw new EpochError('IMAGE_INVALID', 'The picture for ComfyUI is no whole PNG file.');
      if (boot() !== knownBoot) {
        names.clear();
        knownBoot = boot();
      }
      const hash = createHash('sha256').update(png).digest('hex');
      const key = `${folder}/${hash}`;
      const known = names.get(key);
      if (known !== undefined) return known;
      const name = await uploadSafely(folder, `${hash}.png`, png, signal);
      names.set(key, name);
      const [oldest] = names.keys();
      if (names.size > REMEMBERED && oldest !== undefined) names.delete(oldest);
      return name;
    },
    forget: () => names.clear(),
  };
}
