import { clamp } from '../dmath.ts';
import { patternCall } from '../layers/pattern.ts';
import { halveCall } from '../pyramid.ts';
import { runRows } from '../rows.ts';
import { levelAt, type Stage } from '../stage.ts';
import { blurred, halved, padCall, scratchPlane } from './soft.ts';

const STYLE_FIELD = 951;
/** A step along a stroke at the height the look was found at. @unit half-size pixels at 432 px */
const STROKE_STEP = 1.5;

/** Oil: colours drawn out along the contours, with the relief of the brush's hairs. */
export function paintOil(stage: Stage): void {
  const { width, height, stride } = levelAt(stage.levels, 0);
  const half = levelAt(stage.levels, 1);
  const quarter = levelAt(stage.levels, 2);
  const amount = clamp(stage.amount('oil'), 0, 1.5);
  const plane = (slot: number) => scratchPlane(stage, 1, slot);
  const light = scratchPlane(stage, 2, 0);
  stage.planes.rgb.forEach((channel, slot) => {
    halved(stage, channel, plane(slot));
  });
  runRows(stage.team, quarter.height, [halveCall(stage.levels, plane(0), 1, light)]);
  const planes = stage.table('stroke planes', 11);
  const words = new Int32Array(planes.data.buffer, planes.pointer, planes.data.length);
  const { warpX, warpY } = stage.planes.fields;
  words.set([...[0, 1, 2, 3, 4, 5, 6, 7].map(plane), light, warpX[1] ?? 0, warpY[1] ?? 0]);
  const step = (STROKE_STEP * Math.min(1.2, amount) * height) / 432;
  runRows(stage.team, half.height, [['whiteNoise', plane(6), half.width, half.stride, stage.view.seed | 0]]);
  const size = [half.width, half.height, half.stride, quarter.width, quarter.height, quarter.stride];
  runRows(stage.team, half.height, [
    ['strokes', planes.pointer, ...size, Math.max(0.6, step)],
    ...[3, 4, 5, 7].map((slot) => padCall(stage, plane(slot))),
  ]);
  const table = stage.table('strokes', 4);
  table.data.set([Math.min(1, amount), 0.3, 0.16 * Math.min(1, amount), 0.35]);
  runRows(stage.team, height, [
    // biome-ignore format: one line reads as the call it is
    ['layStrokes', ...stage.planes.rgb, stride, width, planes.pointer, half.stride, half.height, table.pointer],
  ]);
}

/** Watercolour: transparent washes on grained paper. */
export function paintWatercolour(stage: Stage): void {
  const { width, height, stride } = levelAt(stage.levels, 0);
  const half = levelAt(stage.levels, 1);
  const plane = (slot: number) => scratchPlane(stage, 1, slot);
  const soft = stage.planes.rgb.map((channel, slot) => blurred(stage, channel, plane(slot), slot));
  const finest = finestOctave(stage);
  // biome-ignore format: the numbers line up
  runRows(stage.team, half.height, [
    patternCall(stage, { plane: plane(3), level: 1, octave: finest, field: STYLE_FIELD, amplitude: 0.75 }),
    patternCall(stage, { plane: plane(3), level: 1, octave: finest - 1, field: STYLE_FIELD, amplitude: 0.6, add: true }),
    patternCall(stage, { plane: plane(4), level: 1, octave: 3, field: STYLE_FIELD + 1, amplitude: 0.5 }),
    patternCall(stage, { plane: plane(4), level: 1, octave: 5, field: STYLE_FIELD + 1, amplitude: 0.35, add: true }),
    padCall(stage, plane(3)),
    padCall(stage, plane(4)),
  ]);
  const amount = clamp(stage.amount('watercolor'), 0, 1);
  runRows(stage.team, height, [
    // biome-ignore format: one line reads as the call it is
    ['watercolour', ...stage.planes.rgb, stride, width, ...soft, plane(3), plane(4), half.stride, half.height, amount],
  ]);
}

/** Pencil: contours and hatching. */
export function drawPencil(stage: Stage): void {
  const { width, height, stride } = levelAt(stage.levels, 0);
  const half = levelAt(stage.levels, 1);
  const soft = blurred(stage, stage.planes.rgb[0], scratchPlane(stage, 1, 0), 0);
  const hatch = scratchPlane(stage, 0, 0);
  const rough = patternCall(stage, {
    plane: hatch,
    level: 0,
    octave: finestOctave(stage),
    field: STYLE_FIELD + 2,
    amplitude: 0.9,
  });
  runRows(stage.team, height, [rough]);
  const amount = clamp(stage.amount('sketch'), 0, 1);
  runRows(stage.team, height, [
    // biome-ignore format: one line reads as the call it is
    ['pencil', ...stage.planes.rgb, stride, width, soft, half.stride, half.height, hatch, 51 / height, amount],
  ]);
}

/** The finest octave whose cells are still four pixels wide. */
function finestOctave(stage: Stage): number {
  let octave = 2;
  while (stage.height / (1 << (octave + 1)) >= 4) octave++;
  return octave;
}
