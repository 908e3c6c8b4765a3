import { pow } from '@epoch/graph-runtime/exact-math';
/** Linear light of the 256 sRGB values. @source IEC 61966-2-1 */
export const LINEAR_LIGHT = Float32Array.from({ length: 256 }, (_, value) => {
  const level = value / 255;
  return level <= 0.04045 ? level / 12.92 : pow((level + 0.055) / 1.055, 2.4);
});

/** sRGB levels 0..255 over the square root of linear light, in 4096 steps and one more for the end. */
export const SRGB_CURVE = Float32Array.from({ length: 4098 }, (_, step) => {
  const root = Math.min(4096, step) / 4096;
  const light = root * root;
  return 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * pow(light, 1 / 2.4) - 0.055);
});
