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

/** What 0.26.0 takes one level off nearly everywhere. */
const DIMMED = ['gif', 'webp'];
const LEVEL_OF_16_BIT = 257;

/**
 * Decodes a file as LoadImage does: a file that ends too early is taken, and what is missing is black. 0.26.0 takes one
 * level off gray PNG, GIF and lossless WebP, and cuts 16 bits off; 0.3.64 reads them exactly.
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
    const { pages = 1, hasAlpha, format, depth, space } = await sharp(bytes, { failOn: 'none' }).metadata();
    const isDeep = isNewServer && depth === 'ushort' && space !== 'grey16';
    const isDim = isNewServer && depth !== 'ushort' && (DIMMED.includes(format ?? '') || space === 'b-w');
    const source = sharp(bytes, { failOn: 'none', pages: pages > 1 ? -1 : 1 })
      .autoOrient()
      .toColourspace(isDeep ? 'rgb16' : 'srgb');
    const shape = hasAlpha ? source.ensureAlpha() : source.removeAlpha();
    const { data: raw, info } = await shape
      .raw(isDeep ? { depth: 'ushort' } : {})
      .toBuffer({ resolveWithObject: true });
    const data = isDeep ? cutTo8Bit(raw) : raw;
    const height = pages > 1 ? Math.floor(info.height / pages) : info.height;
    const size = info.width * height;
    const frames = Array.from({ length: pages }, (_, i) =>
      data.subarray(i * size * info.channels, (i + 1) * size * info.channels),
    );
    const shapeOf = { width: info.width, height };
    return {
      pictures: frames.map((frame) => ({ ...shapeOf, rgb: dimmed(rgbOf(frame, info.channels, size), isDim) })),
      masks: frames.map((frame) => (info.channels === 4 ? { ...shapeOf, levels: holesOf(frame, size) } : emptyMask())),
    };
  } catch {
    throw nodeError('PIL.UnidentifiedImageError', `cannot identify image file '${path}'`);
  }
}

function cutTo8Bit(raw: Buffer): Buffer {
  const levels = new Uint16Array(raw.buffer, raw.byteOffset, raw.length >> 1);
  return Buffer.from(Uint8Array.from(levels, (level) => Math.floor(level / LEVEL_OF_16_BIT)));
}

function dimmed(rgb: Uint8Array, isDim: boolean): Uint8Array {
  return isDim ? rgb.map((level) => Math.max(0, level - 1)) : rgb;
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
