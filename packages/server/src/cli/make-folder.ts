import { messageOf } from '@epoch/graph-runtime/model';
import * as storage from '../storage/make-folder.ts';
import { Refusal } from './exit-codes.ts';

/** @throws Refusal when the folder cannot be made, or a file stands in its place */
export async function makeFolder(folder: string): Promise<void> {
  await storage.makeFolder(folder).catch((error: unknown) => {
    throw new Refusal(messageOf(error));
  });
}
