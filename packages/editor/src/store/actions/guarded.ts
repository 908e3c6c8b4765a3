import { messageOf } from '@epoch/graph-runtime/model';
import { notify } from '../notices.ts';

/** Runs something a person asked for; when it is refused they get the sentence and the caller null. */
export async function guarded<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    notify('error', messageOf(error));
    return null;
  }
}
