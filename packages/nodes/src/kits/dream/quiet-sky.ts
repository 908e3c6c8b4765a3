import { exp2 } from '@epoch/graph-runtime/exact-math';
import type { KernelCall } from '../raster/team.ts';
import { FIELD, octaveCall, pairCall, warpReach, warpShift } from './field-octaves.ts';
import { needsFields } from './fields.ts';
import { type Plane, pick } from './planes.ts';
import { enlargeCall } from './pyramid.ts';
import { runRows } from './rows.ts';
import { quietGas, skyRows } from './shade.ts';
import { levelAt, type Stage } from './stage.ts';
import { depthOf, stackWindow } from './view.ts';

/**
 * The sky of nights, and of prompts that name no subject, only a medium, a mood or a colour: soft gas without filaments
 * or dust, painted at a quarter of the size. It says what a style does to light and colour at an eighth of a nebula's price.
 */

const LEVEL = 2;
const WARP = { first: 0, last: 1 };
const DENSITY = { first: 0, last: 4, roughness: 0.8 };
const HUE = { first: 0, last: 1, roughness: 0.5 };

/** Whether the scene's sky is the quiet one: it gives way to anything that needs the fields. */
export function isQuiet(stage: Stage): boolean {
  return stage.amount('quiet') > 0 && !needsFields(stage);
}

/** Paints the quiet sky. Writes all of `rgb`; uses the scratch planes of levels 1 and 2. */
export function paintQuietSky(stage: Stage): void {
  const { levels, planes, team } = stage;
  const slot = (number: number): Plane => pick(planes.scratch[LEVEL], number);
  const [warpX, warpY, density, hue] = [slot(0), slot(1), slot(2), slot(3)];
  const light = [slot(4), slot(5), slot(6)] as const;
  const { width, height, stride } = levelAt(levels, LEVEL);
  const amplitude = (i: number, { first, last, roughness }: typeof DENSITY) =>
    exp2(-roughness * depthOf(stage.view, i)) * stackWindow(stage.view, i, first, last, height);
  const at = (plane: Plane) => [plane, plane, plane];
  const bent = { warped: true, through: [warpX, warpY] as const };
  const calls: KernelCall[] = [];
  for (let i = WARP.first; i <= WARP.last; i++) {
    const shift = warpShift(stage, i, 1.6 * warpReach(stage), WARP);
    calls.push(
      pairCall(stage, LEVEL, i, FIELD.firstWarp, [warpX, warpY], [shift, shift], i > WARP.first, { warped: false }),
    );
  }
  for (let i = DENSITY.first; i <= DENSITY.last; i++) {
    const weight = amplitude(i, DENSITY);
    calls.push(octaveCall(stage, LEVEL, i, FIELD.gas, at(density), weight, i > DENSITY.first, bent));
  }
  for (let i = HUE.first; i <= HUE.last; i++) {
    const weight = 0.3 * amplitude(i, HUE);
    calls.push(octaveCall(stage, LEVEL, i, FIELD.hue, at(hue), weight, i > HUE.first, bent));
  }
  runRows(team, height, calls);
  const { palette } = stage;
  const [sky, gas] = [skyRows(stage, height), quietGas(stage, 1 << LEVEL)];
  // There are no filaments and no dust: their strength is 0, so any plane will do.
  runRows(team, height, [
    ['paintGas', ...light, width, height, stride, density, density, hue, density, palette.pointer, sky, gas],
  ]);
  const half = planes.scratch[1];
  runRows(
    team,
    levelAt(levels, 1).height,
    light.map((plane, channel) => enlargeCall(levels, plane, 1, pick(half, channel), 0, 1)),
  );
  runRows(
    team,
    levelAt(levels, 0).height,
    planes.rgb.map((plane, channel) => enlargeCall(levels, pick(half, channel), 0, plane, 0, 1)),
  );
}
