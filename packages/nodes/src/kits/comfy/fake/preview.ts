import sharp from 'sharp';
import type { JsonObject } from './json.ts';
import type { Picture } from './values.ts';

/** Longest side of a preview; smaller pictures are enlarged. @unit px */
const PREVIEW_PX = 512;
/** Different previews of one shape; step n looks like step n + this. */
const LOOKS = 12;

const made = new Map<string, Promise<Buffer>>();

/** A JPEG of the shape of the picture whose colour tells the step. Cheap on purpose: what counts is that it comes. */
export function previewJpeg({ width, height }: Picture, step: number): Promise<Buffer> {
  const factor = PREVIEW_PX / Math.max(width, height);
  const size = { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) };
  const look = step % LOOKS;
  const key = `${size.width}x${size.height} ${look}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const background = { r: 20 + look * 18, g: 120, b: 235 - look * 18 };
  const jpeg = sharp({ create: { ...size, channels: 3, background } })
    .jpeg({ quality: 95 })
    .toBuffer();
  made.set(key, jpeg);
  return jpeg;
}

/** Type 1: the kind of picture (1 JPEG, 2 PNG), then the picture. */
export function plainFrame(format: 'jpeg' | 'png', picture: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(1, 0);
  head.writeUInt32BE(format === 'jpeg' ? 1 : 2, 4);
  return Buffer.concat([head, picture]);
}

/** Type 4: length of the metadata, the metadata, then the picture. */
export function frameWithMetadata(metadata: JsonObject, picture: Buffer): Buffer {
  const text = Buffer.from(JSON.stringify(metadata).replaceAll('":', '": ').replaceAll(',"', ', "'));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(4, 0);
  head.writeUInt32BE(text.length, 4);
  return Buffer.concat([head, text, picture]);
}
