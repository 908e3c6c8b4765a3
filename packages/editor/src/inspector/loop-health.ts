/** What a picture of a loop is like. Compared over time it tells whether the loop holds: blurs, fades, freezes or boils. */
export interface PictureMeasure {
  /** Mean contrast of neighbouring pixels. @unit 0..255 */
  readonly sharpness: number;
  /** Mean distance from grey. @unit 0..255 */
  readonly colour: number;
  /** Luminance of every pixel, for the comparison with the next picture. @unit 0..255 */
  readonly luminance: Float32Array;
}

/** One moment of a loop, each value against the loop's own beginning: 1 is unchanged. */
export interface HealthSample {
  readonly frame: number;
  readonly sharpness: number;
  readonly colour: number;
  /** Change per frame. */
  readonly change: number;
}

/** @shape pixels: height x width x 4 bytes, sRGB */
export function measurePicture(pixels: Uint8ClampedArray, width: number, height: number): PictureMeasure {
  const luminance = new Float32Array(width * height);
  let colour = 0;
  for (let at = 0; at < luminance.length; at += 1) {
    const red = pixels[at * 4] ?? 0;
    const green = pixels[at * 4 + 1] ?? 0;
    const blue = pixels[at * 4 + 2] ?? 0;
    luminance[at] = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    colour += Math.max(red, green, blue) - Math.min(red, green, blue);
  }
  let contrast = 0;
  for (let y = 0; y < height - 1; y += 1) {
    for (let x = 0; x < width - 1; x += 1) {
      const here = luminance[y * width + x] ?? 0;
      const right = luminance[y * width + x + 1] ?? 0;
      const below = luminance[(y + 1) * width + x] ?? 0;
      contrast += Math.abs(right - here) + Math.abs(below - here);
    }
  }
  const pairs = Math.max(1, 2 * (width - 1) * (height - 1));
  return { sharpness: contrast / pairs, colour: colour / Math.max(1, luminance.length), luminance };
}

/** Mean difference of two pictures of one size, for each frame that lies between them. @unit 0..255 per frame */
export function changeBetween(before: PictureMeasure, now: PictureMeasure, frames: number): number {
  if (before.luminance.length !== now.luminance.length || frames < 1) return 0;
  let sum = 0;
  for (let at = 0; at < now.luminance.length; at += 1) {
    sum += Math.abs((now.luminance[at] ?? 0) - (before.luminance[at] ?? 0));
  }
  return sum / Math.max(1, now.luminance.length) / frames;
}

export type HealthVerdict = 'measuring' | 'stable' | 'blurring' | 'sharpening' | 'fading' | 'oversaturating';

/** Samples before anything is said. */
const ENOUGH = 8;
/** The last samples are looked at together, because a cut between two prompts is no illness. */
const LATEST = 5;
/** Half and double: what a change of the prompt alone rarely does. */
const LOW = 0.5;
const HIGH = 2;

/** What the last samples say about the loop. */
export function verdictOf(samples: readonly HealthSample[]): HealthVerdict {
  if (samples.length < ENOUGH) return 'measuring';
  const latest = samples.slice(-LATEST);
  const all = (test: (sample: HealthSample) => boolean) => latest.every(test);
  if (all(({ sharpness }) => sharpness < LOW)) return 'blurring';
  if (all(({ colour }) => colour < LOW)) return 'fading';
  if (all(({ sharpness }) => sharpness > HIGH)) return 'sharpening';
  return all(({ colour }) => colour > HIGH) ? 'oversaturating' : 'stable';
}

/** SVG path in a 100 x 22 box; 1 runs through the middle, half and double at its edges. */
export function healthPath(values: readonly number[]): string {
  const step = 100 / Math.max(1, values.length - 1);
  return values
    .map((value, index) => {
      const octaves = Math.max(-1, Math.min(1, Math.log2(Math.max(value, 1e-3))));
      return `${index === 0 ? 'M' : 'L'}${(index * step).toFixed(1)} ${(11 - octaves * 9).toFixed(1)}`;
    })
    .join('');
}
