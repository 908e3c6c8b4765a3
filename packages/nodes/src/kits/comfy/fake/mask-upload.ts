import sharp from 'sharp';
import { FOLDERS, normalPath } from './files.ts';
import { isObject, parseJson } from './json.ts';
import type { World } from './world.ts';

/**
 * Puts the alpha of an uploaded mask into the picture that it was drawn over.
 *
 * @returns a PNG; null when that picture is not there, and then nothing is written although the answer is 200
 * @throws Error when no picture is named or its size is another; the server answers 500
 */
export async function mergeMask(world: World, reference: string | undefined, mask: Buffer): Promise<Buffer | null> {
  const original = reference === undefined ? null : parseJson(reference);
  if (!isObject(original)) throw new TypeError('original_ref is missing.');
  const type = typeof original.type === 'string' ? original.type : 'output';
  const folder = FOLDERS.find((name) => name === type);
  const path = normalPath(String(original.subfolder ?? ''), String(original.filename));
  const file = folder === undefined || path === null ? undefined : world.files.read(folder, path);
  if (file === undefined) return null;
  const base = await sharp(file.bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const over = await sharp(mask).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const { width, height } = base.info;
  if (over.info.width !== width || over.info.height !== height) throw new Error('images do not match');
  for (let i = 3; i < base.data.length; i += 4) base.data[i] = over.data[i] ?? 255;
  return sharp(base.data, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();
}
