import { cosSin } from '@epoch/graph-runtime/exact-math';
import type { CancelSignal, Raster } from '@epoch/graph-runtime/model';
import { PI } from '../dream/dmath.ts';
import { checkFinite } from './checks.ts';
import type { SpriteAt } from './jobs/sprite.job.ts';
import type { Sprite } from './requests.ts';
import { sheetLevels, sheetRows } from './sprite-sheet.ts';
import { produce, type Workspace } from './workspace.ts';

const GROUND = 'ground';
/** @unit px */
const MOST_SIDE = 8192;
/** From here on a second thread saves more than asking for it costs. @unit px */
const SHARED_AREA = 60_000;

/** Lays sprites over a picture. @see Pixels.sprites */
export async function sprites(
  workspace: Workspace,
  image: Raster,
  all: readonly Sprite[],
  signal?: CancelSignal,
): Promise<Raster> {
  for (const sprite of all) check(sprite);
  const visible = all.filter((sprite) => sprite.opacity > 0 && isInside(sprite, image));
  if (visible.length === 0) return image;
  const sheets = new Map<Raster, Raster>();
  for (const sprite of visible) {
    if (!sheets.has(sprite.image)) sheets.set(sprite.image, await sheetOf(workspace, sprite.image));
  }
  const inputs: Record<string, Raster> = { [GROUND]: image };
  for (const [sprite, sheet] of sheets) inputs[sprite.version] = sheet;
  return produce(
    workspace,
    'sprites',
    inputs,
    image,
    (at, out) => ({
      ground: at[GROUND] ?? out,
      sprites: visible.flatMap((sprite): SpriteAt[] => {
        const sheet = at[sprite.image.version];
        return sheet === undefined ? [] : [{ sheet, ...placeOf(sprite) }];
      }),
      out,
    }),
    { signal, shared: areaOf(visible) > SHARED_AREA },
  );
}

function placeOf({ image, centreX, centreY, widthPx, angleDeg, opacity }: Sprite): Omit<SpriteAt, 'sheet'> {
  const { width, height } = image;
  const [cos, sin] = cosSin((angleDeg * PI) / 180);
  return { width, height, centreX, centreY, widthPx, cos, sin, opacity: Math.round(256 * opacity) };
}

const known = new WeakMap<Workspace['slots'], WeakMap<Uint8Array, Promise<Raster>>>();

/** The sheet of a sprite, made once for a picture that is a plain array, as assets are; such pictures stay. */
function sheetOf(workspace: Workspace, image: Raster): Promise<Raster> {
  const { slots } = workspace;
  if (slots.of(image) !== undefined) return makeSheet(workspace, image);
  const sheets = known.get(slots) ?? new WeakMap<Uint8Array, Promise<Raster>>();
  known.set(slots, sheets);
  const found = sheets.get(image.data);
  if (found !== undefined) return found;
  // Outside of every scope, and without a signal, for other films will want it as well.
  const sheet = makeSheet({ ...workspace, own: () => {} }, image);
  sheets.set(image.data, sheet);
  sheet.catch(() => sheets.delete(image.data));
  return sheet;
}

function makeSheet(workspace: Workspace, image: Raster): Promise<Raster> {
  const { width, height } = image;
  const size = { width, height: sheetRows(sheetLevels(width, height)) };
  return produce(workspace, 'sheet', { image }, size, (at, out) => ({ image: at.image, out }));
}

function areaOf(all: readonly Sprite[]): number {
  return all.reduce((sum, { image, widthPx }) => sum + (widthPx * widthPx * image.height) / image.width, 0);
}

function isInside({ image, centreX, centreY, widthPx }: Sprite, frame: Raster): boolean {
  const heightPx = (widthPx * image.height) / image.width;
  const reach = Math.sqrt(widthPx * widthPx + heightPx * heightPx) / 2 + 2;
  const across = centreX > -reach && centreX < frame.width + reach;
  return across && centreY > -reach && centreY < frame.height + reach;
}

/** @throws RangeError for a place that is none */
function check({ image, centreX, centreY, widthPx, angleDeg, opacity }: Sprite): void {
  checkFinite({ centreX, centreY, angleDeg });
  const heightPx = (widthPx * image.height) / image.width;
  if (!(widthPx > 0 && widthPx <= MOST_SIDE && heightPx <= MOST_SIDE + 1)) {
    throw new RangeError(`A sprite must be up to ${MOST_SIDE} px a side, got ${widthPx} x ${heightPx}.`);
  }
  if (!(opacity >= 0 && opacity <= 1)) throw new RangeError(`An opacity must be 0 to 1, got ${opacity}.`);
}
