import sharp from 'sharp';
import { nodeError } from './node-error.ts';
import type { Mask, Picture } from './values.ts';

/** A picture without transparency comes with a mask of this size, whatever its own. @unit px */
const EMPTY_MASK_PX = 64;

export interface LoadedPicture {
  /** More than one for an animation. */
  readonly pictures: readonly Picture[];
  /** 255 where the picture is transparent. */
  readonly masks: readonly Mask[];
}

/**
 * Decodes a file as LoadImage does: a file that ends too early is taken, and what is missing is black.
 *
 * @throws NodeError for an empty file and for one that is no picture
 */
export async function loadPicture(bytes: Buffer, path: string, isNewServer: boolean): Promise<LoadedPicture> {
  if (bytes.length === 0 && isNewServer) {
    throw nodeError(
      'av.error.InvalidDataError',
      `[Errno 1094995529] Invalid data found when processing input: '${path}'`,
    );
  }
  try {
    const { pages = 1, hasAlpha } = await sharp(bytes, { failOn: 'none' }).metadata();
    const source = sharp(bytes, { failOn: 'none', pages: pages > 1 ? -1 : 1 })
      .autoOrient()
      .toColourspace('srgb');
    const shape = hasAlpha ? source.ensureAlpha() : source.removeAlpha();
    const { data, info } = await shape.raw().toBuffer({ resolveWithObject: true });
    const height = pages > 1 ? Math.floor(info.height / pages) : info.height;
    const size = info.width * height;
    const frames = Array.from({ length: pages }, (_, i) =>
      data.subarray(i * size * info.channels, (i + 1) * size * info.channels),
    );
    const shapeOf = { width: info.width, height };
    return {
      pictures: frames.map((frame) => ({ ...shapeOf, rgb: rgbOf(frame, info.channels, size) })),
      masks: frames.map((frame) => (info.channels === 4 ? { ...shapeOf, levels: holesOf(frame, size) } : emptyMask())),
    };
  } catch {
    throw nodeError('PIL.UnidentifiedImageError', `cannot identify image file '${path}'`);
  }
}

function rgbOf(frame: Buffer, channels: number, size: number): Uint8Array {
  if (channels === 3) return frame;
  const rgb = new Uint8Array(size * 3);
  for (let i = 0; i < size; i++) {
    for (let c = 0; c < 3; c++) rgb[i * 3 + c] = frame[i * channels + (channels < 3 ? 0 : c)] ?? 0;
  }
  return rgb;
}

function holesOf(frame: Buffer, size: number): Uint8Array {
  const levels = new Uint8Array(size);
  for (let i = 0; i < size; i++) levels[i] = 255 - (frame[i * 4 + 3] ?? 255);
  return levels;
}

function emptyMask(): Mask {
  return { width: EMPTY_MASK_PX, height: EMPTY_MASK_PX, levels: new Uint8Array(EMPTY_MASK_PX * EMPTY_MASK_PX) };
}
