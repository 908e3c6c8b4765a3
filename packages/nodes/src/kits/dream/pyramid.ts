import type { KernelCall, Team } from '../raster/team.ts';
import type { Channels, Level, Plane } from './planes.ts';
import { runRows } from './rows.ts';
import { levelAt } from './stage.ts';

/** Fills `target` on level `level + 1` from `source` on level `level`. Runs over the rows of the coarser level. */
export function halveCall(levels: readonly Level[], source: Plane, level: number, target: Plane): KernelCall {
  const fine = levelAt(levels, level);
  const coarse = levelAt(levels, level + 1);
  return ['halve', source, fine.width, fine.height, fine.stride, target, coarse.width, coarse.stride];
}

/** `target` on `level` = keep x target + gain x `coarse` on the level below. Runs over the rows of `level`. */
export function enlargeCall(
  levels: readonly Level[],
  coarse: Plane,
  level: number,
  target: Plane,
  keep: number,
  gain: number,
): KernelCall {
  const fine = levelAt(levels, level);
  const from = levelAt(levels, level + 1);
  return ['enlarge', coarse, from.width, from.height, from.stride, target, fine.width, fine.stride, keep, gain];
}

/** Fills levels `first + 1` to `last` of a three-channel pyramid, each from the one above it. */
export function buildPyramid(
  team: Team,
  levels: readonly Level[],
  pyramid: readonly Channels[],
  first: number,
  last: number,
): void {
  for (let level = first; level < last; level++) {
    const from = pyramid[level];
    const to = pyramid[level + 1];
    if (from === undefined || to === undefined) return;
    const calls = ([0, 1, 2] as const).map((channel) => halveCall(levels, from[channel], level, to[channel]));
    runRows(team, levelAt(levels, level + 1).height, calls);
  }
}
