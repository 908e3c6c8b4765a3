import type { Stage } from '../stage.ts';

/** Paints what lies between the bodies of the world and the eye: weather, light, land, water. */
export function drawLayers(stage: Stage): void {
  if (stage.amount('tunnel') > 0.05) return;
}
