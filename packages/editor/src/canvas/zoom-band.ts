/** How much of a node is drawn at a zoom. */
export type Detail = 'full' | 'far' | 'blocks';

export interface ZoomBand {
  readonly detail: Detail;
  /** Zoom that previews are asked for: a few steps, so that zooming does not ask anew at every notch. */
  readonly asked: number;
}

const FAR_BELOW = 0.4;
const BLOCKS_BELOW = 0.15;

/** Below 40 % only title, picture and port shapes stay; below 15 % only blocks and pictures. */
export function zoomBand(zoom: number): ZoomBand {
  const detail = zoom < BLOCKS_BELOW ? 'blocks' : zoom < FAR_BELOW ? 'far' : 'full';
  const asked = [0.15, 0.4, 0.75, 1, 1.5].find((step) => step >= zoom) ?? 2;
  return { detail, asked };
}
