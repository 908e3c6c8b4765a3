import { hasGround } from '../shade.ts';
import type { Stage } from '../stage.ts';
import { drawCityGlow, drawLand, landKind } from './ground.ts';
import { daylight } from './light.ts';
import { drawWater } from './water.ts';

/** Paints what lies between the bodies of the world and the eye: weather, light, land, water. */
export function drawLayers(stage: Stage): void {
  const light = daylight(stage);
  if (hasGround(stage)) {
    const kind = landKind(stage);
    if (stage.amount('city') > 0.1) drawCityGlow(stage);
    if (kind !== null) drawLand(stage, kind, light);
    if (stage.amount('ocean') > 0.1) drawWater(stage, light);
  }
}
