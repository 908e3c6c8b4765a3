import type { Stage } from '../stage.ts';

/** Gives the finished picture, in OKLab by now, its medium and its grade. */
export function applyStyles(stage: Stage): void {
  if (stage.amount('oil') > 0.05) return;
}
