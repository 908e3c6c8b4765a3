/** Widest that a frame is drawn. @unit px */
const MOST_FRAME_PX = 40;
/** Widest that all lanes together get; browsers lay out no more. @unit px */
const MOST_TRACK_PX = 200_000;
/** Air beside what is fitted, in shares of its length. */
const AIR = 0.15;
/** Turning the wheel this far doubles the zoom. @unit px */
const DOUBLE_PX = 240;
/** What one step of a wheel counts that is told in lines, or in pages (`WheelEvent.deltaMode` 1 and 2). @unit px */
const MODE_PX = [1, 40, 400] as const;

/** How near one looks, and where. */
export interface ZoomPlace {
  /** How many times wider than the pane the film is drawn; 1 shows it whole. */
  readonly zoom: number;
  /** @unit px from the beginning of the film */
  readonly scrollPx: number;
}

/** @unit px, frames */
export interface ZoomPane {
  /** Width of the film at zoom 1. */
  readonly widthPx: number;
  readonly lengthFrames: number;
}

export const WHOLE_FILM: ZoomPlace = { zoom: 1, scrollPx: 0 };

/**
 * Nearer or farther, with the frame under the pointer staying there; at the ends of the film it gives way.
 *
 * @unit pointerPx: px from where the film begins on the screen
 */
export function zoomedAt({ zoom, scrollPx }: ZoomPlace, pane: ZoomPane, factor: number, pointerPx: number): ZoomPlace {
  const next = Math.min(mostZoom(pane), Math.max(1, zoom * factor));
  return { zoom: next, scrollPx: Math.max(0, ((scrollPx + pointerPx) * next) / zoom - pointerPx) };
}

/** Shows the frames from the first to the last with some air; the whole film where they are fewer than two. */
export function fitted(pane: ZoomPane, frames: readonly number[]): ZoomPlace {
  const [first, last] = [Math.min(...frames), Math.max(...frames)];
  if (frames.length < 2 || last <= first) return WHOLE_FILM;
  const air = (last - first) * AIR;
  const zoom = Math.min(mostZoom(pane), Math.max(1, pane.lengthFrames / (last - first + 2 * air)));
  return { zoom, scrollPx: Math.max(0, ((first - air) / pane.lengthFrames) * pane.widthPx * zoom) };
}

/**
 * Where a person looks who zooms without a pointer: at the playhead where it is in sight, else at the middle.
 *
 * @unit visiblePx: px of the film that are in sight; the result: px from where the film begins on the screen
 */
export function eyePx({ zoom, scrollPx }: ZoomPlace, pane: ZoomPane, frame: number, visiblePx: number): number {
  const at = (frame / pane.lengthFrames) * pane.widthPx * zoom - scrollPx;
  return at >= 0 && at <= visiblePx ? at : visiblePx / 2;
}

/** How much a turn of the wheel zooms; every step of every wheel is felt, whatever it counts in. */
export function wheelFactor({ deltaY, deltaMode }: Pick<WheelEvent, 'deltaY' | 'deltaMode'>): number {
  return 2 ** ((-deltaY * (MODE_PX[deltaMode] ?? 1)) / DOUBLE_PX);
}

function mostZoom({ widthPx, lengthFrames }: ZoomPane): number {
  const width = Math.max(1, widthPx);
  return Math.max(1, Math.min((MOST_FRAME_PX * lengthFrames) / width, MOST_TRACK_PX / width));
}
