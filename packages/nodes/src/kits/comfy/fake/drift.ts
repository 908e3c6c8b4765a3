import type { Picture } from './values.ts';

/** A picture that a bad loop has spoilt a little more: a tint towards magenta (0 to 1) and passes of a small blur. */
export function applyDrift(
  picture: Picture,
  { magenta, blur }: { readonly magenta: number; readonly blur: number },
): Picture {
  const { width, height } = picture;
  let rgb = Uint8Array.from(picture.rgb);
  const share = Math.round(magenta * 256);
  for (let at = 0; at < rgb.length && share > 0; at++) {
    const aim = at % 3 === 1 ? 0 : 255;
    const old = rgb[at] ?? 0;
    rgb[at] = old + (((aim - old) * share) >> 8);
  }
  for (let pass = 0; pass < blur; pass++) rgb = blurred(rgb, width, height);
  return { width, height, rgb };
}

/** The mean of a pixel and its four neighbours, the pixel itself counting four times. */
function blurred(rgb: Uint8Array, width: number, height: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(rgb.length);
  for (let y = 0, at = 0; y < height; y++) {
    const up = y === 0 ? 0 : -width * 3;
    const down = y === height - 1 ? 0 : width * 3;
    for (let i = 0; i < width * 3; i++, at++) {
      const left = i < 3 ? 0 : -3;
      const right = i >= width * 3 - 3 ? 0 : 3;
      const around = (rgb[at + up] ?? 0) + (rgb[at + down] ?? 0) + (rgb[at + left] ?? 0) + (rgb[at + right] ?? 0);
      out[at] = ((rgb[at] ?? 0) * 4 + around + 4) >> 3;
    }
  }
  return out;
}
