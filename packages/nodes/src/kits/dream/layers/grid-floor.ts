import { lch } from '../oklab.ts';
import { runRows } from '../rows.ts';
import { levelAt, type Stage } from '../stage.ts';
import { dolly } from './ground.ts';
import { horizonRow, panAlong, tinted } from './light.ts';

/** Paints a plane of glowing lines up to the horizon; flying forward makes the lines run towards us. */
export function drawGridFloor(stage: Stage): void {
  const { width, stride } = levelAt(stage.levels, 0);
  const horizon = horizonRow(stage);
  const table = stage.table('grid floor', 11);
  const across = dolly(stage) * 2 + stage.view.timeFrames * 0.02;
  table.data.set([horizon, stage.height, width, panAlong(stage) * 3, across]);
  table.data.set([...tinted(stage, 0.72, 0.25, 335, 0, 0.5), ...lch(0.1, 0.07, 290)], 5);
  const [red, green, blue] = stage.planes.rgb;
  runRows(stage.team, stage.height - horizon, [
    ['gridFloor', red, green, blue, stage.planes.mask[0] ?? 0, stride, width, table.pointer],
  ]);
}
