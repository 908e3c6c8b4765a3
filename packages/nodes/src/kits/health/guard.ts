import { log } from '@epoch/graph-runtime/exact-math';
import type { ColourShift, Measures } from '../raster/requests.ts';

/** A band that a measure is to stay in. */
export interface Band {
  readonly least: number;
  readonly most: number;
}

export interface GuardLimits {
  readonly sharpness: Band;
  readonly chroma: Band;
  readonly contrast: Band;
  readonly lightness: Band;
  /** Largest colour cast: distance of the mean colour from grey. */
  readonly castMost: number;
}

/** What the controller of sharpness has learnt: amounts of unsharp masking or of the grain in its place, `raise` >= 0 and `lower` <= 0. */
export interface Learnt {
  readonly raise: number;
  readonly lower: number;
}

export const NOTHING_LEARNT: Learnt = { raise: 0, lower: 0 };

/** What a guard does to a picture. */
export interface Correction {
  /** Amount of unsharp masking; below 0 softens. */
  readonly sharpen: number;
  /** Deviation of the grain that is added where sharpening is not enough. @unit levels of 255 */
  readonly grainLevels: number;
  readonly learnt: Learnt;
  readonly shift: ColourShift | null;
  /** In words, the strongest first; empty when nothing had to be done. */
  readonly doing: readonly string[];
}

/** A measure is brought this far inside its band, so that it does not stand on the edge. @unit share of the limit */
const MARGIN = 0.03;
/**
 * A loop multiplies: each pass makes a picture sharper or softer by some factor, so the logarithm of its sharpness adds up
 * what is done to it. A proportional and integral controller on that logarithm settles without swinging for loops that
 * answer an amount of 1 with a factor of about 1.2 to 3.
 */
const PROPORTIONAL = 0.6;
const INTEGRAL = 0.06;
const MOST_ERROR = 0.5;
const [SOFTEST, SHARPEST] = [-0.6, 1.5];
/**
 * Sharpening can only make more of what is there; in a loop, much of it grows rings and stripes of its own. What is
 * missing beyond this amount is given as grain, which an engine turns into detail.
 */
const MOST_SHARPENING = 0.5;
/** Grain in the place of an amount of 1. @unit levels of 255 */
const GRAIN_LEVELS = 5;

/** The value inside a band that is nearest, a little inside its edges; the value itself when it is in. */
export function pulledIn(value: number, { least, most }: Band): number {
  const room = (most - least) / 2;
  const inside = Math.min(room, MARGIN * Math.max(Math.abs(most), Math.abs(least)));
  if (value < least + inside) return Math.min(least + inside, most);
  if (value > most - inside) return Math.max(most - inside, least);
  return value;
}

/**
 * Decides how a picture is corrected. Colours are put right at once, because a shift of colours does exactly what it
 * says; sharpness is driven by a controller, because how much a loop needs shows only later.
 *
 * @param learnt  what the frame before left
 * @unit stiffness: 0 lets everything pass, 1 puts colours back into their band in one frame
 */
export function correctionFor(
  measured: Measures,
  limits: GuardLimits,
  { learnt, stiffness, ditherSeed }: { learnt: Learnt; stiffness: number; ditherSeed: number },
): Correction {
  const driven = driveSharpness(measured.sharpness, limits.sharpness, learnt, stiffness);
  const { sharpen, grainLevels } = driven;
  const lightness = towards(measured.lightness, pulledIn(measured.lightness, limits.lightness), stiffness);
  const contrast = ratio(pulledIn(measured.contrast, limits.contrast), measured.contrast, stiffness);
  const chroma = ratio(pulledIn(measured.chroma, limits.chroma), measured.chroma, stiffness);
  const cast = Math.sqrt(measured.a * measured.a + measured.b * measured.b) * chroma;
  const goal = pulledIn(cast, { least: -limits.castMost, most: limits.castMost });
  const held = cast === goal ? 1 : 1 + (goal / cast - 1) * stiffness;
  const doing = [
    Math.abs(sharpen) < 0.02 ? '' : `${sharpen > 0 ? 'sharpening' : 'softening'} ${Math.abs(sharpen).toFixed(2)}`,
    grainLevels < 0.1 ? '' : `grain ${grainLevels.toFixed(1)}`,
    percent('colour', chroma),
    percent('contrast', contrast),
    held < 0.99 ? 'colour cast' : '',
    Math.abs(lightness - measured.lightness) < 0.004 ? '' : lightness > measured.lightness ? 'brighter' : 'darker',
  ].filter((words) => words !== '');
  const isStill = chroma === 1 && contrast === 1 && held === 1 && lightness === measured.lightness;
  const shift: ColourShift = {
    lightness: { factor: contrast, add: lightness - measured.lightness * contrast },
    a: { factor: chroma, add: measured.a * chroma * (held - 1) },
    b: { factor: chroma, add: measured.b * chroma * (held - 1) },
    ditherSeed,
  };
  return { ...driven, shift: isStill ? null : shift, doing };
}

/** One controller holds the lower end of the band and only sharpens, another the upper end and only softens. */
function driveSharpness(sharpness: number, band: Band, { raise, lower }: Learnt, stiffness: number) {
  const [least, most] = [pulledIn(0, band), pulledIn(Number.MAX_VALUE, band)];
  const tooSoft = errorOf(least, sharpness);
  const tooSharp = errorOf(most, sharpness);
  const learnt = {
    raise: Math.min(SHARPEST, Math.max(0, raise + INTEGRAL * tooSoft)) * Math.sign(stiffness),
    lower: Math.max(SOFTEST, Math.min(0, lower + INTEGRAL * tooSharp)) * Math.sign(stiffness),
  };
  const up = Math.max(0, learnt.raise + PROPORTIONAL * tooSoft);
  const down = Math.min(0, learnt.lower + PROPORTIONAL * tooSharp);
  const wanted = Math.min(SHARPEST, Math.max(SOFTEST, up + down)) * stiffness;
  const sharpen = Math.abs(wanted) < 0.005 ? 0 : Math.min(MOST_SHARPENING, wanted);
  return { sharpen, grainLevels: Math.max(0, wanted - MOST_SHARPENING) * GRAIN_LEVELS, learnt };
}

/** How far a measure is below its goal, as a logarithm; above 0: it has to rise. */
function errorOf(goal: number, value: number): number {
  const error = log(Math.max(goal, 1e-6) / Math.max(value, 1e-6));
  return Math.min(MOST_ERROR, Math.max(-MOST_ERROR, error));
}

function towards(value: number, goal: number, part: number): number {
  return value + (goal - value) * part;
}

function ratio(goal: number, value: number, part: number): number {
  if (value < 1e-5 || goal === value) return 1;
  return 1 + (Math.min(2, Math.max(0.5, goal / value)) - 1) * part;
}

function percent(what: string, factor: number): string {
  const change = Math.round((factor - 1) * 100);
  return change === 0 ? '' : `${what} ${change > 0 ? '+' : '\u2212'}${Math.abs(change)} %`;
}
