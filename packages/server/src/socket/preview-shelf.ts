import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasErrno } from '../storage/durable.ts';
import { isId } from '../storage/names.ts';

/**
 * The last preview of every node of a production, kept beside it when it is closed, so that an old session opens with its
 * pictures. They are a comfort, not a part of the film: any of them may be missing.
 */
export interface PreviewShelf {
  save(production: string, packets: ReadonlyMap<string, Uint8Array>): Promise<void>;
  load(production: string, node: string): Promise<Uint8Array | null>;
}

export function createPreviewShelf(folderOf: (production: string) => string): PreviewShelf {
  const placeOf = (production: string) => join(folderOf(production), 'previews');
  const fileOf = (production: string, node: string) => join(placeOf(production), `node-${node}.preview`);
  return {
    async save(production, packets) {
      try {
        // Not with the folders above: a production that was just moved to the trash must not come to be again.
        await mkdir(placeOf(production)).catch((error: unknown) => {
          if (!hasErrno(error, 'EEXIST')) throw error;
        });
        for (const [node, packet] of packets) if (isId(node)) await writeFile(fileOf(production, node), packet);
      } catch {
        // A full disk is no reason to keep a production from closing.
      }
    },
    async load(production, node) {
      if (!isId(node)) return null;
      return readFile(fileOf(production, node)).catch(() => null);
    },
  };
}
