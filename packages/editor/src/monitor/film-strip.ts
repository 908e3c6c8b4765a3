/** Pictures that the strip shows at most; it halves their number when the film grows past it. */
const MOST_TILES = 14;

export interface StripTile {
  readonly frame: number;
  /** Part of the strip that the tile takes. @unit percent */
  readonly widthPercent: number;
}

/**
 * Tiles of the scrubber strip. Their distance is a power of two, so that a film that grows asks for a new picture
 * only now and then instead of for all of them at every frame.
 */
export function stripTiles(framesDone: number): readonly StripTile[] {
  if (framesDone < 1) return [];
  let step = 1;
  while (framesDone / step > MOST_TILES) step *= 2;
  const count = Math.ceil(framesDone / step);
  return Array.from({ length: count }, (_, index) => {
    const frames = Math.min(step, framesDone - index * step);
    return { frame: index * step, widthPercent: (frames / framesDone) * 100 };
  });
}

/** The committed frame under a point of the strip; null while there is none. @unit x, width: px */
export function stripFrame(x: number, width: number, framesDone: number): number | null {
  if (framesDone < 1 || width <= 0) return null;
  return Math.min(framesDone - 1, Math.max(0, Math.floor((x / width) * framesDone)));
}
