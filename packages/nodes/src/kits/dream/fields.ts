import { exp2 } from '@epoch/graph-runtime/exact-math';
import type { KernelCall } from '../raster/team.ts';
import {
  type Exposure,
  FIELD,
  filamentCall,
  fineVariance,
  gasCall,
  octaveCall,
  pairCall,
  type Split,
  STACK,
  splitOf,
  warpReach,
  warpShift,
} from './field-octaves.ts';
import { measurePlane } from './measure.ts';
import { type Plane, pick } from './planes.ts';
import { runRows } from './rows.ts';
import { hasGas } from './shade.ts';
import { levelAt, type Stage } from './stage.ts';
import { depthOf, stackWindow } from './view.ts';

/**
 * The fields a world is made of: density, filaments, dust and hue of its gas, and the displacement they are all seen
 * through. Coarse octaves are evaluated at quarter size, finer ones at half and full size, and brought up in between.
 */

/** Standard deviation that the density is brought close to, whatever the noise happens to be on the screen. */
const DENSITY_SPREAD = 0.4;
/** Whether anything in the scene looks at the fields: gas that is not hidden by a tunnel, clouds, mist, a film, oil. */
export function needsFields(stage: Stage): boolean {
  const weather = stage.amount('cloud') + 0.25 * stage.amount('mist');
  if (weather > 0.05 || stage.amount('rainbow') > 0.05 || stage.amount('oil') > 0.05) return true;
  if (stage.amount('tunnel') > 0.9) return false;
  const gas = ['neb', 'fil', 'fire', 'swirl', 'under', 'ice', 'lava'];
  return gas.some((name) => stage.amount(name) > 0.04);
}

/**
 * Works out the fields at levels 2, 1 and 0: all that the scene looks at.
 *
 * @param guide how far the density follows the input's lightness, 0..1
 * @param guidePlane standardised lightness of the input at level 2
 */
export function makeFields(stage: Stage, guide: number, guidePlane: Plane): void {
  const split = splitOf(stage);
  const { density, dust, warpX, warpY, filament, hue } = stage.planes.fields;
  const fields = [density, dust, warpX, warpY, ...(hasGas(stage) ? [filament, hue] : [])];
  const quarter = levelAt(stage.levels, 2);
  runRows(stage.team, quarter.height, quarterCalls(stage, split));
  const exposure = levelDensity(stage, split, guide, guidePlane);
  for (const level of [1, 0]) {
    const { width, height, stride } = levelAt(stage.levels, level);
    const coarse = levelAt(stage.levels, level + 1);
    const calls = fields.map(
      (planes: readonly Plane[]): KernelCall => [
        'enlarge',
        pick(planes, level + 1),
        coarse.width,
        coarse.height,
        coarse.stride,
        pick(planes, level),
        width,
        stride,
        0,
        1,
      ],
    );
    calls.push(...(level === 1 ? halfCalls(stage, split, exposure) : fullCalls(stage, split, exposure)));
    runRows(stage.team, height, calls);
  }
}

/** Sets all fields to nothing, so that a layer that reads them sees the same whatever was painted before. */
export function clearFields(stage: Stage): void {
  for (const level of [0, 1, 2]) {
    const { height, stride } = levelAt(stage.levels, level);
    const planes = Object.values(stage.planes.fields).map((field: readonly Plane[]) => pick(field, level));
    runRows(
      stage.team,
      height,
      planes.map((plane): KernelCall => ['fillRows', plane, stride, 0]),
    );
  }
}

function quarterCalls(stage: Stage, split: Split): KernelCall[] {
  const { fields, scratch } = stage.planes;
  const [secondX = 0, secondY = 0] = scratch[2] ?? [];
  const [, , warpX = 0] = fields.warpX;
  const [, , warpY = 0] = fields.warpY;
  const { stride, width } = levelAt(stage.levels, 2);
  const still = { warped: false };
  const warped = { warped: true };
  const calls: KernelCall[] = [];
  const reach = warpReach(stage);

  for (let i = 0; i <= STACK.firstWarp.last; i++) {
    const shift = warpShift(stage, i, reach, STACK.firstWarp);
    calls.push(pairCall(stage, 2, i, FIELD.firstWarp, [warpX, warpY], [shift, shift], i > 0, still));
  }
  const gas = hasGas(stage);
  for (let i = 0; gas && i <= STACK.hue.last; i++) {
    const amplitude =
      0.3 *
      exp2(-0.5 * depthOf(stage.view, i)) *
      stackWindow(stage.view, i, 0, STACK.hue.last, levelAt(stage.levels, 2).height);
    calls.push(octaveCall(stage, 2, i, FIELD.hue, fields.hue, amplitude, i > 0, warped));
  }
  // The second displacement is looked up through the first; only then are the two added.
  for (let i = 1; i <= STACK.secondWarp.last; i++) {
    const shift = warpShift(stage, i, reach * 0.85, STACK.secondWarp);
    calls.push(pairCall(stage, 2, i, FIELD.secondWarp, [secondX, secondY], [shift, shift], i > 1, warped));
  }
  calls.push(['addScaled', warpX, secondX, width, stride, 1], ['addScaled', warpY, secondY, width, stride, 1]);
  for (let i = 0; i <= split.quarter; i++) calls.push(gasCall(stage, 2, i, split, { gain: 1, follow: 1 }));
  for (let i = 1; gas && i <= split.quarter; i++) calls.push(filamentCall(stage, 2, i, split));
  return calls;
}

function halfCalls(stage: Stage, split: Split, exposure: Exposure): KernelCall[] {
  const calls: KernelCall[] = [];
  for (let i = split.quarter + 1; i <= split.half; i++) calls.push(gasCall(stage, 1, i, split, exposure));
  if (hasGas(stage) && split.quarter < split.filamentLast) calls.push(filamentCall(stage, 1, split.quarter + 1, split));
  return calls;
}

/** Whether the fields are looked at as they are, gas or weather, and not only through a film or strokes. */
function isSeenSharply(stage: Stage): boolean {
  return hasGas(stage) || stage.amount('cloud') + 0.25 * stage.amount('mist') > 0.05;
}

function fullCalls(stage: Stage, split: Split, exposure: Exposure): KernelCall[] {
  if (!isSeenSharply(stage)) return [];
  const calls: KernelCall[] = [];
  for (let i = split.half + 1; i <= split.last; i++) calls.push(gasCall(stage, 0, i, split, exposure));
  const gas = hasGas(stage);
  for (let i = split.quarter + 2; gas && i <= split.filamentLast; i++) calls.push(filamentCall(stage, 0, i, split));
  return calls;
}

/** Brings the density to a steady spread, then bends it towards the input. Reads the whole plane, so it stands alone. */
function levelDensity(stage: Stage, split: Split, guide: number, guidePlane: Plane): Exposure {
  const { width, height, stride } = levelAt(stage.levels, 2);
  const [, , density = 0] = stage.planes.fields.density;
  const { mean, spread: coarse } = measurePlane(stage, density, 2);
  const spread = Math.sqrt(coarse * coarse + fineVariance(stage, split));
  const root = Math.sqrt(Math.sqrt(DENSITY_SPREAD / Math.max(0.01, spread)));
  const gain = root * root * root;
  const follow = 1 - guide;
  const calls: KernelCall[] = [
    ['adjust', density, density, width, stride, gain * follow, -mean * gain * 0.85 * follow, -8, 8],
  ];
  if (guide > 0) calls.push(['addScaled', density, guidePlane, width, stride, guide * 0.55]);
  runRows(stage.team, height, calls);
  return { gain, follow };
}
