import { type RefObject, useEffect, useRef, useState } from 'react';

/** Widest that a frame is drawn. @unit px */
const MOST_FRAME_PX = 40;
/** Widest that all lanes together get; browsers lay out no more. @unit px */
const MOST_TRACK_PX = 200_000;
/** Air beside what is fitted, in shares of its length. */
const AIR = 0.15;

export interface TimelineZoom {
  readonly scroll: RefObject<HTMLDivElement | null>;
  /** How many times wider than the pane the film is drawn. */
  readonly zoom: number;
  readonly zoomBy: (factor: number) => void;
  /** Shows these frames, or the whole film when there are fewer than two. @unit frames */
  readonly fit: (frames: readonly number[]) => void;
}

/** Zoom and scroll of the lanes. Ctrl and the wheel zoom where the pointer is, the wheel alone scrolls. */
export function useZoom(lengthFrames: number): TimelineZoom {
  const scroll = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState(1);
  const present = useRef(1);
  /** Where the lanes are scrolled to once they have their new width. @unit px */
  const wanted = useRef<number | null>(null);

  const trackPx = () => Math.max(1, scroll.current?.querySelector('[data-testid="timeline-ruler"]')?.clientWidth ?? 1);
  const change = (factor: number, pointerPx: number) => {
    const box = scroll.current;
    if (box === null) return;
    const basePx = trackPx() / present.current;
    const most = Math.max(1, Math.min((MOST_FRAME_PX * lengthFrames) / basePx, MOST_TRACK_PX / basePx));
    const next = Math.min(most, Math.max(1, present.current * factor));
    wanted.current = ((box.scrollLeft + pointerPx) * next) / present.current - pointerPx;
    present.current = next;
    setZoom(next);
  };
  const fit = (frames: readonly number[]) => {
    const [first, last] = [Math.min(...frames), Math.max(...frames)];
    const basePx = trackPx() / present.current;
    const span = (last - first) * (1 + 2 * AIR);
    if (frames.length < 2 || span <= 0) {
      wanted.current = 0;
      present.current = 1;
      setZoom(1);
      return;
    }
    change(lengthFrames / span / present.current, 0);
    wanted.current = ((first - (last - first) * AIR) / lengthFrames) * basePx * present.current;
  };

  const latest = useRef(change);
  latest.current = change;
  useEffect(() => {
    const box = scroll.current;
    if (box === null) return;
    // React listens passively to the wheel, and the page would zoom along.
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const ruler = box.querySelector('[data-testid="timeline-ruler"]');
      const labelPx = ruler === null ? 0 : ruler.getBoundingClientRect().left + box.scrollLeft;
      latest.current(2 ** (-event.deltaY / 240), Math.max(0, event.clientX - labelPx));
    };
    box.addEventListener('wheel', onWheel, { passive: false });
    return () => box.removeEventListener('wheel', onWheel);
  }, []);
  useEffect(() => {
    if (scroll.current !== null && wanted.current !== null) scroll.current.scrollLeft = Math.max(0, wanted.current);
    wanted.current = null;
  });
  return { scroll, zoom, zoomBy: (factor) => change(factor, (scroll.current?.clientWidth ?? 0) / 3), fit };
}
