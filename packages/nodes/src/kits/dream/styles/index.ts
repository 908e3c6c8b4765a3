import { clamp, hash32 } from '../dmath.ts';
import { runRows } from '../rows.ts';
import { levelAt, type Stage } from '../stage.ts';
import { drawPencil, paintOil, paintWatercolour } from './paint.ts';
import { blurred, halved, scratchPlane } from './soft.ts';

/** Less than this of a style is not applied. */
const LEAST = 0.05;
/** Rows of squares a picture has as pixel art. */
const PIXEL_ROWS = 72;

/** Gives the finished picture, in OKLab by now, its medium and its grade. */
export function applyStyles(stage: Stage): void {
  const { amount } = stage;
  if (amount('oil') > LEAST) paintOil(stage);
  if (amount('watercolor') > LEAST) paintWatercolour(stage);
  if (amount('sketch') > LEAST) drawPencil(stage);
  if (amount('poster') > LEAST) flattenTones(stage);
  if (amount('soft') > LEAST) soften(stage);
  if (amount('pixel') > LEAST) drawSquares(stage);
  grade(stage);
}

function flattenTones(stage: Stage): void {
  const { width, height, stride } = levelAt(stage.levels, 0);
  const half = levelAt(stage.levels, 1);
  const soft = halved(stage, stage.planes.rgb[0], scratchPlane(stage, 1, 0));
  const share = clamp(stage.amount('poster'), 0, 1);
  runRows(stage.team, height, [
    ['flatTones', ...stage.planes.rgb, stride, width, soft, half.stride, half.height, share],
  ]);
}

function soften(stage: Stage): void {
  const { width, height, stride } = levelAt(stage.levels, 0);
  const half = levelAt(stage.levels, 1);
  const [light] = stage.planes.rgb;
  const soft = blurred(stage, light, scratchPlane(stage, 1, 0), 0);
  const share = 0.6 * clamp(stage.amount('soft'), 0, 1.5);
  runRows(stage.team, height, [['soften', light, stride, width, soft, half.stride, half.height, share]]);
}

function drawSquares(stage: Stage): void {
  const { width, height, stride } = levelAt(stage.levels, 0);
  const side = Math.max(3, Math.floor(height / PIXEL_ROWS + 0.5));
  const rows = Math.ceil(height / side);
  runRows(stage.team, rows, [['squares', ...stage.planes.rgb, width, height, stride, side]]);
}

/** Contrast, lift, vignette, colour and grain of everything at once. */
function grade(stage: Stage): void {
  const { height, stride, width } = levelAt(stage.levels, 0);
  const share = (name: string) => clamp(stage.amount(name), 0, 1.5);
  const [noir, vintage, pastel] = [
    Math.min(1, share('noir')),
    Math.min(1, share('vintage')),
    Math.min(1, share('pastel')),
  ];
  const warm = clamp(stage.amount('warm'), -1, 1.5);
  const onPaper = Math.max(share('watercolor'), share('sketch'));
  const table = stage.table('grade', 9);
  const words = new Int32Array(table.data.buffer, table.pointer, table.data.length);
  table.data.set([
    0.14 * clamp(stage.amount('con'), -1, 1.5) + 0.3 * noir,
    1 - 0.36 * pastel - 0.1 * vintage,
    0.38 * pastel + 0.07 * vintage,
    Math.max(0, 0.16 + 0.3 * share('vig') + 0.2 * vintage - 0.2 * onPaper),
    (1 - 0.96 * noir) * (1 - 0.35 * vintage) * (1 - 0.38 * pastel) * (1 + 0.22 * share('neon')),
    0.012 * warm + 0.008 * vintage,
    0.035 * warm + 0.03 * vintage,
    0.05 * share('grain'),
  ]);
  words[8] = hash32(stage.view.seed, Math.floor(stage.view.timeFrames * 16), 977) | 0;
  runRows(stage.team, height, [['grade', ...stage.planes.rgb, width, height, stride, table.pointer]]);
}
