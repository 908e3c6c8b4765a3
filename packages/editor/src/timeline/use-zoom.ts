import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { editor } from '../store/editor-store.ts';
import { frameInView } from '../store/selectors.ts';
import { eyePx, fitted, WHOLE_FILM, wheelFactor, type ZoomPane, type ZoomPlace, zoomedAt } from './zoom-math.ts';

export interface TimelineZoom {
  /** Goes to the pane that scrolls; it comes with the first graph, later than the timeline itself. */
  readonly scroll: (pane: HTMLDivElement | null) => void;
  /** How many times wider than the pane the film is drawn. */
  readonly zoom: number;
  readonly zoomBy: (factor: number) => void;
  /** Shows these frames, or the whole film when there are fewer than two. @unit frames */
  readonly fit: (frames: readonly number[]) => void;
}

/** Zoom and scroll of the lanes. Ctrl and the wheel zoom where the pointer is, the wheel alone scrolls. */
export function useZoom(lengthFrames: number): TimelineZoom {
  const [box, setBox] = useState<HTMLDivElement | null>(null);
  const [place, setPlace] = useState(WHOLE_FILM);
  const present = useRef(WHOLE_FILM);

  const ruler = () => box?.querySelector('[data-testid="timeline-ruler"]');
  const pane = (): ZoomPane => ({ widthPx: (ruler()?.clientWidth ?? 1) / place.zoom, lengthFrames });
  const visiblePx = () => {
    const strip = ruler()?.getBoundingClientRect();
    if (box === null || strip === undefined) return 0;
    return box.getBoundingClientRect().right - (strip.left + box.scrollLeft);
  };
  const go = (next: ZoomPlace) => {
    present.current = next;
    setPlace(next);
  };
  // Several turns of the wheel may come before the page is drawn anew: then the scroll on screen is an old one.
  const here = (): ZoomPlace =>
    present.current === place ? { ...place, scrollPx: box?.scrollLeft ?? 0 } : present.current;
  const zoomAt = (factor: number, pointerPx: number) => go(zoomedAt(here(), pane(), factor, pointerPx));

  const latest = useRef(zoomAt);
  latest.current = zoomAt;
  useEffect(() => {
    if (box === null) return;
    // React listens passively to the wheel, and the page would zoom along.
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const strip = box.querySelector('[data-testid="timeline-ruler"]')?.getBoundingClientRect();
      const startPx = strip === undefined ? 0 : strip.left + box.scrollLeft;
      latest.current(wheelFactor(event), Math.max(0, event.clientX - startPx));
    };
    box.addEventListener('wheel', onWheel, { passive: false });
    return () => box.removeEventListener('wheel', onWheel);
  }, [box]);
  useLayoutEffect(() => {
    if (box !== null) box.scrollLeft = place.scrollPx;
  }, [box, place]);
  return {
    scroll: setBox,
    zoom: place.zoom,
    zoomBy: (factor) => zoomAt(factor, eyePx(here(), pane(), frameInView(editor.getState()), visiblePx())),
    fit: (frames) => go(fitted(pane(), frames)),
  };
}
