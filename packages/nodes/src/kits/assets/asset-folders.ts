import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EpochError, type Raster } from '@epoch/graph-runtime/model';

type Decode = (bytes: Uint8Array, name: string) => Promise<Raster>;

interface Kept {
  readonly stamp: string;
  readonly raster: Promise<Raster>;
}

const KEPT_PICTURES = 24;

/**
 * Pictures of the asset folders by name. The first folder that has the name wins, so the user's pictures come before
 * those that ship. Decoded pictures are kept until their file changes or 24 others were asked for.
 */
export function createAssetFolders(folders: readonly string[], decode: Decode) {
  const kept = new Map<string, Kept>();

  /** @throws EpochError ASSET_NOT_FOUND, IMAGE_INVALID */
  async function image(name: string): Promise<Raster> {
    const { path, stamp } = await find(folders, name);
    const known = kept.get(path);
    kept.delete(path);
    const raster = known?.stamp === stamp ? known.raster : readFile(path).then((bytes) => decode(bytes, name));
    kept.set(path, { stamp, raster });
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT_PICTURES) break;
      kept.delete(oldest);
    }
    try {
      return await raster;
    } catch (error) {
      // A broken file may be mended in place; it is read again when it is asked for again.
      if (kept.get(path)?.raster === raster) kept.delete(path);
      throw error;
    }
  }

  return { image };
}

async function find(folders: readonly string[], name: string): Promise<{ path: string; stamp: string }> {
  if (isFileName(name)) {
    for (const folder of folders) {
      const path = join(folder, name);
      const found = await stat(path).catch(() => null);
      if (found?.isFile()) return { path, stamp: `${found.size} ${found.mtimeMs}` };
    }
  }
  const sentence = `There is no picture "${name}" among the assets. Upload it again, or choose another one.`;
  throw new EpochError('ASSET_NOT_FOUND', sentence, { detail: { file: name } });
}

/** A bare name, so that it can never lead out of the asset folders. */
function isFileName(name: string): boolean {
  return name.length > 0 && name.length <= 255 && !name.startsWith('.') && !/[/\\:\0]/.test(name);
}
