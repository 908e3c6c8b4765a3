import { clamp, lerp, unit } from '../dmath.ts';
import { lch } from '../oklab.ts';
import { runRows } from '../rows.ts';
import { hasGround } from '../shade.ts';
import { levelAt, type Stage, type Table } from '../stage.ts';
import { horizonRow, hueOf } from './light.ts';

const COLOURS = 256;

/** Whether the rainbow stands in a sky; elsewhere it is a film of colour on the gas. */
export function rainbowStandsInSky(stage: Stage): boolean {
  return hasGround(stage) || stage.amount('sky') > 0.3;
}

/** Paints a film of rainbow colours over the gas, as on a bubble or on oil. */
export function drawFilm(stage: Stage): void {
  const { width, stride } = levelAt(stage.levels, 0);
  const spectrum = spectrumTable(stage, 'film', (t) => lch(0.72, 0.17, hueOf(stage, 0) + 360 * t));
  const gassy = stage.amount('neb') + stage.amount('fil') > 0.4;
  const table = stage.table('film', 4);
  const phase = stage.view.timeFrames * 0.002;
  table.data.set([clamp(stage.amount('rainbow'), 0, 1) * (gassy ? 0.5 : 0.92), 0.85, phase - Math.floor(phase), 1.6]);
  const { density, warpX, warpY } = stage.planes.fields;
  const fields = [density[0] ?? 0, warpX[0] ?? 0, warpY[0] ?? 0];
  const [red, green, blue] = stage.planes.rgb;
  runRows(stage.team, stage.height, [
    // biome-ignore format: one line reads as the call it is
    ['film', red, green, blue, stage.planes.mask[0] ?? 0, stride, width, ...fields, spectrum.pointer, table.pointer],
  ]);
}

/** Paints a rainbow with its fainter outer bow. */
export function drawBow(stage: Stage): void {
  const { height } = stage;
  const { width, stride } = levelAt(stage.levels, 0);
  const spectrum = spectrumTable(stage, 'bow', (t) => lch(0.78, 0.17, lerp(300, 25, t)));
  const foot = hasGround(stage) ? horizonRow(stage) : height;
  const table = stage.table('bow', 6);
  const aside = unit(stage.view.seed, 881) - 0.5;
  const amount = clamp(stage.amount('rainbow'), 0, 1.2);
  table.data.set([
    amount,
    width * (0.5 + 0.5 * aside),
    foot + 0.12 * height,
    0.52 * height,
    0.05 * height,
    foot + 0.02 * height,
  ]);
  runRows(stage.team, foot, [['bow', ...stage.planes.rgb, stride, width, spectrum.pointer, table.pointer]]);
}

function spectrumTable(stage: Stage, name: string, colourAt: (t: number) => readonly [number, number, number]): Table {
  const table = stage.table(`spectrum ${name}`, COLOURS * 4);
  for (let row = 0; row < COLOURS; row++) table.data.set(colourAt(row / (COLOURS - 1)), row * 4);
  return table;
}
