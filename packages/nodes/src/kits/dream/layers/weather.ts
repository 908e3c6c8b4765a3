import { exp2, pow } from '@epoch/graph-runtime/exact-math';
import { clamp, hash32, lerp, smoothstep, unit } from '../dmath.ts';
import { halfGrid, planeOf } from '../grid.ts';
import { addNoise, type Octave, windPoints } from '../octaves.ts';
import { lch, mixHueDeg, mixRgb } from '../oklab.ts';
import { runRows } from '../rows.ts';
import { hasGround } from '../shade.ts';
import { levelAt, type Stage } from '../stage.ts';
import { type Daylight, horizonRow, hueOf, tinted } from './light.ts';

/** Paints clouds where the gas is dense, lit by the sky's light. */
export function drawClouds(stage: Stage, light: Daylight): void {
  const { height } = stage;
  const { width, stride } = levelAt(stage.levels, 0);
  const cover = clamp(stage.amount('cloud') + 0.25 * stage.amount('mist'), 0, 1.3);
  const day = clamp(light.sky + 0.15 - 0.8 * light.night - 0.3 * stage.amount('dark'), 0.08, 1);
  // Named colours tint the clouds of a fantastic sky more than those of a plain day.
  const named = stage.scene.colours.length > 0 && light.sunset < 0.5;
  const share = named ? lerp(0.6, 0.15, smoothstep(0.35, 0.75, light.sky)) : 0;
  const bright = Math.max(day, share * 0.55);
  const ownLit = mixRgb(
    lch(lerp(0.5, 0.97, bright), 0.03, 80),
    lch(lerp(0.6, 0.88, bright), 0.13, hueOf(stage, 0)),
    share,
  );
  const ownShade = mixRgb(
    lch(lerp(0.16, 0.62, bright), 0.045, 265),
    lch(lerp(0.22, 0.5, bright), 0.12, hueOf(stage, 1)),
    share,
  );
  // A storm: bases nearly black, what light there is at the edges.
  const storm = clamp(stage.amount('lightning') + stage.amount('dark') - 0.4, 0, 1);
  const stormLit = tinted(stage, 0.62, 0.045, 250, 0, 0.4);
  const stormShade = tinted(stage, 0.13, 0.035, 265, 0, 0.4);
  const lit = mixRgb(mixRgb(ownLit, stormLit, storm), tinted(stage, 0.86, 0.1, 50, 0, 0.35), light.sunset);
  const shade = mixRgb(mixRgb(ownShade, stormShade, storm), lch(0.42, 0.1, 300), light.sunset);
  const onGround = hasGround(stage);
  const rows = onGround ? horizonRow(stage) : height;
  const table = stage.table('clouds', 11);
  table.data.set([
    cover,
    (14 + 8 * storm) * pow(height / 432, 0.6),
    onGround ? rows : -1,
    0.2 * height,
    ...lit,
    ...shade,
    0.55 - 0.2 * storm,
  ]);
  const { density, dust } = stage.planes.fields;
  runRows(stage.team, rows, [
    ['clouds', ...stage.planes.rgb, stride, width, height, density[0] ?? 0, dust[0] ?? 0, table.pointer],
  ]);
}

/** Paints mist: around the horizon over land, everywhere else thinly. */
export function drawMist(stage: Stage, light: Daylight): void {
  const { height } = stage;
  const { width, stride } = levelAt(stage.levels, 0);
  const colour = mixRgb(light.horizon, lch(lerp(0.35, 0.8, light.sky), 0.03, 240), 0.5);
  const table = stage.table('mist', 7);
  const spread = hasGround(stage) ? 0.16 * height : 0;
  table.data.set([clamp(stage.amount('mist'), 0, 1), horizonRow(stage), spread, ...colour, 0.5]);
  const [red, green, blue] = stage.planes.rgb;
  runRows(stage.team, height, [
    [
      'mist',
      red,
      green,
      blue,
      stage.planes.mask[0] ?? 0,
      stride,
      width,
      stage.planes.fields.dust[0] ?? 0,
      table.pointer,
    ],
  ]);
}

