import type { Motion, Raster } from '@epoch/graph-runtime/model';
import type { DreamRequest } from '../dream/request.ts';
import type { View } from '../dream/view.ts';

/** How samples between pixels are weighed. `lanczos3` is sharpest, `bilinear` softest and quickest. */
export type Filter = 'lanczos3' | 'bicubic' | 'bilinear';

/** What lies outside the picture: its border pixels, its mirror image, itself again, or nothing (alpha 0). */
export type EdgeMode = 'clamp' | 'mirror' | 'wrap' | 'transparent';

/** `[red, green, blue, alpha]`, 0..255 each, straight alpha, sRGB. */
export type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

/**
 * A part of a picture to be scaled to a whole one. The box may have fractions and may reach outside the picture.
 *
 * @unit left, top, boxWidth, boxHeight: source pixels from the top-left corner; width, height: pixels of the result
 */
export interface CropRequest {
  readonly left: number;
  readonly top: number;
  readonly boxWidth: number;
  readonly boxHeight: number;
  readonly width: number;
  readonly height: number;
  /** Default `lanczos3`. */
  readonly filter?: Filter;
  /** Default `clamp`. */
  readonly edge?: EdgeMode;
}

/** The part of a motion that moves pixels: a point X (centre origin, image heights) goes to `zoom * R(rotationDeg) X + pan`. */
export type CameraStep = Pick<Motion, 'zoom' | 'panX' | 'panY' | 'rotationDeg'>;

/** How a camera step is sampled. The result has the size of the input. */
export interface CameraOptions {
  /** Default `lanczos3`. */
  readonly filter?: Filter;
  /** Default `mirror`. */
  readonly edge?: EdgeMode;
  /**
   * The point that zoom and turn leave where it is: a point X goes to `centre + zoom * R (X - centre) + pan`. Default the
   * middle of the picture, (0, 0).
   *
   * @unit picture heights from the middle, right and down
   */
  readonly centre?: { readonly x: number; readonly y: number };
}

/** `cover` fills the size and cuts what hangs over, `contain` shows all and leaves bars, `stretch` ignores the aspect. */
export interface FitRequest {
  readonly width: number;
  readonly height: number;
  readonly mode: 'cover' | 'contain' | 'stretch';
  /** Default `lanczos3`. */
  readonly filter?: Filter;
  /** Colour of the bars of `contain`. Default opaque black. */
  readonly background?: Rgba;
}

/**
 * A small picture to lay over a frame, as the drawing kit makes them. The part outside the frame is cut off.
 *
 * @shape data: height x width x 4 bytes, RGBA, **premultiplied** alpha; never changed once made
 * @unit  x, y: whole pixels of the frame, may be negative
 */
export interface Layer {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/**
 * A picture with alpha to lie over a frame, scaled, turned and placed to a fraction of a pixel.
 *
 * @unit centreX, centreY, widthPx: px of the frame, fractions count; angleDeg: degrees clockwise; opacity: 0..1
 */
export interface Sprite {
  readonly image: Raster;
  readonly centreX: number;
  readonly centreY: number;
  readonly widthPx: number;
  readonly angleDeg: number;
  readonly opacity: number;
}

export const BLEND_MODES = [
  'normal',
  'add',
  'screen',
  'multiply',
  'overlay',
  'soft-light',
  'difference',
  'lighten',
  'darken',
  'subtract',
  'exclusion',
  'hard-light',
  'color-dodge',
  'color-burn',
  'hue',
  'saturation',
  'color',
  'luminosity',
] as const;

/** How two pictures are combined; the formulas of the W3C compositing rules, plus `add` and `subtract` (clipped). */
export type BlendMode = (typeof BLEND_MODES)[number];

export interface BlendRequest {
  readonly mode: BlendMode;
  /** How much of the blended picture is taken, 0 (base only) to 1. */
  readonly amount: number;
  /** `srgb`: on the values as stored, as browsers do; `linear`: as light adds up. Default `srgb`. */
  readonly space?: 'srgb' | 'linear';
}

export interface PngRequest {
  /** Text chunks: keyword (1-79 Latin-1 characters) to any text. Written in the order of the keys as given. */
  readonly text?: Readonly<Record<string, string>>;
}

/** Bounds a picture file has to keep; they are checked on its header, before anything is decoded. */
export interface DecodeLimits {
  /** Default 8192 px. */
  readonly maxSide?: number;
  /** Default 64 million. */
  readonly maxPixels?: number;
  /** How the picture is named in error messages, such as its file name. Default `The picture`. */
  readonly name?: string;
}

/** The result is never larger than the box and never larger than the picture; the aspect is kept. */
export interface PreviewRequest {
  readonly maxWidth: number;
  readonly maxHeight: number;
  /** JPEG quality 1..100. Default 78. */
  readonly quality?: number;
}

/** A JPEG file. @unit width, height: pixels */
export interface Preview {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/** What a picture looks like in a few numbers, all in OKLab, alpha ignored. The same bytes give the same numbers. */
export interface Measures {
  /** Mean lightness, 0..1. */
  readonly lightness: number;
  /** Mean green-red axis. */
  readonly a: number;
  /** Mean blue-yellow axis. */
  readonly b: number;
  /** Mean chroma, sqrt(a^2 + b^2) of each pixel. */
  readonly chroma: number;
  /** Standard deviation of lightness. */
  readonly contrast: number;
  /** Standard deviations of the two colour axes. */
  readonly spreadA: number;
  readonly spreadB: number;
  /** Mean |4 L - left - right - up - down| over the pixels that have all four neighbours. */
  readonly sharpness: number;
}

/** What becomes of one OKLab channel: `value * factor + add`. */
export interface ChannelShift {
  readonly factor: number;
  readonly add: number;
}

/** Colours of a whole picture moved in OKLab. */
export interface ColourShift {
  readonly lightness: ChannelShift;
  readonly a: ChannelShift;
  readonly b: ChannelShift;
  /**
   * Above 0 levels are rounded up or down by chance, drawn from this seed, so that shifts smaller than a level add up over
   * the frames of a loop instead of being lost. 0 rounds to the nearest level.
   */
  readonly ditherSeed: number;
}

/** Unsharp masking. @unit radiusPx: deviation of the Gaussian; thresholdLevels: 0..255; amount: 0.1 adds a tenth of the detail */
export interface SharpenRequest {
  readonly radiusPx: number;
  readonly amount: number;
  /** Details smaller than this stay as they are. */
  readonly thresholdLevels: number;
}

/** Noise. @unit amountLevels: standard deviation, in levels of 255; cellPx: width of the largest features of Perlin noise */
export interface GrainRequest {
  readonly kind: 'gaussian' | 'perlin';
  readonly amountLevels: number;
  readonly seed: number;
  readonly cellPx: number;
  readonly octaves: number;
  /** Red, green and blue each have noise of their own; else all three the same. */
  readonly coloured: boolean;
}

/**
 * One picture for the Dream engine. The camera is known (`view` already moved, `previous` null) or to be found (`view`
 * and `previous` are those of the last frame).
 *
 * @shape init, previous: width x height, or null
 */
export interface DreamCall extends DreamRequest {
  readonly init: Raster | null;
  readonly previous: Raster | null;
  /** Null starts the world of `seed`. */
  readonly view: View | null;
}

export interface DreamPicture {
  readonly image: Raster;
  /** The camera of this picture. Keep it with the picture: the next frame needs both. */
  readonly view: View;
}
