import type { KernelCall } from '../../raster/team.ts';
import type { Plane } from '../planes.ts';
import { enlargeCall, halveCall } from '../pyramid.ts';
import { runRows } from '../rows.ts';
import { levelAt, type Stage } from '../stage.ts';

/** A half-size copy of a full-size plane. @param target a plane of level 1 */
export function halved(stage: Stage, source: Plane, target: Plane): Plane {
  runRows(stage.team, levelAt(stage.levels, 1).height, [
    halveCall(stage.levels, source, 0, target),
    padCall(stage, target),
  ]);
  return target;
}

/** The same, blurred: taken down to quarter size and back up. Uses scratch plane `slot` of level 2. */
export function blurred(stage: Stage, source: Plane, target: Plane, slot: number): Plane {
  const quarter = scratchPlane(stage, 2, slot);
  halved(stage, source, target);
  runRows(stage.team, levelAt(stage.levels, 2).height, [halveCall(stage.levels, target, 1, quarter)]);
  const up = enlargeCall(stage.levels, quarter, 1, target, 0, 1);
  runRows(stage.team, levelAt(stage.levels, 1).height, [up, padCall(stage, target)]);
  return target;
}

/** Ends a half-size plane that will be interpolated up to the right edge of the picture. */
export function padCall(stage: Stage, plane: Plane): KernelCall {
  const { stride, width } = levelAt(stage.levels, 1);
  return ['padColumns', plane, width, stride];
}

export function scratchPlane(stage: Stage, level: number, slot: number): Plane {
  const plane = stage.planes.scratch[level]?.[slot];
  if (plane === undefined) throw new RangeError(`Level ${level} has no scratch plane ${slot}.`);
  return plane;
}
