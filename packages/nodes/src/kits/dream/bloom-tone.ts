import type { KernelCall } from '../raster/team.ts';
import { clamp } from './dmath.ts';
import { type Plane, pick } from './planes.ts';
import { enlargeCall, halveCall } from './pyramid.ts';
import { runRows } from './rows.ts';
import { levelAt, type Stage } from './stage.ts';

/** Light above this glows. Linear light. */
const BRIGHT_FROM = 0.16;
/** No single light glows more than this. */
const BRIGHT_MOST = 3;
/** How much of each coarser glow is added to the next finer one, from level 5 up to level 2. */
const SPREAD = [0.9, 0.8, 0.8] as const;

/** Ends the painting: light becomes a glow around itself, then a picture between black and white, in OKLab. */
export function bloomAndTone(stage: Stage): void {
  const { amount, levels, team } = stage;
  const [red, green, blue] = stage.planes.rgb;
  // Channel c glows through scratch plane c of each level.
  const glow = (level: number, channel: number): Plane => pick(pick(stage.planes.scratch, level), channel);
  const channels = [0, 1, 2] as const;

  runRows(
    team,
    levelAt(levels, 1).height,
    channels.map((c) => halveCall(levels, stage.planes.rgb[c], 0, glow(1, c))),
  );
  const quarter = levelAt(levels, 2);
  const keepBright = (c: number): KernelCall => [
    'keepBright',
    glow(2, c),
    quarter.width,
    quarter.stride,
    BRIGHT_FROM,
    BRIGHT_MOST,
  ];
  runRows(
    team,
    quarter.height,
    channels.flatMap((c) => [halveCall(levels, glow(1, c), 1, glow(2, c)), keepBright(c)]),
  );
  for (const level of [3, 4, 5]) {
    runRows(
      team,
      levelAt(levels, level).height,
      channels.map((c) => halveCall(levels, glow(level - 1, c), level - 1, glow(level, c))),
    );
  }
  for (const [step, gain] of SPREAD.entries()) {
    const level = 4 - step;
    runRows(
      team,
      levelAt(levels, level).height,
      channels.map((c) => enlargeCall(levels, glow(level + 1, c), level, glow(level, c), 1, gain)),
    );
  }
  const half = levelAt(levels, 1);
  runRows(
    team,
    half.height,
    channels.map((c) => enlargeCall(levels, glow(2, c), 1, glow(1, c), 0, 1)),
  );

  const bloom = 0.22 + 0.35 * amount('bloom') + 0.15 * amount('glow') + 0.1 * amount('soft');
  const exposure = 1.12 * (1 + 0.25 * amount('bright') - 0.22 * amount('dark'));
  const saturation = clamp(1 + 0.25 * amount('sat') - 0.9 * amount('noir'), 0, 1.5);
  const { width, height, stride } = levelAt(levels, 0);
  runRows(team, height, [
    [
      'finishLight',
      red,
      green,
      blue,
      width,
      stride,
      glow(1, 0),
      glow(1, 1),
      glow(1, 2),
      half.width,
      half.height,
      half.stride,
      Math.max(0, bloom),
      exposure,
      saturation,
    ],
  ]);
}
