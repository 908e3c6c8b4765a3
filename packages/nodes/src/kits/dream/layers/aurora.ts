import { exp2 } from '@epoch/graph-runtime/exact-math';
import { clamp, hash32, lerp, lineNoise, smoothstep } from '../dmath.ts';
import { lch, mixHueDeg } from '../oklab.ts';
import { runRows } from '../rows.ts';
import { hasGround } from '../shade.ts';
import { levelAt, type Stage } from '../stage.ts';
import { horizonRow, hueOf, panAlong } from './light.ts';
import { patternCall } from './pattern.ts';

const STREAKS = 811;
const CURTAINS = 3;
/** Curtains are worked out at every so many columns and drawn straight in between. */
const COLUMN_STEP = 4;

/** Paints polar light: folded curtains, sharp below, fading upwards, combed by vertical rays. */
export function drawAurora(stage: Stage): void {
  const { height } = stage;
  const { width, stride } = levelAt(stage.levels, 0);
  const half = levelAt(stage.levels, 1);
  const [streaks = 0] = stage.planes.scratch[1] ?? [];
  // biome-ignore format: the numbers line up
  const rays = [2, 3, 4].map((octave) => patternCall(stage, {
    plane: streaks, level: 1, octave, field: STREAKS, amplitude: 0.62 * exp2(-0.35 * (octave - 2)), stretchU: 2.4, stretchV: 0.16, add: octave > 2, turnPerFrameRad: 0.02,
  }));
  runRows(stage.team, half.height, [...rays, ['padColumns', streaks, half.width, half.stride]]);
  const lines = curtainLines(stage, hasGround(stage) ? horizonRow(stage) / height : 0.95, panAlong(stage));
  const named = stage.scene.colours.length > 0;
  const low = lch(0.8, 0.2, named ? mixHueDeg(155, hueOf(stage, 0), 0.6) : 155);
  const high = lch(0.62, 0.2, mixHueDeg(310, hueOf(stage, 1), 0.5));
  const table = stage.table('aurora', 8);
  table.data.set([CURTAINS, 0.05 * height, ...low, ...high]);
  runRows(stage.team, height, [
    ['aurora', ...stage.planes.rgb, stride, width, lines, streaks, half.stride, half.height, table.pointer],
  ]);
}

/** The three numbers of each curtain at each column: lower edge, 1 / height, brightness. */
function curtainLines(stage: Stage, top: number, pan: number): number {
  const { height } = stage;
  const { stride } = levelAt(stage.levels, 0);
  const table = stage.table('aurora lines', CURTAINS * 3 * stride);
  const lines = table.data;
  const time = stage.view.timeFrames * 0.012;
  const amount = clamp(stage.amount('aurora'), 0, 1.5);
  for (let curtain = 0; curtain < CURTAINS; curtain++) {
    const id = hash32(stage.view.seed, 820, curtain);
    const strength = amount * ([1, 0.75, 0.5][curtain] ?? 0);
    const at = (column: number): [edge: number, perHeight: number, bright: number] => {
      const x = (column / height + pan) * (0.9 + 0.25 * curtain);
      const fold = folds(x * 1.1 + time * 0.3 + curtain * 9, id);
      const edge = (top * (0.8 - 0.17 * curtain) + 0.13 * fold) * height;
      const tall = (0.2 + 0.16 * (0.5 + 0.5 * lineNoise(x * 2.3 + time, id + 5))) * height;
      return [edge, 1 / tall, strength * smoothstep(-0.55, 0.7, lineNoise(x * 1.6 - time * 0.7, id + 9))];
    };
    let before = at(0);
    for (let column = 0; column < stride; column += COLUMN_STEP) {
      const after = at(column + COLUMN_STEP);
      for (let step = 0; step < COLUMN_STEP; step++) {
        before.forEach((value, which) => {
          lines[(curtain * 3 + which) * stride + column + step] = lerp(value, after[which] ?? 0, step / COLUMN_STEP);
        });
      }
      before = after;
    }
  }
  return table.pointer;
}

function folds(x: number, seed: number): number {
  const second = x * 2.03 + 17.3;
  return lineNoise(x, seed) + 0.5 * lineNoise(second, seed + 101) + 0.25 * lineNoise(second * 2.03 + 17.3, seed + 202);
}
