import { useSyncExternalStore } from 'react';

/** From this width down the palette is a drawer and the timeline its ruler (LOOK, "Places"). @unit px */
const NARROW = '(max-width: 1100px)';

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(NARROW);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(NARROW).matches);
}
