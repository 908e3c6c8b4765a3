import type { KernelCall } from '../raster/team.ts';
import { clamp, lerp, smoothstep } from './dmath.ts';
import { lch, mixRgb, type Rgb } from './oklab.ts';
import { runRows } from './rows.ts';
import { levelAt, type Stage } from './stage.ts';

/** The sky behind everything: a gradient from the top to the horizon, and how much of a lit sky it is (0 = space). */
export interface Sky {
  readonly amount: number;
  /** Linear light. */
  readonly zenith: Rgb;
  readonly horizon: Rgb;
}

/** Where light comes from on the screen: from the left and above. */
const LIGHT = [0.8, 0.6] as const;
/** The relief constants were found at this height; slopes per pixel shrink as pictures grow. */
const TUNED_HEIGHT_PX = 432;

/** Height of the horizon, from the top of the picture, in picture heights. Near the zoom centre, or it fights the zoom. */
export function horizonOf(stage: Stage): number {
  if (stage.amount('ocean') > 0.4) return 0.56;
  return stage.amount('grid') > 0.4 ? 0.55 : 0.6;
}

/** Whether the lower part of the picture is land, water or a grid. */
export function hasGround(stage: Stage): boolean {
  const kinds = ['mountains', 'desert', 'ocean', 'forest', 'city', 'hills', 'grid'];
  return kinds.reduce((sum, kind) => sum + stage.amount(kind), 0) > 0.05;
}

export function skyOf(stage: Stage): Sky {
  const { amount } = stage;
  const daylight = Math.max(amount('sunset'), amount('bright') * 2, amount('sky') > 0.6 ? 1 : 0);
  const starlit = clamp(amount('stars') * 0.8, 0, 0.7) * (1 - clamp(daylight, 0, 1));
  const lit = clamp(amount('sky') + 0.32 * Math.min(1, amount('under')) + 0.35 * amount('ice'), 0, 1);
  const sky = lit * (1 - 0.75 * clamp(amount('night'), 0, 1)) * (1 - starlit);
  const [first, second] = stage.colours;
  const hueA = first?.hueDeg ?? 0;
  const hueB = second?.hueDeg ?? 0;
  if (sky <= 0.02) return { amount: sky, zenith: lch(0.075, 0.03, hueB), horizon: lch(0.055, 0.028, hueA) };
  const underwater = amount('under') > 0.3;
  const sunset = clamp(amount('sunset'), 0, 1) > 0.3;
  const zenithHue = underwater ? 240 : sunset ? 285 : 252;
  const horizonHue = underwater ? 200 : sunset ? 55 : 215;
  return {
    amount: sky,
    zenith: tinted(lerp(0.07, 0.5, sky), 0.1, zenithHue, hueB, underwater ? 0.1 : 0.3),
    horizon: tinted(lerp(0.12, 0.82, sky), sunset ? 0.13 : 0.085, horizonHue, hueA, underwater ? 0.1 : 0.4),
  };
}

/** Paints the sky gradient and, where the scene has gas, the lit volume of gas over it. Writes all of `rgb`. */
export function paintSkyAndGas(stage: Stage): void {
  const { height, stride, width } = levelAt(stage.levels, 0);
  const { rgb, fields } = stage.planes;
  const sky = skyRows(stage, height);
  const gas = gasParameters(stage);
  const call: KernelCall =
    gas === null
      ? ['paintSky', ...rgb, stride, sky]
      : [
          'paintGas',
          ...rgb,
          width,
          height,
          stride,
          fields.density[0],
          fields.filament[0],
          fields.hue[0],
          fields.dust[0],
          stage.palette.pointer,
          sky,
          gas,
        ];
  runRows(stage.team, height, [call]);
}

/** Two colours of the same lightness mixed in linear light: turning the hue instead would pass through green. */
function tinted(lightness: number, chroma: number, hueDeg: number, towardsDeg: number, share: number): Rgb {
  return mixRgb(lch(lightness, chroma, hueDeg), lch(lightness, chroma, towardsDeg), share);
}

/** Table of the sky's colour by row, for a picture of `height` rows. */
export function skyRows(stage: Stage, height: number): number {
  const { amount, zenith, horizon } = skyOf(stage);
  const table = stage.table('sky rows', height * 3);
  const reach = height * (hasGround(stage) ? horizonOf(stage) : 1);
  for (let y = 0; y < height; y++) {
    const t = clamp(y / reach, 0, 1);
    const share = t * t * (amount > 0.02 ? 1 : 0.5);
    for (const channel of [0, 1, 2] as const)
      table.data[3 * y + channel] = lerp(zenith[channel], horizon[channel], share);
  }
  return table.pointer;
}

/** Whether there is gas to see. Only then does anything look at its filaments and its hue. */
export function hasGas(stage: Stage): boolean {
  return glowing(stage) > 0.05 || stage.amount('under') > 0.05 || stage.amount('ice') > 0.05;
}

function glowing({ amount }: Stage): number {
  const sum =
    amount('neb') + 0.9 * amount('fire') + 0.8 * amount('swirl') + 0.7 * amount('lava') + 0.35 * amount('fil');
  return clamp(sum, 0, 1.5);
}

/** The gas kernel's parameters, in its order, or null when there is no gas to see. */
function gasParameters(stage: Stage): number | null {
  if (!hasGas(stage)) return null;
  const { amount } = stage;
  const gas = glowing(stage);
  const much = Math.min(1.05, Math.max(gas, 0.7 * amount('under'), 0.6 * amount('ice')));
  return gasTable(stage, much, 2.6 * 0.8 * clamp(amount('fil') + 0.5 * amount('fire'), 0, 1.6), amount('dust'), 1);
}

/** The same for gas without filaments or dust, on a picture whose pixels are `pixels` as wide. */
export function quietGas(stage: Stage, pixels: number): number {
  return gasTable(stage, Math.min(1, stage.amount('quiet')), 0, 0, pixels);
}

function gasTable(stage: Stage, much: number, strands: number, dust: number, pixels: number): number {
  const { amount } = stage;
  const relief = 5.5 * clamp(0.35 + amount('relief'), 0, 2) * (stage.height / TUNED_HEIGHT_PX / pixels);
  const table = stage.table('gas', 11);
  table.data.set([
    0.25 + 0.16 * (much - 1) - 0.12 * amount('dark') + 0.07 * amount('bright'),
    0.5 + 0.1 * amount('con'),
    strands,
    0.42,
    1,
    -0.25 + 0.25 * dust,
    1.6,
    0.8 * clamp(dust, 0, 1),
    LIGHT[0] * relief,
    LIGHT[1] * relief,
    1.25 * Math.min(1, 0.35 + much) * smoothstep(0, 0.12, much),
  ]);
  return table.pointer;
}
