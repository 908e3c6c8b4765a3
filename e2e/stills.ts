import sharp from 'sharp';

/** Mean red, green and blue of a picture file. @unit 0..255 */
export async function meanColour(file: Buffer | Uint8Array): Promise<readonly [number, number, number]> {
  const { channels } = await sharp(file).removeAlpha().toColourspace('srgb').stats();
  const [red, green, blue] = channels.map(({ mean }) => mean);
  return [red ?? 0, green ?? 0, blue ?? 0];
}

/** A picture that no film makes by itself: green with a bright stripe. */
export function greenPicture(width: number, height: number): Promise<Buffer> {
  const stripe = { create: { width: Math.round(width / 8), height, channels: 3 as const, background: '#c8ffd0' } };
  return sharp({ create: { width, height, channels: 3, background: '#0a9a3c' } })
    .composite([{ input: stripe, left: Math.round(width / 3), top: 0 }])
    .png()
    .toBuffer();
}
