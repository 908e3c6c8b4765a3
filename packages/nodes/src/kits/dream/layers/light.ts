import { clamp, lerp, unit } from '../dmath.ts';
import { hueStepDeg, lch, mixHueDeg, mixRgb, type Rgb } from '../oklab.ts';
import { hasGround, horizonOf, skyOf } from '../shade.ts';
import type { Stage } from '../stage.ts';
import { panOf } from '../view.ts';

/** The light a landscape stands in, worked out once a frame and shared by its layers. */
export interface Daylight {
  /** Sky light, 0 in space to 1 at noon. */
  readonly sky: number;
  /** Light that reaches the ground, 0.1 to 1. */
  readonly ambient: number;
  readonly night: number;
  readonly sunset: number;
  readonly zenith: Rgb;
  readonly horizon: Rgb;
  /** What far things fade into. */
  readonly haze: Rgb;
}

/** Where the horizon lies. @unit pixels from the top */
export function horizonRow(stage: Stage): number {
  return Math.floor(horizonOf(stage) * stage.height);
}

export function daylight(stage: Stage): Daylight {
  const { amount: sky, zenith, horizon } = skyOf(stage);
  const night = clamp(stage.amount('night'), 0, 1);
  const ambient = clamp(0.22 + 0.8 * sky - 0.18 * night - 0.2 * stage.amount('dark'), 0.1, 1);
  const far = lch(lerp(0.22, 0.72, ambient), 0.05, mixHueDeg(260, hueOf(stage, 0), 0.4));
  const sunset = clamp(stage.amount('sunset'), 0, 1);
  return { sky, ambient, night, sunset, zenith, horizon, haze: mixRgb(horizon, far, 0.45) };
}

export function hueOf(stage: Stage, colour: number): number {
  return stage.colours[colour]?.hueDeg ?? 0;
}

/** The furthest a thing's own hue is bent: beyond that it would be a third colour, neither its own nor the scene's. */
const MOST_BEND_DEG = 50;

/** A hue of its own, part of the way towards one of the scene's colours. */
export function tinted(
  stage: Stage,
  lightness: number,
  chroma: number,
  hueDeg: number,
  colour: number,
  share: number,
): Rgb {
  const bendDeg = hueStepDeg(hueDeg, hueOf(stage, colour)) * share;
  return lch(lightness, chroma, hueDeg + clamp(bendDeg, -MOST_BEND_DEG, MOST_BEND_DEG));
}

/** A hue of its own, most of the way towards whichever of the scene's colours is nearest to it. */
export function nearlyTinted(stage: Stage, lightness: number, chroma: number, hueDeg: number): Rgb {
  const away = (colour: number) => Math.abs(hueStepDeg(hueDeg, hueOf(stage, colour)));
  const [nearest = 0] = stage.colours.map((_, index) => index).sort((a, b) => away(a) - away(b));
  return tinted(stage, lightness, chroma, hueDeg, nearest, 0.7);
}

/** How far the landscape has moved sideways. @unit picture heights; negative on the near side of the lattice's wrap */
export function panAlong(stage: Stage): number {
  const [u] = panOf(stage.view, 0);
  return (u > 32768 ? u - 65536 : u) * stage.view.scale;
}

export interface SunPlace {
  /** @unit pixels */
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** The striped sun of a synthetic sunset. */
  readonly striped: boolean;
}

/** The sun low over the horizon, where the scene has one. */
export function sunPlace(stage: Stage): SunPlace | null {
  const striped = stage.amount('sunsetdisc') > 0.1;
  const overLand = hasGround(stage) || (stage.amount('sky') > 0.6 && stage.amount('neb') < 0.3);
  if (!striped && (stage.amount('sunset') < 0.3 || !overLand)) return null;
  const { width, height } = stage;
  const radius = (striped ? 0.24 : 0.085) * height;
  const aside = striped ? 0 : 0.22 * (unit(stage.view.seed, 851) - 0.5) * 2;
  return { x: width * (0.5 + aside), y: horizonRow(stage) - (striped ? 0.17 : 0.07) * height, radius, striped };
}
