import { exp2, log2, pow } from '@epoch/graph-runtime/exact-math';
import { clamp, hash32, lerp, smoothstep, unit } from '../dmath.ts';
import { lch, mixRgb, type Rgb } from '../oklab.ts';
import { runRows } from '../rows.ts';
import { levelAt, type Stage, type Table } from '../stage.ts';
import { type Daylight, horizonRow, hueOf, nearlyTinted, panAlong, tinted } from './light.ts';

/** Kinds of land, in the order of the numbers the kernels know them by. */
const KINDS = ['mountains', 'desert', 'hills', 'forest', 'city'] as const;
type Kind = (typeof KINDS)[number];

/** Rise of the ridges in picture heights, and ridge features per picture height. */
const RELIEF: Readonly<Record<Kind, { rise: number; features: number }>> = {
  mountains: { rise: 0.105, features: 2.1 },
  desert: { rise: 0.075, features: 1.3 },
  hills: { rise: 0.05, features: 1.3 },
  forest: { rise: 0.05, features: 2.4 },
  city: { rise: 0.1, features: 2.4 },
};
const WORDS_PER_LAYER = 40;
const MOST_LAYERS = 6;
const RIDGE_FIELD = 910;
/** Growth of a ridge from one layer to the next nearer one, as an exponent of 2. */
const GROWTH = 0.62;

/** The kind of land the scene asks for most, or null without any. */
export function landKind(stage: Stage): Kind | null {
  const [most] = KINDS.toSorted((a, b) => stage.amount(b) - stage.amount(a));
  return most !== undefined && stage.amount(most) > 0.1 ? most : null;
}

/**
 * Paints ridges one behind the other. A layer's depth follows the zoom: new ones are born on the horizon, old ones pass
 * beneath the camera.
 */
export function drawLand(stage: Stage, kind: Kind, light: Daylight): void {
  const { height } = stage;
  const { width, stride } = levelAt(stage.levels, 0);
  const overWater = stage.amount('ocean') > 0.1;
  const count = overWater ? 3 : kind === 'city' ? 4 : MOST_LAYERS;
  const layers = stage.table('land layers', MOST_LAYERS * WORDS_PER_LAYER);
  const lines = stage.table('land lines', 2 * MOST_LAYERS * stride);
  for (let order = 0; order < count; order++) {
    const fromFar = count - 1 - order;
    writeLayer(stage, kind, light, layers, order, fromFar + stage.view.scale - 1, count, overWater, fromFar);
    const words = new Int32Array(layers.data.buffer, layers.pointer, layers.data.length);
    words[order * WORDS_PER_LAYER] = lines.pointer + 8 * order * stride;
    words[order * WORDS_PER_LAYER + 1] = lines.pointer + 8 * order * stride + 4 * stride;
  }
  const shared = sharedTable(stage, kind, light, count);
  runRows(stage.team, count, [['ridgeTops', width, layers.pointer, shared.pointer]]);
  const tops = Array.from({ length: count }, (_, order) => layers.data[order * WORDS_PER_LAYER + 2] ?? 0);
  const firstRow = clamp(Math.floor(Math.min(...tops)) - 1, 0, height);
  const endRow = overWater ? horizonRow(stage) : height;
  if (endRow <= firstRow) return;
  const [red, green, blue] = stage.planes.rgb;
  runRows(stage.team, endRow - firstRow, [
    // biome-ignore format: one line reads as the call it is
    ['land', red, green, blue, stage.planes.mask[0] ?? 0, stride, width, firstRow, layers.pointer, shared.pointer],
  ]);
}

