import { hash32 } from './dmath.ts';
import { lch, mixHueDeg, type Rgb } from './oklab.ts';
import type { Colour } from './prompt.ts';

/** Surfaces that the planet kernel paints in a way of their own. */
export const SURFACES = { gas: 0, earth: 1, rocky: 2, lava: 3, dry: 4 } as const;

/** What a kind of planet looks like. */
export interface PlanetLook {
  readonly surface: keyof typeof SURFACES;
  /** Six colours from the lowest to the highest ground. */
  readonly tones: readonly Rgb[];
  readonly airHueDeg: number;
  readonly airAmount: number;
  /** Height below which there is sea. */
  readonly seaLevel: number;
  readonly cloudAmount: number;
  /** Latitude (0..1) from which ice lies; 1 and above: none. */
  readonly iceLatitude: number;
  readonly cratered: boolean;
  /** Share by which the outline departs from a ball. */
  readonly lumps: number;
}

const RANDOM_KINDS = ['gas', 'rocky', 'earth', 'dplanet', 'iceplanet', 'rocky', 'gas', 'lavaplanet'];
const DRY_WORLD = { seaLevel: -0.18, cloudAmount: 0, iceLatitude: 9, cratered: false, lumps: 0 };

/** "planet" alone is any kind; every other kind is itself. */
export function settledKind(kind: string, id: number): string {
  return kind === 'planet' ? (RANDOM_KINDS[hash32(id, 6) % RANDOM_KINDS.length] ?? 'rocky') : kind;
}

/**
 * @param first, second colours of the scene for kinds that take theirs from it
 * @param share how far those kinds follow the scene's colours, 0..1
 */
export function planetLook(kind: string, first: Colour, second: Colour, share: number): PlanetLook {
  const hue = (ownDeg: number, colour: Colour) => mixHueDeg(ownDeg, colour.hueDeg, share);
  switch (kind) {
    case 'earth':
      return {
        ...DRY_WORLD,
        surface: 'earth',
        tones: tones(
          [0.22, 0.09, 255],
          [0.4, 0.11, 245],
          [0.5, 0.1, 135],
          [0.6, 0.08, 95],
          [0.55, 0.05, 70],
          [0.95, 0.01, 230],
        ),
        airHueDeg: 240,
        airAmount: 0.9,
        seaLevel: 0.02,
        cloudAmount: 0.92,
        iceLatitude: 0.72,
      };
    case 'gas': {
      const [a, b] = [hue(65, first), hue(40, second)];
      return {
        ...DRY_WORLD,
        surface: 'gas',
        tones: tones(
          [0.36, 0.09, b],
          [0.55, 0.12, a],
          [0.72, 0.1, a + 12],
          [0.84, 0.07, a + 24],
          [0.62, 0.13, b - 8],
          [0.92, 0.04, a + 20],
        ),
        airHueDeg: a + 20,
        airAmount: 0.9,
      };
    }
    case 'dplanet':
      return {
        ...DRY_WORLD,
        surface: 'dry',
        tones: tones(
          [0.3, 0.09, 35],
          [0.42, 0.12, 42],
          [0.52, 0.13, 50],
          [0.64, 0.11, 60],
          [0.72, 0.09, 70],
          [0.9, 0.03, 70],
        ),
        airHueDeg: 50,
        airAmount: 0.8,
        iceLatitude: 0.82,
        cratered: true,
      };
    case 'iceplanet':
      return {
        ...DRY_WORLD,
        surface: 'dry',
        tones: tones(
          [0.5, 0.08, 240],
          [0.66, 0.08, 225],
          [0.78, 0.06, 215],
          [0.86, 0.05, 210],
          [0.92, 0.03, 210],
          [0.98, 0.01, 220],
        ),
        airHueDeg: 215,
        airAmount: 0.9,
      };
    case 'lavaplanet':
      return {
        ...DRY_WORLD,
        surface: 'lava',
        tones: tones(
          [0.12, 0.02, 30],
          [0.18, 0.03, 30],
          [0.24, 0.04, 35],
          [0.28, 0.04, 40],
          [0.32, 0.04, 45],
          [0.4, 0.04, 50],
        ),
        airHueDeg: 40,
        airAmount: 0.5,
      };
    case 'moon':
      return {
        ...DRY_WORLD,
        surface: 'dry',
        tones: tones(
          [0.28, 0.01, 260],
          [0.4, 0.01, 80],
          [0.5, 0.012, 80],
          [0.6, 0.012, 80],
          [0.7, 0.012, 85],
          [0.82, 0.01, 90],
        ),
        airHueDeg: 250,
        airAmount: 0.06,
        cratered: true,
      };
    case 'asteroid':
      return {
        ...DRY_WORLD,
        surface: 'dry',
        tones: tones(
          [0.2, 0.02, 50],
          [0.3, 0.03, 55],
          [0.4, 0.035, 60],
          [0.5, 0.035, 65],
          [0.58, 0.03, 70],
          [0.7, 0.02, 80],
        ),
        airHueDeg: 60,
        airAmount: 0,
        cratered: true,
        lumps: 0.75,
      };
    default: {
      const [a, b] = [hue(50, first), hue(200, second)];
      return {
        ...DRY_WORLD,
        surface: 'rocky',
        tones: tones(
          [0.2, 0.07, b],
          [0.36, 0.1, b + 10],
          [0.5, 0.11, a],
          [0.62, 0.11, a + 10],
          [0.72, 0.08, a + 22],
          [0.9, 0.04, a + 30],
        ),
        airHueDeg: b,
        airAmount: 0.9,
        cloudAmount: 0.45,
      };
    }
  }
}

function tones(...stops: readonly (readonly [lightness: number, chroma: number, hueDeg: number])[]): readonly Rgb[] {
  return stops.map(([lightness, chroma, hueDeg]) => lch(lightness, chroma, hueDeg));
}
