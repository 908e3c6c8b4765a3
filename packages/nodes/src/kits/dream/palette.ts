import { clamp, hash32, lerp, smoothstep } from './dmath.ts';
import { hueStepDeg, type Lab, labInGamut, lchToLab } from './oklab.ts';
import type { Colour, Scene } from './prompt.ts';

export const PALETTE_HUES = 32;
export const PALETTE_DENSITIES = 256;

const MOST_COLOURS = 5;
const SAME_HUE_DEG = 14;
const LEAST_WEIGHT = 0.05;
/** Salt of the draw that picks a curated triple. */
const CURATED_DRAW = 71;

const BLACK: Lab = [0, 0, 0];

/** Triples to start from when the prompt names no colour: [hue in degrees, chroma, lightness, weight]. */
const CURATED: readonly (readonly Colour[])[] = [
  triple([70, 0.9, 0.08, 1], [205, 0.85, 0, 0.9], [35, 0.9, -0.05, 0.5]), // gold and teal, as Hubble shows gas
  triple([350, 0.95, 0, 1], [275, 0.9, -0.03, 0.9], [235, 0.8, 0.1, 0.5]), // rose, violet, blue
  triple([212, 0.95, 0, 1], [325, 0.9, 0, 0.9], [60, 0.8, 0.15, 0.45]), // cyan, magenta, gold
  triple([262, 1, -0.02, 1], [52, 0.95, 0.05, 0.8], [20, 0.8, 0, 0.5]), // blue, orange
  triple([172, 0.9, 0, 1], [265, 0.9, -0.03, 0.9], [95, 0.7, 0.15, 0.5]), // emerald, indigo
  triple([15, 1, -0.02, 1], [310, 0.85, -0.02, 0.8], [65, 0.9, 0.1, 0.6]), // ember, violet
];

/**
 * The colours a picture is built from, strongest first, three to eight of them: those of the prompt, near hues merged, or a curated
 * triple of the world. Hues lie in [0, 360) and carry the shift of the prompt's unknown words.
 */
export function pickColours(scene: Scene, worldSeed: number): readonly Colour[] {
  const merged = mergeNearHues(scene.colours.filter(({ weight }) => weight > LEAST_WEIGHT)).slice(0, MOST_COLOURS);
  const named = completed(merged, hash32(worldSeed, CURATED_DRAW, scene.wordSeed));
  return named.map((colour) => ({ ...colour, hueDeg: (((colour.hueDeg + scene.hueShiftDeg) % 360) + 360) % 360 }));
}

function mergeNearHues(colours: readonly Colour[]): Colour[] {
  const merged: Colour[] = [];
  for (const colour of colours.toSorted(strongestFirst)) {
    const near = merged.findIndex(({ hueDeg }) => Math.abs(hueStepDeg(hueDeg, colour.hueDeg)) < SAME_HUE_DEG);
    const kept = merged[near];
    if (kept === undefined) merged.push(colour);
    else merged[near] = { ...kept, weight: kept.weight + colour.weight * 0.5 };
  }
  return merged.sort(strongestFirst);
}

function strongestFirst(a: Colour, b: Colour): number {
  return b.weight - a.weight || a.hueDeg - b.hueDeg;
}

/** At least three colours: a lone strong one gets its neighbours, a pair gets a bright third, none a curated triple. */
function completed(colours: readonly Colour[], draw: number): readonly Colour[] {
  const [first, second] = colours;
  if (first === undefined || (second === undefined && first.weight < 0.5)) {
    return [...colours, ...(CURATED[draw % CURATED.length] ?? [])];
  }
  if (second === undefined) {
    const chroma = first.chroma * 0.9;
    return [
      first,
      { hueDeg: first.hueDeg + 42, chroma, lightness: first.lightness + 0.02, weight: 0.6 },
      { hueDeg: first.hueDeg - 35, chroma, lightness: first.lightness + 0.1, weight: 0.4 },
    ];
  }
  if (colours.length > 2) return colours;
  const awayDeg = hueStepDeg(first.hueDeg, second.hueDeg) > 0 ? -30 : 30;
  const chroma = Math.min(0.6, first.chroma);
  return [first, second, { hueDeg: first.hueDeg + awayDeg, chroma, lightness: 0.25, weight: 0.4 }];
}

/**
 * The colours of gas: from the first colour's ramp to the second's along the hue axis, with the third at its far end.
 *
 * @shape 32 hues x 256 densities x (red, green, blue, 0), linear light
 * @param saturation factor on every chroma, 1 as is
 */