/** @param depth continuous: 0 on the horizon, `count` at our feet */
function writeLayer(
  stage: Stage,
  kind: Kind,
  light: Daylight,
  layers: Table,
  order: number,
  depth: number,
  count: number,
  overWater: boolean,
  fromFar: number,
): void {
  const { height } = stage;
  const scale = exp2(depth * GROWTH);
  const id = hash32(stage.view.seed, RIDGE_FIELD, stage.view.octave - fromFar);
  const nearness = smoothstep(0, count - 0.5, depth);
  const bare = stage.amount('desert') + stage.amount('lava');
  // Bare rock stays rugged up to our feet; elsewhere near slopes are wooded and round.
  const near = smoothstep(0.3, 0.85, nearness) * (kind === 'mountains' && bare > 0.1 ? 0.35 : 1);
  const { rise, features } = RELIEF[kind];
  const tall = kind === 'city' && overWater ? 0.17 : rise;
  const risePx = tall * height * pow(scale, kind === 'mountains' ? 0.25 : 0.5) * smoothstep(-0.1, 0.9, depth);
  // The nearest layer sinks out of the picture before it gives way to the next one.
  const sunk = smoothstep(count - (overWater ? 0.7 : 1.2), count, depth) * 0.9 * height;
  const baseY =
    horizonRow(stage) + (scale - 1) * 0.042 * height * (overWater ? 0.25 : 1) - (overWater ? 0.012 * height : 0) + sunk;
  const perHeight = features / pow(scale, 0.8);
  const leftEdge = -stage.width / 2 / height + panAlong(stage);
  const offset = leftEdge * perHeight + unit(id, 1) * 100;
  const building = 0.055 * pow(scale, 0.9);
  const trees = kind === 'forest' ? 1 : kind === 'mountains' && bare <= 0.1 ? 0.8 * near : 0;
  const grown = pow(scale, 0.6);
  const { base, sun, snow } = layerColours(stage, kind, light, nearness, near);

  const at = order * WORDS_PER_LAYER;
  const words = new Int32Array(layers.data.buffer, layers.pointer, layers.data.length);
  layers.data[at + 3] = smoothstep(0, 0.8, depth);
  words[at + 4] = id | 0;
  layers.data.set([baseY, risePx, scale, ...base, ...sun], at + 5);
  layers.data.set([(1 - nearness) * (0.8 - 0.25 * light.night), snow, near], at + 14);
  layers.data.set([perHeight / height, offset, trees * 0.034 * height * grown, 0.018 * grown * height], at + 17);
  layers.data.set([building * height, leftEdge / building + unit(id, 2) * 50], at + 21);
  layers.data[at + 23] = kind === 'mountains' ? clamp(stage.amount('lava'), 0, 1.2) : 0;
  layers.data[at + 25] = kind === 'mountains' && stage.amount('desert') > 0.2 ? 1 : 0;
  words[at + 24] = Math.max(2, Math.floor((kind === 'desert' ? 0.045 : 0.012) * height * scale));
}

interface LayerColours {
  readonly base: Rgb;
  readonly sun: Rgb;
  readonly snow: number;
}

