import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Pictures } from '../storage/pictures.ts';

export const widthQuery = z.strictObject({ width: z.coerce.number().int().min(16).max(1920).optional() });

const CACHE_BYTES = 24 * 1024 * 1024;

/** Small JPEGs of pictures on disk, made once and kept while they are asked for. */
export interface Thumbnails {
  /** `key` names the content, not the file: the same key has to mean the same picture. */
  of(key: string, file: string, width: number): Promise<Uint8Array>;
}

export function createThumbnails(
  pictures: Pictures,
  readBytes: (file: string) => Promise<Uint8Array> = readFile,
): Thumbnails {
  const made = new Map<string, Promise<Uint8Array>>();
  /** Finished ones, oldest first: a Map keeps the order in which keys came. @unit bytes */
  const sizes = new Map<string, number>();
  let keptBytes = 0;

  async function make(file: string, width: number): Promise<Uint8Array> {
    const raster = await pictures.decode(await readBytes(file));
    return (await pictures.preview(raster, { maxWidth: width, maxHeight: 4096 })).bytes;
  }

  function keep(name: string, bytes: number): void {
    sizes.set(name, bytes);
    keptBytes += bytes;
    for (const [oldest, size] of sizes) {
      if (keptBytes <= CACHE_BYTES) return;
      sizes.delete(oldest);
      made.delete(oldest);
      keptBytes -= size;
    }
  }

  return {
    async of(key, file, width) {
      const name = `${key} ${width}`;
      const kept = made.get(name);
      if (kept !== undefined) return kept;
      const making = make(file, width);
      made.set(name, making);
      try {
        const bytes = await making;
        keep(name, bytes.length);
        return bytes;
      } catch (error) {
        made.delete(name);
        throw error;
      }
    },
  };
}
