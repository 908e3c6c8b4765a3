import { clamp, lerp } from '../dmath.ts';
import { mixRgb } from '../oklab.ts';
import { runRows } from '../rows.ts';
import { levelAt, type Stage } from '../stage.ts';
import { dolly } from './ground.ts';
import { type Daylight, horizonRow, panAlong, sunPlace, tinted } from './light.ts';

/** Paints water from the horizon down; it mirrors whatever has been painted above. */
export function drawWater(stage: Stage, light: Daylight): void {
  const { width, stride } = levelAt(stage.levels, 0);
  const deep = mixRgb(tinted(stage, lerp(0.1, 0.3, light.ambient), 0.08, 240, 0, 0.35), [0, 0, 0], 0.15 * light.night);
  const sun = sunPlace(stage);
  const horizon = horizonRow(stage);
  const table = stage.table('water', 18);
  const words = new Int32Array(table.data.buffer, table.pointer, table.data.length);
  table.data.set([horizon, stage.height, width, stage.view.timeFrames, ...deep, ...light.horizon, 1.1 * light.ambient]);
  table.data[11] = panAlong(stage);
  words[12] = stage.view.seed | 0;
  table.data[13] = sun === null ? -1 : clamp(sun.x, 0, width);
  table.data.set(sun?.striped ? [1, 0.35, 0.5] : [1, 0.72, 0.4], 14);
  table.data[17] = dolly(stage) * 1.2;
  const [red, green, blue] = stage.planes.rgb;
  runRows(stage.team, stage.height - horizon, [
    ['water', red, green, blue, stage.planes.mask[0] ?? 0, stride, width, table.pointer],
  ]);
}