export function buildPalette(colours: readonly Colour[], saturation: number): Float32Array {
  const [first, second, third] = colours;
  const table = new Float32Array(PALETTE_HUES * PALETTE_DENSITIES * 4);
  if (first === undefined || second === undefined || third === undefined) return table;
  const gapDeg = Math.abs(hueStepDeg(first.hueDeg, second.hueDeg));
  // Complementary colours meet in grey; insisting on full chroma there would invent a third hue (gold and teal: green).
  const keep = lerp(0.62, 0.28, smoothstep(70, 120, gapDeg));
  const ramp = (colour: Colour, accent: Colour) =>
    Array.from({ length: PALETTE_DENSITIES }, (_, density) =>
      emission(colour, accent, density / (PALETTE_DENSITIES - 1), saturation),
    );
  const [firstRamp, secondRamp, thirdRamp] = [ramp(first, second), ramp(second, first), ramp(third, first)];
  for (let hue = 0; hue < PALETTE_HUES; hue++) {
    const x = hue / (PALETTE_HUES - 1);
    const towardsSecond = smoothstep(0.18, 0.62, x);
    const towardsThird = smoothstep(0.72, 1, x);
    for (let density = 0; density < PALETTE_DENSITIES; density++) {
      const pair = mixKeepingChroma(firstRamp[density] ?? BLACK, secondRamp[density] ?? BLACK, towardsSecond, keep);
      const lab = mixLab(pair, thirdRamp[density] ?? BLACK, towardsThird);
      table.set(labInGamut(lab), (hue * PALETTE_DENSITIES + density) * 4);
    }
  }
  return table;
}

/** Colour of glowing gas by density 0..1: black, deep shadow, full colour, and a core that whitens towards the accent. */
function emission(colour: Colour, accent: Colour, density: number, saturation: number): Lab {
  const { hueDeg, lightness } = colour;
  const chroma = saturation * colour.chroma;
  // Dark yellow reads as olive, so shadows of hues between 55 and 130 degrees turn towards red.
  const hue = ((hueDeg % 360) + 360) % 360;
  const yellow = hue > 55 && hue < 130 ? Math.max(0, 1 - Math.abs(hue - 92) / 38) : 0;
  const shadowDeg = hueDeg - 22 - 24 * yellow;
  const middleDeg = hueDeg - 8 - 20 * yellow;
  const brightDeg = hueDeg + hueStepDeg(hueDeg, accent.hueDeg) * 0.28;
  const stops: readonly (readonly [density: number, colour: Lab])[] = [
    [0, lchToLab(0, 0, shadowDeg)],
    [0.14, lchToLab(0.13 + lightness * 0.04, 0.055 * chroma, shadowDeg)],
    [0.36, lchToLab(0.33 + lightness * 0.1, 0.15 * chroma, middleDeg)],
    [0.6, lchToLab(0.55 + lightness * 0.15, 0.185 * chroma, hueDeg)],
    [0.8, lchToLab(0.76 + lightness * 0.1, 0.13 * chroma, brightDeg)],
    [1, lchToLab(0.96, 0.05 * chroma, accent.hueDeg)],
  ];
  const above = Math.max(
    1,
    stops.findIndex(([at]) => at >= density),
  );
  const [lowAt, low] = stops[above - 1] ?? [0, [0, 0, 0]];
  const [highAt, high] = stops[above] ?? [1, [1, 0, 0]];
  return mixLab(low, high, clamp((density - lowAt) / (highAt - lowAt), 0, 1));
}

function mixLab(from: Lab, to: Lab, share: number): Lab {
  return [lerp(from[0], to[0], share), lerp(from[1], to[1], share), lerp(from[2], to[2], share)];
}

function mixKeepingChroma(from: Lab, to: Lab, share: number, keep: number): Lab {
  const [lightness, a, b] = mixLab(from, to, share);
  const wanted = keep * lerp(chromaOf(from), chromaOf(to), share);
  const factor = Math.max(1, wanted / (chromaOf([lightness, a, b]) + 1e-6));
  return [lightness, a * factor, b * factor];
}

function chromaOf([, a, b]: Lab): number {
  return Math.sqrt(a * a + b * b);
}

type Numbers = readonly [hueDeg: number, chroma: number, lightness: number, weight: number];

function triple(...colours: readonly Numbers[]): readonly Colour[] {
  return colours.map(([hueDeg, chroma, lightness, weight]) => ({ hueDeg, chroma, lightness, weight }));
}
