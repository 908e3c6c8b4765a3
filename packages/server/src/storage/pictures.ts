import type { Raster } from '@epoch/graph-runtime/model';

/** A small JPEG. @unit width, height: px */
export interface SmallPicture {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/** What a picture looks like in figures, in OKLab. */
export interface PictureFigures {
  readonly lightness: number;
  readonly a: number;
  readonly b: number;
  readonly chroma: number;
  readonly contrast: number;
  readonly sharpness: number;
}

/** The pixel work that the server asks for itself. The nodes' pixel service is one of these. */
export interface Pictures {
  /** @throws EpochError IMAGE_INVALID for bytes that are no picture, are broken, or are too large */
  decode(bytes: Uint8Array, limits?: { readonly name?: string }): Promise<Raster>;
  /** The same picture always gives the same bytes. */
  png(image: Raster): Promise<Uint8Array>;
  preview(image: Raster, request: { readonly maxWidth: number; readonly maxHeight: number }): Promise<SmallPicture>;
  /** The same picture always gives the same figures. */
  measure(image: Raster): Promise<PictureFigures>;
  /** Mean difference of two pictures of the same size, 0..1. */
  difference(a: Raster, b: Raster): Promise<number>;
  /** Keeps a raster alive until the returned function is called. */
  pin(image: Raster): () => void;
}
