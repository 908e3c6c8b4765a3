import { clamp } from '../dmath.ts';
import { lch, mixHueDeg } from '../oklab.ts';
import { runRows } from '../rows.ts';
import { levelAt, type Stage } from '../stage.ts';
import { hueOf, panAlong } from './light.ts';

/** How high the tallest flames reach. @unit picture heights */
const TALLEST = 0.95;

/** Paints flames that rise from the lower edge, and sparks above them. */
export function drawFire(stage: Stage): void {
  const { height } = stage;
  const { width, stride } = levelAt(stage.levels, 0);
  const table = stage.table('fire', 16);
  const words = new Int32Array(table.data.buffer, table.pointer, table.data.length);
  const hue = mixHueDeg(52, hueOf(stage, 0), 0.5);
  const heat = [...lch(0.4, 0.17, hue - 26), ...lch(0.68, 0.2, hue), ...lch(0.93, 0.12, hue + 38)];
  const strength = clamp(stage.amount('fire'), 0, 1.2);
  table.data.set([strength, height, width, stage.view.timeFrames, ...heat, panAlong(stage)]);
  words[14] = stage.view.seed | 0;
  table.data[15] = TALLEST;
  const half = levelAt(stage.levels, 1);
  const [hot = 0] = stage.planes.scratch[1] ?? [];
  runRows(stage.team, half.height, [['flames', hot, half.stride, half.width, table.pointer]]);
  runRows(stage.team, height, [
    ['burn', ...stage.planes.rgb, stride, width, hot, half.stride, half.height, table.pointer],
  ]);
  runRows(stage.team, height, [['sparks', ...stage.planes.rgb, stride, width, 0.045 * height, table.pointer]]);
}
