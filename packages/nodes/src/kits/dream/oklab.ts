import { cos, sin } from '@epoch/graph-runtime/exact-math';
import { lerp, PI } from './dmath.ts';

/** Red, green, blue in linear light, 0 and up. */
export type Rgb = readonly [red: number, green: number, blue: number];
/** Lightness 0..1 and the two colour axes of OKLab. */
export type Lab = readonly [lightness: number, a: number, b: number];

const GAMUT_STEPS = 12;
const GAMUT_STEP = 0.87;
const GAMUT_SLACK = 0.002;

/** @source Bjoern Ottosson, "A perceptual color space for image processing" (OKLab) */
export function labToLinear([lightness, a, b]: Lab): Rgb {
  const long = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
  const medium = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
  const short = cube(lightness - 0.0894841775 * a - 1.291485548 * b);
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}

/** The same hue and lightness with as much of the chroma as keeps every channel at or above 0 and at or below `top`. */
export function labInGamut([lightness, a, b]: Lab, top = Number.POSITIVE_INFINITY): Rgb {
  let share = 1;
  for (let step = 0; step < GAMUT_STEPS; step++) {
    const rgb = labToLinear([lightness, a * share, b * share]);
    if (rgb.every((channel) => channel >= -GAMUT_SLACK && channel <= top)) return positive(rgb);
    share *= GAMUT_STEP;
  }
  return positive(labToLinear([lightness, 0, 0]));
}

export function lchToLab(lightness: number, chroma: number, hueDeg: number): Lab {
  const angle = (hueDeg * PI) / 180;
  return [lightness, chroma * cos(angle), chroma * sin(angle)];
}

/** A displayable colour by OKLab lightness, chroma and hue. @unit degrees for the hue */
export function lch(lightness: number, chroma: number, hueDeg: number): Rgb {
  return labInGamut(lchToLab(lightness, chroma, hueDeg), 1 + 10 * GAMUT_SLACK);
}

/** Part of the way from one colour to another, in linear light. */
export function mixRgb(from: Rgb, to: Rgb, share: number): Rgb {
  return [lerp(from[0], to[0], share), lerp(from[1], to[1], share), lerp(from[2], to[2], share)];
}

export function scaleRgb([red, green, blue]: Rgb, factor: number): Rgb {
  return [red * factor, green * factor, blue * factor];
}

/** Signed way from one hue to another the short way round, -180 to 180. @unit degrees */
export function hueStepDeg(fromDeg: number, toDeg: number): number {
  return ((((toDeg - fromDeg + 180) % 360) + 360) % 360) - 180;
}

/** Part of the way from one hue to another. Keep the share small when they lie far apart: half way is a third hue. */
export function mixHueDeg(fromDeg: number, toDeg: number, share: number): number {
  return fromDeg + hueStepDeg(fromDeg, toDeg) * share;
}

function positive([red, green, blue]: Rgb): Rgb {
  return [red < 0 ? 0 : red, green < 0 ? 0 : green, blue < 0 ? 0 : blue];
}

function cube(value: number): number {
  return value * value * value;
}
