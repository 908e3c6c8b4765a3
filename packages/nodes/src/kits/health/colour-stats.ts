import type { ChannelShift, ColourShift, Measures } from '../raster/requests.ts';

/** Mean and spread of a picture's colours in OKLab: plain numbers, so that they can be remembered. */
export interface ColourStats {
  readonly lightness: number;
  readonly a: number;
  readonly b: number;
  readonly contrast: number;
  readonly spreadA: number;
  readonly spreadB: number;
}

export function colourStats({ lightness, a, b, contrast, spreadA, spreadB }: Measures): ColourStats {
  return { lightness, a, b, contrast, spreadA, spreadB };
}

/** `part` of the way from one to the other. @unit part: 0..1 */
export function mixStats(from: ColourStats, to: ColourStats, part: number): ColourStats {
  const mixed = (pick: (stats: ColourStats) => number) => pick(from) + (pick(to) - pick(from)) * part;
  return {
    lightness: mixed((stats) => stats.lightness),
    a: mixed((stats) => stats.a),
    b: mixed((stats) => stats.b),
    contrast: mixed((stats) => stats.contrast),
    spreadA: mixed((stats) => stats.spreadA),
    spreadB: mixed((stats) => stats.spreadB),
  };
}

/** How far apart the mean colours of two pictures are, in OKLab. */
export function colourDistance(one: ColourStats, other: ColourStats): number {
  const [lightness, a, b] = [one.lightness - other.lightness, one.a - other.a, one.b - other.b];
  return Math.sqrt(lightness * lightness + a * a + b * b);
}

/** No spread is stretched or squeezed by more than this: a nearly flat picture must not become noise. */
const MOST_STRETCH = 2;
const LEAST_SPREAD = 1e-4;

/**
 * The shift that brings a picture's colours towards others: means by `strength`, spreads by `spread`.
 *
 * @unit strength, spread: 0 leaves as it is, 1 goes all the way
 * @source mean and deviation transfer: Reinhard et al., "Color Transfer between Images", 2001, here in OKLab
 */
export function shiftTowards(
  from: ColourStats,
  to: ColourStats,
  { strength, spread, ditherSeed }: { readonly strength: number; readonly spread: number; readonly ditherSeed: number },
): ColourShift {
  const channel = (mean: number, goal: number, deviation: number, goalDeviation: number): ChannelShift => {
    const stretch = deviation < LEAST_SPREAD ? 1 : goalDeviation / deviation;
    const held = Math.min(MOST_STRETCH, Math.max(1 / MOST_STRETCH, stretch));
    const factor = 1 + (held - 1) * spread;
    return { factor, add: mean + (goal - mean) * strength - mean * factor };
  };
  return {
    lightness: channel(from.lightness, to.lightness, from.contrast, to.contrast),
    a: channel(from.a, to.a, from.spreadA, to.spreadA),
    b: channel(from.b, to.b, from.spreadB, to.spreadB),
    ditherSeed,
  };
}

/** What a shift makes of means and spreads, as long as nothing is clipped. */
export function statsAfter(stats: ColourStats, { lightness, a, b }: ColourShift): ColourStats {
  return {
    lightness: stats.lightness * lightness.factor + lightness.add,
    a: stats.a * a.factor + a.add,
    b: stats.b * b.factor + b.add,
    contrast: stats.contrast * lightness.factor,
    spreadA: stats.spreadA * a.factor,
    spreadB: stats.spreadB * b.factor,
  };
}
