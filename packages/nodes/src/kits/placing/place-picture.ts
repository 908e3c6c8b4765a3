import type { CancelSignal, Raster } from '@epoch/graph-runtime/model';
import { dcos, dsin, PI } from '../dream/dmath.ts';
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

/**
 * A picture as large as the frame, with this one at its place and nothing elsewhere. Places and sizes count to fractions
 * of a pixel. Upright it is resampled once; turned, once to size and once to its angle.
 *
 * Null when none of it would be seen.
 */
export async function placePicture(
  pixels: Placing,
  picture: Raster,
  frame: Size,
  place: Placement,
  signal?: CancelSignal,
): Promise<Raster | null> {
  const { widthPx, heightPx, angleDeg, tiled } = place;
  if (!tiled && !isSeen(frame, place)) return null;
  if (angleDeg % 360 === 0) return upright(pixels, picture, frame, place, signal);
  const small = !tiled && squareFor(widthPx, heightPx) < squareFor(frame.width, frame.height);
  return (small ? turnedAlone : turnedWithFrame)(pixels, picture, frame, place, signal);
}

/** Whether the circle around it touches the frame. */
function isSeen(frame: Size, { centreX, centreY, widthPx, heightPx }: Placement): boolean {
  const reach = Math.sqrt(widthPx * widthPx + heightPx * heightPx) / 2 + 1;
  const across = centreX > -reach && centreX < frame.width + reach;
  return across && centreY > -reach && centreY < frame.height + reach;
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

/** On a square that holds it at any angle, then cut out at whole pixels; the fractions go along with the turn. */
async function turnedAlone(pixels: Placing, picture: Raster, frame: Size, place: Placement, signal?: CancelSignal) {
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
  return cutOut(pixels, leaning, frame, -wholeX, -wholeY, signal);
}

/** On a square as large as the frame's diagonal, turned about the middle of the frame, then cut out at whole pixels. */
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
  return cutOut(pixels, leaning, frame, wholeLeft, wholeTop, signal);
}

/** Where a place was before everything was turned about the middle. */
function unturned(x: number, y: number, angleDeg: number): { x: number; y: number } {
  const angleRad = (angleDeg * PI) / 180;
  const [cos, sin] = [dcos(angleRad), dsin(angleRad)];
  return { x: cos * x + sin * y, y: cos * y - sin * x };
}

function cutOut(pixels: Placing, image: Raster, frame: Size, left: number, top: number, signal?: CancelSignal) {
  const { width, height } = frame;
  const box = { left, top, boxWidth: width, boxHeight: height };
  return pixels.crop(image, { ...box, width, height, edge: 'transparent' }, signal);
}

/** An even side, so that the middle is a whole pixel. */
function squareFor(width: number, height: number): number {
  const diagonal = Math.sqrt(width * width + height * height);
  return 2 * Math.ceil(diagonal / 2 + ROOM_PX);
}
