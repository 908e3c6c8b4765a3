import type { Raster } from '@epoch/graph-runtime/model';
import type { PixelScope } from './kits/raster/pixels.ts';
import type { Layer } from './kits/raster/requests.ts';

/** All that a node may ask of the program around it. A node reaches pixels, fonts, engines and files only through here. */
export interface NodeServices {
  readonly pixels: NodePixels;
  readonly drawing: Drawing;
  readonly assets: Assets;
}

/** Pixel work and the embedded image engine. Giving memory back is the production's business, not a node's. */
export type NodePixels = Omit<PixelScope, 'collect' | 'release'>;

/** Pictures by the name they have in the asset store: those of the user first, then those that ship. */
export interface Assets {
  /** @throws EpochError ASSET_NOT_FOUND when there is none of that name, IMAGE_INVALID when it cannot be read */
  image(name: string): Promise<Raster>;
}

/** Small things that are drawn rather than computed: text and sprites. They come back as layers for `pixels.over`. */
export interface Drawing {
  /** A block of text, placed. The same block gives the same layer. */
  text(block: TextBlock): Layer;
  /** A picture with alpha, scaled, turned and placed to a fraction of a pixel. */
  sprite(image: Raster, place: SpritePlace): Layer;
}

export const CORNERS = ['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const;
export type Corner = (typeof CORNERS)[number];

/** @unit frameWidth, frameHeight, sizePx, marginPx: px; opacity, plateOpacity: 0..1 */
export interface TextBlock {
  readonly lines: readonly string[];
  readonly frameWidth: number;
  readonly frameHeight: number;
  readonly corner: Corner;
  readonly sizePx: number;
  readonly marginPx: number;
  /** #rrggbb or #rrggbbaa */
  readonly colour: string;
  readonly opacity: number;
  /** Darkness of the plate behind the text; 0 draws none, and the text keeps only its soft shadow. */
  readonly plateOpacity: number;
}

/** Where a sprite goes. @unit centreX, centreY, widthPx: px of the frame, fractions count; angleDeg: degrees clockwise */
export interface SpritePlace {
  readonly centreX: number;
  readonly centreY: number;
  readonly widthPx: number;
  readonly angleDeg: number;
  /** 0..1 */
  readonly opacity: number;
}
