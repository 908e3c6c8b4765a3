import type { Picture } from './values.ts';

/** To the size given; 0 keeps the proportions. Whole numbers, straight lines between pixels. */
export function scale(picture: Picture, wantedWidth: number, wantedHeight: number): Picture {
  const { width, height } = picture;
  if (wantedWidth === 0 && wantedHeight === 0) return picture;
  const newWidth = wantedWidth || Math.max(1, Math.round((width * wantedHeight) / height));
  const newHeight = wantedHeight || Math.max(1, Math.round((height * wantedWidth) / width));
  if (newWidth === width && newHeight === height) return picture;
  const rgb = new Uint8Array(newWidth * newHeight * 3);
  for (let y = 0, at = 0; y < newHeight; y++) {
    const [top, bottom, down] = between(y, newHeight, height);
    for (let x = 0; x < newWidth; x++) {
      const [left, right, across] = between(x, newWidth, width);
      for (let channel = 0; channel < 3; channel++, at++) {
        const level = (row: number, column: number) => picture.rgb[(row * width + column) * 3 + channel] ?? 0;
        const above = level(top, left) * (256 - across) + level(top, right) * across;
        const below = level(bottom, left) * (256 - across) + level(bottom, right) * across;
        rgb[at] = (above * (256 - down) + below * down + 32768) >> 16;
      }
    }
  }
  return { width: newWidth, height: newHeight, rgb };
}

/** The two old places that a new one lies between, and how far it is to the second in 256ths. */
function between(at: number, count: number, old: number): readonly [number, number, number] {
  const place = Math.max(0, Math.min((old - 1) * 256, Math.round(((at * 2 + 1) * old * 128) / count - 128)));
  const first = place >> 8;
  return [first, Math.min(old - 1, first + 1), place & 255];
}

/** The part of a picture that begins at `left`, `top`. */
export function crop(picture: Picture, left: number, top: number, width: number, height: number): Picture {
  if (width === picture.width && height === picture.height) return picture;
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * picture.width + left) * 3;
    rgb.set(picture.rgb.subarray(from, from + width * 3), y * width * 3);
  }
  return { width, height, rgb };
}