function layerColours(stage: Stage, kind: Kind, light: Daylight, nearness: number, near: number): LayerColours {
  const rocky = kind === 'mountains' && stage.amount('desert') > 0.2;
  const lightness =
    kind === 'city' ? lerp(0.2, 0.07, nearness) : lerp(0.6, 0.24, nearness) * lerp(0.35, 1, light.ambient);
  const sunHue = light.sunset > 0.2 ? 55 : 85;
  const lit = lch(Math.min(0.95, lightness + 0.27), 0.1, sunHue);
  const blend = (own: Rgb, share: number) => mixRgb(own, lch(lightness * 0.8, 0.11, hueOf(stage, 0)), share);
  switch (kind) {
    case 'mountains': {
      const rock = rocky
        ? blend(tinted(stage, lightness, 0.11, 45, 0, 0.35), 0.2)
        : blend(tinted(stage, lightness, 0.06, 255, 1, 0.45), 0.3);
      const woods = tinted(stage, lightness * 0.72, 0.06, 150, 0, 0.3);
      const base = rocky ? rock : mixRgb(rock, woods, near * 0.8);
      const bare = rocky || light.sunset > 0.9 || stage.amount('lava') > 0.1 ? 0 : 0.45;
      return {
        base,
        sun: mixRgb(base, lit, 0.75 - 0.45 * near),
        snow: clamp(stage.amount('snow') + bare, 0, 1) * (1 - 0.85 * near),
      };
    }
    case 'desert': {
      const base = blend(tinted(stage, lightness * 0.8, 0.09, 55, 0, 0.35), 0.12);
      return {
        base,
        sun: mixRgb(base, lch(Math.min(0.95, lightness + 0.3), 0.1, light.sunset > 0.2 ? 52 : 76), 0.9),
        snow: 0,
      };
    }
    case 'hills': {
      const base = blend(tinted(stage, lightness * 0.92, 0.11, 138, 0, 0.3), 0.1);
      const grass = lch(Math.min(0.92, lightness + 0.26), 0.15, light.sunset > 0.2 ? 85 : 118);
      return { base, sun: mixRgb(base, grass, 0.8), snow: clamp(stage.amount('snow'), 0, 1) * 0.8 };
    }
    case 'forest': {
      const base = blend(tinted(stage, lightness * 0.62, 0.07, 150, 0, 0.45), 0.12);
      return {
        base,
        sun: mixRgb(base, mixRgb(lit, tinted(stage, lightness + 0.1, 0.1, 140, 0, 0.3), 0.6), 0.7),
        snow: clamp(stage.amount('snow'), 0, 1) * 0.8,
      };
    }
    case 'city': {
      const base = blend(tinted(stage, lightness, 0.07, 265, 0, 0.5), 0.12);
      return { base, sun: base, snow: 0 };
    }
  }
}

/** What all layers share: the air, the snow, the lamps. */
function sharedTable(stage: Stage, kind: Kind, light: Daylight, count: number): Table {
  const table = stage.table('land', 20);
  const words = new Int32Array(table.data.buffer, table.pointer, table.data.length);
  const snow = mixRgb(lch(lerp(0.45, 0.95, light.ambient), 0.03, 240), lch(0.85, 0.09, 40), light.sunset * 0.6);
  const blossom = stage.scene.colours.find(({ hueDeg }) => hueDeg < 100 || hueDeg > 170)?.hueDeg ?? 350;
  words.set([KINDS.indexOf(kind), count]);
  table.data.set([...light.haze, ...snow, stage.height, clamp(stage.amount('neon'), 0, 1)], 2);
  table.data.set(kind === 'hills' ? lch(0.8 * lerp(0.5, 1, light.ambient), 0.14, blossom) : lch(0.86, 0.12, 80), 10);
  table.data.set([...nearlyTinted(stage, 0.8, 0.18, 200), ...nearlyTinted(stage, 0.68, 0.25, 345)], 13);
  table.data[19] = stage.amount('ocean') > 0.1 ? horizonRow(stage) : 1e6;
  return table;
}

/** Light of the city on the sky above it. */
export function drawCityGlow(stage: Stage): void {
  const { height } = stage;
  const { width, stride } = levelAt(stage.levels, 0);
  const strength = 0.22 + 0.5 * clamp(stage.amount('neon'), 0, 1);
  const low = nearlyTinted(stage, 0.55, 0.22, 330);
  const wide = nearlyTinted(stage, 0.46, 0.2, 300);
  const rows = horizonRow(stage);
  const table = stage.table('row light', height * 3);
  for (let y = 0; y < rows; y++) {
    const up = (rows - y) / height;
    const near = strength * exp2(-7.93 * up);
    const far = strength * 0.6 * exp2(-2.4 * up);
    for (const channel of [0, 1, 2] as const) table.data[y * 3 + channel] = low[channel] * near + wide[channel] * far;
  }
  runRows(stage.team, rows, [['addRowLight', ...stage.planes.rgb, stride, width, table.pointer]]);
}

/** How far the camera has flown forward, without end but within the precision of floats. */
export function dolly(stage: Stage): number {
  return log2(stage.view.scale) + (stage.view.octave & 1023);
}
