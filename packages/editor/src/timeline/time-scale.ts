/** Room that one number of the ruler needs. @unit px */
const TICK_ROOM_PX = 56;

/** Where a frame stands on a lane. @unit percent of the lane's width */
export function percentAt(frame: number, lengthFrames: number): number {
  if (lengthFrames <= 0) return 0;
  return Math.min(100, Math.max(0, (frame / lengthFrames) * 100));
}

/** The frame under a point of a lane. @unit x, width: px from the lane's left edge */
export function frameAt(x: number, width: number, lengthFrames: number): number {
  if (width <= 0) return 0;
  return Math.min(lengthFrames, Math.max(0, Math.round((x / width) * lengthFrames)));
}

/** Distance of two numbers on the ruler: 1, 2 or 5 times a power of ten, so that none touches the next. */
export function tickStep(lengthFrames: number, widthPx: number): number {
  const wanted = (lengthFrames * TICK_ROOM_PX) / Math.max(TICK_ROOM_PX, widthPx);
  const power = 10 ** Math.floor(Math.log10(Math.max(1, wanted)));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= wanted) ?? 10;
  return Math.max(1, factor * power);
}

/** Frames of the numbers on the ruler. @unit unitFrames: frames of one second or beat, 1 when frames are counted */
export function ticks(lengthFrames: number, widthPx: number, unitFrames = 1): readonly number[] {
  const step = tickStep(lengthFrames / unitFrames, widthPx) * unitFrames;
  return Array.from({ length: Math.floor(lengthFrames / step + 1e-9) + 1 }, (_, index) => index * step);
}
