import { createHash } from 'node:crypto';
import sharp from 'sharp';

/** What decides the picture of a fake server. */
export interface FakeRequest {
  readonly image: Uint8Array | null;
  readonly prompt: string;
  readonly seed: number;
  /** 0 to 1. */
  readonly strength: number;
  /** Steps that are run. */
  readonly steps: number;
  readonly width: number;
  readonly height: number;
}

/**
 * A picture that a sampler might have made: the one that came in, mixed with a tint that depends on everything else. The
 * same request always gives the same pixels.
 */
export async function samplePicture(request: FakeRequest): Promise<Buffer> {
  const { image, prompt, seed, strength, steps, width, height } = request;
  const tint = createHash('sha256')
    .update(JSON.stringify([prompt, seed, steps]))
    .digest();
  const size = { width, height, channels: 3 as const };
  const start =
    image === null
      ? Buffer.alloc(width * height * 3)
      : await sharp(image).resize(width, height, { fit: 'fill' }).removeAlpha().raw().toBuffer();
  const share = image === null ? 1 : strength;
  const pixels = Buffer.from(start);
  for (let at = 0; at < pixels.length; at++) {
    const aim = tint[(at + (at >> 8)) % tint.length] ?? 0;
    pixels[at] = Math.round((pixels[at] ?? 0) * (1 - share) + aim * share);
  }
  return sharp(pixels, { raw: size }).png({ compressionLevel: 1 }).toBuffer();
}
