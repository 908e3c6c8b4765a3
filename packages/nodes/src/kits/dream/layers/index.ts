import { hasGround } from '../shade.ts';
import type { Stage } from '../stage.ts';
import { drawAurora } from './aurora.ts';
import { drawCrystals } from './crystals.ts';
import { drawFire } from './fire.ts';
import { drawGridFloor } from './grid-floor.ts';
import { drawCityGlow, drawLand, landKind } from './ground.ts';
import { daylight, sunPlace } from './light.ts';
import { drawComets, drawSunDisc } from './lights.ts';
import { drawBow, drawFilm, rainbowStandsInSky } from './rainbow.ts';
import { drawTunnel } from './tunnel.ts';
import { drawWater } from './water.ts';
import { drawClouds, drawLightning, drawMist, drawShafts } from './weather.ts';

/** Less than this of an ingredient is not drawn. */
const LEAST = 0.05;

/** Paints what lies between the bodies of the world and the eye: weather, light, land, water. */
export function drawLayers(stage: Stage): void {
  const { amount } = stage;
  const light = daylight(stage);
  const rainbow = amount('rainbow') > LEAST;
  const sun = sunPlace(stage);

  if (rainbow && !rainbowStandsInSky(stage)) drawFilm(stage);
  if (amount('tunnel') > LEAST) drawTunnel(stage);
  if (amount('cloud') + 0.25 * amount('mist') > LEAST) drawClouds(stage, light);
  if (amount('aurora') > LEAST) drawAurora(stage);
  if (amount('rays') > LEAST) drawShafts(stage);
  if (amount('crystal') + 0.45 * amount('ice') > LEAST) drawCrystals(stage);
  if (rainbow && rainbowStandsInSky(stage)) drawBow(stage);
  if (sun !== null) drawSunDisc(stage, sun);
  if (amount('comet') > 2 * LEAST) drawComets(stage);
  if (amount('lightning') > 2 * LEAST) drawLightning(stage);
  if (amount('fire') > 0.3 && !hasGround(stage)) drawFire(stage);
  if (hasGround(stage)) {
    const kind = landKind(stage);
    if (amount('city') > 2 * LEAST) drawCityGlow(stage);
    if (kind !== null) drawLand(stage, kind, light);
    if (amount('ocean') > 2 * LEAST) drawWater(stage, light);
    if (amount('grid') > 2 * LEAST && (kind === null || amount(kind) <= amount('grid'))) drawGridFloor(stage);
  }
  if (amount('mist') > LEAST) drawMist(stage, light);
}
