import type { KernelCall, Team } from '../raster/team.ts';

/** Below this many rows the team's barrier costs more than its help brings. */
const FEWEST_SHARED_ROWS = 64;

/** Runs the calls over rows [0, height): shared out among the team, or by the lead alone when there is little to do. */
export function runRows(team: Team, height: number, calls: readonly KernelCall[]): void {
  if (height >= FEWEST_SHARED_ROWS) team.rows(height, calls);
  else for (const call of calls) team.once(...call, 0, height);
}
