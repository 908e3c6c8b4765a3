import { cosSin } from '@epoch/graph-runtime/exact-math';
import type { Raster } from '@epoch/graph-runtime/model';
import { createCanvas } from '@napi-rs/canvas';
import type { Layer } from '../raster/requests.ts';
import type { Drawn, LayerCache } from './layer-cache.ts';
import type { SpritePlace } from './requests.ts';
import { BORDER_PX, levelFor, spriteLevels } from './sprite-levels.ts';

// Places are rounded to steps that the eye cannot see, so that a sprite that moves in a cycle is drawn once for each of
// its places. The rounded values are what is drawn: the result depends on the call alone, never on what is remembered.
const PLACE_STEPS = 32;
const SIZE_STEPS = 16;
const ANGLE_STEPS = 32;
const OPACITY_STEPS = 255;

/** Room around the sprite for the soft edge of Skia's sampling. @unit px */
const ROOM_PX = 2;
const MOST_SIDE_PX = 8192;

/** Draws a picture with alpha, scaled, turned and moved by fractions of a pixel. */
export function spriteLayer(cache: LayerCache, image: Raster, place: SpritePlace): Layer {
  check(place, image);
  const widthPx = Math.max(1 / SIZE_STEPS, Math.round(place.widthPx * SIZE_STEPS) / SIZE_STEPS);
  const angleDeg = Math.round(place.angleDeg * ANGLE_STEPS) / ANGLE_STEPS;
  const opacity = Math.round(place.opacity * OPACITY_STEPS) / OPACITY_STEPS;
  const centreX = Math.round(place.centreX * PLACE_STEPS) / PLACE_STEPS;
  const centreY = Math.round(place.centreY * PLACE_STEPS) / PLACE_STEPS;
  const phaseX = centreX - Math.floor(centreX);
  const phaseY = centreY - Math.floor(centreY);
  const key = JSON.stringify(['sprite', image.version, widthPx, angleDeg, opacity, phaseX, phaseY]);
  const drawn = cache.get(key, () => draw(image, { widthPx, angleDeg, opacity, phaseX, phaseY }));
  return {
    ...drawn,
    x: Math.floor(centreX) - drawn.width / 2,
    y: Math.floor(centreY) - drawn.height / 2,
  };
}

interface Look {
  readonly widthPx: number;
  readonly angleDeg: number;
  readonly opacity: number;
  /** Fraction of the centre's pixel. */
  readonly phaseX: number;
  readonly phaseY: number;
}

/** The layer has even sides and the sprite's centre at its middle plus the phase. */
function draw(image: Raster, { widthPx, angleDeg, opacity, phaseX, phaseY }: Look): Drawn {
  const heightPx = (widthPx * image.height) / image.width;
  const angle = (angleDeg * Math.PI) / 180;
  const [cos = 0, sin = 0] = cosSin(angle).map(Math.abs);
  const width = 2 * Math.ceil((widthPx * cos + heightPx * sin) / 2 + 1 + ROOM_PX);
  const height = 2 * Math.ceil((widthPx * sin + heightPx * cos) / 2 + 1 + ROOM_PX);
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const source = levelFor(spriteLevels(image), widthPx);
  if (source !== undefined) {
    context.imageSmoothingQuality = 'high';
    context.globalAlpha = opacity;
    context.translate(width / 2 + phaseX, height / 2 + phaseY);
    context.rotate(angle);
    context.scale(widthPx / source.width, heightPx / source.height);
    context.drawImage(source.canvas, -source.width / 2 - BORDER_PX, -source.height / 2 - BORDER_PX);
  }
  return { width, height, data: new Uint8Array(canvas.data()) };
}

/** @throws RangeError for a place that is none */
function check({ centreX, centreY, widthPx, angleDeg, opacity }: SpritePlace, image: Raster): void {
  for (const [name, value] of Object.entries({ centreX, centreY, angleDeg })) {
    if (!Number.isFinite(value)) throw new RangeError(`A sprite's "${name}" must be a finite number, got ${value}.`);
  }
  const heightPx = (widthPx * image.height) / image.width;
  if (!(widthPx > 0 && widthPx <= MOST_SIDE_PX && heightPx <= MOST_SIDE_PX + 1)) {
    throw new RangeError(`A sprite must be up to ${MOST_SIDE_PX} px a side, got ${widthPx} x ${heightPx}.`);
  }
  if (!(opacity >= 0 && opacity <= 1)) throw new RangeError(`An opacity must be 0 to 1, got ${opacity}.`);
}