/** Paints shafts of light from above. */
export function drawShafts(stage: Stage): void {
  const { width, height } = stage;
  const grid = halfGrid(stage, { left: 0, right: (width + 3) & ~3, top: 0, bottom: height });
  const time = stage.view.timeFrames * 0.012;
  windPoints(stage, grid, {
    centreX: width * (0.5 + 0.3 * (unit(stage.view.seed, 831) - 0.5)),
    centreY: -0.25 * height,
    toDisc: [1 / height, 0, 0, 1 / height],
    reach: 1.3 + width / height,
    turnAt: () => 0,
    depthAt: () => time,
  });
  const octaves = [0, 1, 2].map((j): Octave => {
    const frequency = 7 * exp2(j);
    const amplitude = 0.7 * exp2(-0.5 * j);
    // biome-ignore format: the numbers line up
    return { into: planeOf(grid, 4), frequency, stretchZ: 1 / frequency, offset: [1, 2, 3], seed: hash32(stage.view.seed, 832 + j), amplitude };
  });
  addNoise(stage, grid, octaves);
  const underwater = stage.amount('under') > 0.3;
  const hue = underwater ? 195 : mixHueDeg(80, hueOf(stage, 0), 0.4);
  const table = stage.table('shafts', 5);
  table.data.set([0.3 * clamp(stage.amount('rays'), 0, 1.5), ...lch(0.9, 0.07, hue), height]);
  const { stride } = levelAt(stage.levels, 0);
  runRows(stage.team, height, [
    ['shafts', ...stage.planes.rgb, stride, width, planeOf(grid, 4), grid.stride, grid.rowCount, table.pointer],
  ]);
}

const MOST_STROKES = 64;
/** A flash lasts this long; most spans of this length have one. @unit frames */
const FLASH_FRAMES = 9;

/** Paints a bolt of lightning that flares up and fades within a few frames. */
export function drawLightning(stage: Stage): void {
  const { height, width } = stage;
  const flash = Math.floor(stage.view.timeFrames / FLASH_FRAMES);
  const fading = 1 - (stage.view.timeFrames / FLASH_FRAMES - flash);
  if (flash !== 0 && unit(hash32(stage.view.seed, 871), flash) > 0.75) return;
  const id = hash32(stage.view.seed, 872, flash);
  const end = hasGround(stage) ? horizonRow(stage) : height;
  const table = stage.table('lightning', MOST_STROKES * 8);
  const strength = clamp(stage.amount('lightning'), 0, 1.3) * fading;
  let count = 0;
  const stroke = (x: number, y: number, dx: number, dy: number, share: number, radius: number) => {
    if (count >= MOST_STROKES) return;
    const pad = radius * 14;
    const rows = [Math.min(y, y + dy) - pad, Math.max(y, y + dy) + pad];
    table.data.set([x, y, dx, dy, share * strength, radius, ...rows], count * 8);
    count++;
  };
  let x = width * (0.2 + 0.6 * unit(id, 1));
  let y = 0;
  for (let i = 0; i < 26 && y < end; i++) {
    const dx = (unit(id, 10 + i) - 0.5) * 0.13 * height;
    const dy = (0.018 + 0.03 * unit(id, 60 + i)) * height;
    stroke(x, y, dx, dy, 1.1, 0.004 * height);
    x += dx;
    y += dy;
    if (unit(id, 100 + i) < 0.3) {
      const side = (unit(id, 150 + i) - 0.5) * 0.22 * height;
      stroke(x, y, side, 0.07 * height, 0.5, 0.003 * height);
      stroke(x + side, y + 0.07 * height, side * 0.6, 0.05 * height, 0.3, 0.0025 * height);
    }
  }
  const colour = stage.table('lightning colour', 3);
  colour.data.set(tinted(stage, 0.85, 0.12, 285, 0, 0.4));
  const { stride } = levelAt(stage.levels, 0);
  runRows(stage.team, height, [
    ['lightning', ...stage.planes.rgb, stride, width, table.pointer, count, colour.pointer],
  ]);
}
