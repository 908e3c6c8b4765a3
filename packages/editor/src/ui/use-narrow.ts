import { useSyncExternalStore } from 'react';

/** From this width down the palette is a drawer and the timeline begins folded to its ruler. @unit px */
const NARROW = '(max-width: 1100px)';

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(NARROW);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

export function isNarrow(): boolean {
  return window.matchMedia(NARROW).matches;
}

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, isNarrow);
}
