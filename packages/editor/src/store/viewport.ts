import type { XY } from '@epoch/graph-runtime/model';

/** What the canvas can do for others. It registers itself while it is on the page. */
export interface Viewport {
  /** Middle of what is visible. @unit px at zoom 1 */
  centre(): XY;
  fit(): void;
  /** Brings nodes into view. */
  show(ids: readonly string[]): void;
  zoomBy(factor: number): void;
}

let present: Viewport | null = null;

export function registerViewport(viewport: Viewport): () => void {
  present = viewport;
  return () => {
    if (present === viewport) present = null;
  };
}

/** The canvas on the page; null while there is none. */
export function viewport(): Viewport | null {
  return present;
}
