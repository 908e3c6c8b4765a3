import { type CancelSignal, EpochError, makeRaster, type Raster } from '@epoch/graph-runtime/model';
import sharp, { type Metadata } from 'sharp';
import type { DecodeLimits } from './requests.ts';

const MAX_SIDE = 8192;
const MAX_PIXELS = 64_000_000;

type Format = 'PNG' | 'JPEG' | 'WebP' | 'GIF' | 'AVIF';

/** Decodes a picture file. @see Pixels.decode */
export async function decode(bytes: Uint8Array, limits: DecodeLimits = {}, signal?: CancelSignal): Promise<Raster> {
  const { maxSide = MAX_SIDE, maxPixels = MAX_PIXELS, name = 'The picture' } = limits;
  signal?.throwIfAborted();
  const format = formatOf(bytes);
  if (format === null) throw invalid(`${name} is not a PNG, JPEG, WebP, GIF or AVIF file. Choose a picture file.`);
  try {
    const { width, height } = await headerOf(bytes);
    if (width > maxSide || height > maxSide || width * height > maxPixels) {
      const most = `${maxSide} px a side and ${Math.round(maxPixels / 1e6)} million pixels`;
      throw invalid(`${name} is ${width} x ${height} px; at most ${most} are allowed. Make it smaller.`);
    }
    const { data, info } = await open(bytes, maxPixels)
      .rotate()
      .toColourspace('srgb')
      .ensureAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    signal?.throwIfAborted();
    return makeRaster(info.width, info.height, new Uint8Array(data.buffer, data.byteOffset, data.length));
  } catch (cause) {
    if (cause instanceof EpochError || signal?.aborted) throw cause;
    throw invalid(`${name} is a ${format} file, but it is broken or cut off. Save it again or choose another.`, cause);
  }
}

function open(bytes: Uint8Array, maxPixels: number) {
  // libvips counts all pages of an animation against its limit unless it is told to read one only.
  return sharp(bytes, { limitInputPixels: maxPixels, pages: 1, failOn: 'error', sequentialRead: true });
}

/** Reads the header only; the size limits are ours to check, so that the message can name them. */
function headerOf(bytes: Uint8Array): Promise<Pick<Metadata, 'width' | 'height'>> {
  return sharp(bytes, { limitInputPixels: false, pages: 1, failOn: 'error' }).metadata();
}

/** The format by its first bytes, whatever the file is called. */
export function formatOf(bytes: Uint8Array): Format | null {
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'PNG';
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'JPEG';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'WebP';
  if (text(0, 6) === 'GIF87a' || text(0, 6) === 'GIF89a') return 'GIF';
  if (text(4, 8) === 'ftyp' && /avi[fs]|mif1|msf1/.test(text(8, 32))) return 'AVIF';
  return null;
}

function invalid(message: string, cause?: unknown): EpochError {
  return new EpochError('IMAGE_INVALID', message, { cause });
}
