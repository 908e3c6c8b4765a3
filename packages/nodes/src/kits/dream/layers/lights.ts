import { clamp, hash32, unit } from '../dmath.ts';
import { boxAround } from '../grid.ts';
import { lch } from '../oklab.ts';
import { runRows } from '../rows.ts';
import { hasGround } from '../shade.ts';
import { levelAt, type Stage } from '../stage.ts';
import { horizonRow, type SunPlace, tinted } from './light.ts';

/** Paints the low sun and its glow, down to the horizon where there is one. */
export function drawSunDisc(stage: Stage, sun: SunPlace): void {
  const { width, stride } = levelAt(stage.levels, 0);
  const table = stage.table('sun disc', 10);
  const upper = sun.striped ? lch(0.88, 0.16, 90) : lch(0.95, 0.1, 92);
  const lower = sun.striped ? lch(0.62, 0.25, 355) : lch(0.82, 0.18, 62);
  table.data.set([sun.x, sun.y, sun.radius, sun.striped ? 1 : 0, ...upper, ...lower]);
  const [red, green, blue] = stage.planes.rgb;
  const endRow = hasGround(stage) ? Math.min(stage.height, horizonRow(stage) + 2) : stage.height;
  runRows(stage.team, endRow, [['sunDisc', red, green, blue, stage.planes.mask[0] ?? 0, stride, width, table.pointer]]);
}

/** Frames from a comet's entry to the next one's are 1.6 / this. */
const COMET_SPEED = 0.006;

/** Paints comets that cross the picture, a second one in scenes full of them. */
export function drawComets(stage: Stage): void {
  const count = stage.amount('comet') > 0.7 ? 2 : 1;
  for (let number = 0; number < count; number++) drawComet(stage, hash32(stage.view.seed, 861, number));
}

function drawComet(stage: Stage, id: number): void {
  const { width, height } = stage;
  const { stride } = levelAt(stage.levels, 0);
  const started = stage.view.timeFrames * COMET_SPEED + 0.45 + unit(id, 1) * 0.5;
  const phase = started - Math.floor(started / 1.6) * 1.6;
  const x = (-0.15 + phase * (0.8 + 0.3 * unit(id, 2))) * width;
  const y = (0.12 + 0.5 * unit(id, 3) + phase * 0.22) * height;
  const length = (0.32 + 0.2 * unit(id, 4)) * height;
  const size = 0.011 * height * (0.75 + 0.5 * unit(id, 6));
  const box = boxAround(stage, x - 0.45 * length, y - 0.2 * length, length * 0.75 + 12);
  if (box === null) return;
  const table = stage.table('comet', 10);
  const strength = clamp(stage.amount('comet'), 0, 1.2);
  table.data.set([x, y, -0.929, -0.37, length, size, strength, ...tinted(stage, 0.85, 0.08, 215, 0, 0.3)]);
  runRows(stage.team, box.bottom - box.top, [
    ['comet', ...stage.planes.rgb, stride, box.left, box.right, box.top, table.pointer],
  ]);
}
