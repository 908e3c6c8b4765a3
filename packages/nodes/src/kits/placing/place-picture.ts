import { cosSin } from '@epoch/graph-runtime/exact-math';
import type { CancelSignal, Raster } from '@epoch/graph-runtime/model';
import { PI } from '../dream/dmath.ts';
import type { CameraOptions, CameraStep, CropRequest } from '../raster/requests.ts';

/** Where a picture lies on a frame. @unit centreX, centreY, widthPx, heightPx: px of the frame; angleDeg: clockwise */
export interface Placement {
  readonly centreX: number;
  readonly centreY: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly angleDeg: number;
  /** Again and again in all directions. */
  readonly tiled: boolean;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What of the pixel services is needed here. */
export interface Placing {
  crop(image: Raster, request: CropRequest, signal?: CancelSignal): Promise<Raster>;
  camera(image: Raster, step: CameraStep, options?: CameraOptions, signal?: CancelSignal): Promise<Raster>;
}

/** Room around a turned picture for the ripples of the filter. @unit px */
const ROOM_PX = 6;

/** A picture ready to be laid on a frame: its top left corner is at whole pixels, and it may reach beyond the frame. */
export interface Stamp {
  readonly image: Raster;
  readonly x: number;
  readonly y: number;
}

/**
 * Brings a picture to its size, angle and place, which count to fractions of a pixel. Upright it is resampled once;
 * turned, once to size and once to its angle. Null when none of it would be seen.
 */
export async function placePicture(
  pixels: Placing,
  picture: Raster,
  frame: Size,
  place: Placement,
  signal?: CancelSignal,
): Promise<Stamp | null> {
  const { widthPx, heightPx, angleDeg, tiled } = place;
  if (!tiled && !isSeen(frame, place)) return null;
  if (angleDeg % 360 === 0) return cutToFrame(pixels, picture, frame, place, signal);
  const small = !tiled && squareFor(widthPx, heightPx) < squareFor(frame.width, frame.height);
  return (small ? turnedAlone : turnedWithFrame)(pixels, picture, frame, place, signal);
}

/** The stamp on a picture of the frame's size, with nothing around it. */
export async function onWholeFrame(
  pixels: Placing,
  { image, x, y }: Stamp,
  { width, height }: Size,
  signal?: CancelSignal,
): Promise<Raster> {
  if (x === 0 && y === 0 && image.width === width && image.height === height) return image;
  const box = { left: -x, top: -y, boxWidth: width, boxHeight: height };
  return pixels.crop(image, { ...box, width, height, edge: 'transparent' }, signal);
}

/** Whether the circle around it touches the frame. */
function isSeen(frame: Size, { centreX, centreY, widthPx, heightPx }: Placement): boolean {
  const reach = Math.sqrt(widthPx * widthPx + heightPx * heightPx) / 2 + 1;
  const across = centreX > -reach && centreX < frame.width + reach;
  return across && centreY > -reach && centreY < frame.height + reach;
}

/** The part of it that lies on the frame, with room for the filter's ripples. */
async function cutToFrame(pixels: Placing, picture: Raster, frame: Size, place: Placement, signal?: CancelSignal) {
  const { centreX, centreY, widthPx, heightPx, tiled } = place;
  const whole = { x: 0, y: 0, right: frame.width, bottom: frame.height };
  const near = {
    x: Math.max(0, Math.floor(centreX - widthPx / 2) - ROOM_PX),
    y: Math.max(0, Math.floor(centreY - heightPx / 2) - ROOM_PX),
    right: Math.min(frame.width, Math.ceil(centreX + widthPx / 2) + ROOM_PX),
    bottom: Math.min(frame.height, Math.ceil(centreY + heightPx / 2) + ROOM_PX),
  };
  const { x, y, right, bottom } = tiled ? whole : near;
  if (right <= x || bottom <= y) return null;
  const part = { width: right - x, height: bottom - y };
  const moved = { ...place, centreX: centreX - x, centreY: centreY - y };
  return { image: await upright(pixels, picture, part, moved, signal), x, y };
}

function upright(pixels: Placing, picture: Raster, frame: Size, place: Placement, signal?: CancelSignal) {
  const { width, height } = frame;
  const scaleX = picture.width / place.widthPx;
  const scaleY = picture.height / place.heightPx;
  const fromLeft = place.widthPx / 2 - place.centreX;
  const fromTop = place.heightPx / 2 - place.centreY;
  return pixels.crop(
    picture,
    {
      // A pattern may begin at any of its tiles; the nearest keeps the numbers small.
      left: (place.tiled ? fromLeft % place.widthPx : fromLeft) * scaleX,
      top: (place.tiled ? fromTop % place.heightPx : fromTop) * scaleY,
      boxWidth: width * scaleX,
      boxHeight: height * scaleY,
      ...{ width, height },
      edge: place.tiled ? 'wrap' : 'transparent',
    },
    signal,
  );
}

/** On a square that holds it at any angle, at whole pixels of the frame; the fractions go along with the turn. */
async function turnedAlone(pixels: Placing, picture: Raster, _frame: Size, place: Placement, signal?: CancelSignal) {
  const { widthPx, heightPx, angleDeg } = place;
  const side = squareFor(widthPx, heightPx);
  const middle = side / 2;
  const square = { width: side, height: side };
  const flat = await upright(pixels, picture, square, { ...place, centreX: middle, centreY: middle }, signal);
  const [wholeX, wholeY] = [Math.floor(place.centreX - middle), Math.floor(place.centreY - middle)];
  const step = {
    zoom: 1,
    panX: (place.centreX - middle - wholeX) / side,
    panY: (place.centreY - middle - wholeY) / side,
    rotationDeg: angleDeg,
  };
  const leaning = await pixels.camera(flat, step, { edge: 'transparent' }, signal);
  return { image: leaning, x: wholeX, y: wholeY };
}

/** On a square as large as the frame's diagonal, turned about the middle of the frame. */
async function turnedWithFrame(pixels: Placing, picture: Raster, frame: Size, place: Placement, signal?: CancelSignal) {
  const side = squareFor(frame.width, frame.height);
  const middle = side / 2;
  const square = { width: side, height: side };
  const { x, y } = unturned(place.centreX - frame.width / 2, place.centreY - frame.height / 2, place.angleDeg);
  const flat = await upright(pixels, picture, square, { ...place, centreX: middle + x, centreY: middle + y }, signal);
  const [left, top] = [middle - frame.width / 2, middle - frame.height / 2];
  const [wholeLeft, wholeTop] = [Math.floor(left), Math.floor(top)];
  const step = {
    zoom: 1,
    panX: (wholeLeft - left) / side,
    panY: (wholeTop - top) / side,
    rotationDeg: place.angleDeg,
  };
  const leaning = await pixels.camera(flat, step, { edge: 'transparent' }, signal);
  return { image: leaning, x: -wholeLeft, y: -wholeTop };
}

/** Where a place was before everything was turned about the middle. */
function unturned(x: number, y: number, angleDeg: number): { x: number; y: number } {
  const angleRad = (angleDeg * PI) / 180;
  const [cos, sin] = cosSin(angleRad);
  return { x: cos * x + sin * y, y: cos * y - sin * x };
}

/** An even side, so that the middle is a whole pixel. */
function squareFor(width: number, height: number): number {
  const diagonal = Math.sqrt(width * width + height * height);
  return 2 * Math.ceil(diagonal / 2 + ROOM_PX);
}
