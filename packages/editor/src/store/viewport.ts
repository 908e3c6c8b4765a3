import type { XY } from '@epoch/graph-runtime/model';

/** A box as it stands on the canvas. @unit px at zoom 1 */
export interface CanvasBox {
  readonly id: string;
  readonly position: XY;
  readonly size: { readonly width: number; readonly height: number };
}

/** What the canvas can do for others. It registers itself while it is on the page. */
export interface Viewport {
  /** Where a new box would stand in the middle of what is visible. @unit px at zoom 1 */
  centre(): XY;
  /** A point of the screen on the canvas. @unit px, px at zoom 1 */
  toFlow(screen: XY): XY;
  fit(): void;
  /** Brings nodes into view. */
  show(ids: readonly string[]): void;
  zoomBy(factor: number): void;
  boxes(ids: readonly string[]): readonly CanvasBox[];
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
