import type { CancelSignal, Raster } from '@epoch/graph-runtime/model';
import { blend } from './blend.ts';
import { camera } from './camera.ts';
import { createCrew } from './crew.ts';
import { decode } from './decode.ts';
import { dream } from './dream.ts';
import { fit } from './fit.ts';
import { colourShift, difference, grain, sharpen } from './health.ts';
import { createLedger } from './ledger.ts';
import { measure } from './measure.ts';
import { createMemory } from './memory.ts';
import { over } from './over.ts';
import { png } from './png.ts';
import { preview } from './preview.ts';
import type {
  BlendRequest,
  CameraOptions,
  CameraStep,
  ColourShift,
  CropRequest,
  DecodeLimits,
  DreamCall,
  DreamPicture,
  FitRequest,
  GrainRequest,
  Layer,
  Measures,
  PngRequest,
  Preview,
  PreviewRequest,
  Rgba,
  SharpenRequest,
  Sprite,
} from './requests.ts';
import { crop } from './resample.ts';
import { createSlots } from './slots.ts';
import { solid } from './solid.ts';
import { sprites } from './sprites.ts';
import type { Workspace } from './workspace.ts';

/**
 * Everything nodes can do with pixels. Every method is pure: it makes a new raster and leaves its inputs alone, and the
 * same inputs give the same bytes, however many threads there are. The work runs on worker threads; `signal` abandons it.
 *
 * Rasters made here live in one shared memory and belong to a scope. A scope's rasters are given back by `collect`;
 * whoever keeps a raster across frames must be among its `live` ones or hold a pin. Rasters made by `makeRaster` on a
 * plain array are welcome as inputs everywhere.
 *
 * @throws RangeError for a size, box or amount that makes no sense (the caller's mistake)
 * @throws EpochError SERVICE_UNAVAILABLE when the picture memory is full
 */
export interface Pixels {
  /** Worker threads at work. */
  readonly workers: number;
  /** A picture of one colour. */
  solid(width: number, height: number, colour: Rgba): Raster;
  /** Scales a part of a picture, given with fractions, to a size. Area-correct when it shrinks. */
  crop(image: Raster, request: CropRequest, signal?: CancelSignal): Promise<Raster>;
  /** What the camera sees after one step: zoom, turn and pan in one resampling. A step that moves nothing returns `image`. */
  camera(image: Raster, step: CameraStep, options?: CameraOptions, signal?: CancelSignal): Promise<Raster>;
  /** Brings a picture to a size. Returns `image` itself when it has that size already. */
  fit(image: Raster, request: FitRequest, signal?: CancelSignal): Promise<Raster>;
  /** Lays small premultiplied layers over a picture, first one lowest. Without layers returns `image`. */
  over(image: Raster, layers: readonly Layer[], signal?: CancelSignal): Promise<Raster>;
  /** Lays pictures with alpha over a picture, first one lowest. What is known of an asset is kept. Without any returns `image`. */
  sprites(image: Raster, sprites: readonly Sprite[], signal?: CancelSignal): Promise<Raster>;
  /** Combines two pictures of the same size. The top's alpha limits where it shows. */
  blend(base: Raster, top: Raster, request: BlendRequest, signal?: CancelSignal): Promise<Raster>;
  /** Encodes a PNG file: RGB when the picture is opaque, RGBA otherwise. The same picture gives the same bytes. */
  png(image: Raster, request?: PngRequest, signal?: CancelSignal): Promise<Uint8Array>;
  /**
   * Decodes PNG, JPEG, WebP, GIF or AVIF bytes: first frame only, turned upright by its EXIF orientation, in sRGB.
   * The raster is a plain array that belongs to no scope.
   *
   * @throws EpochError IMAGE_INVALID when the bytes are no such file, are broken, or break a limit
   */
  decode(bytes: Uint8Array, limits?: DecodeLimits, signal?: CancelSignal): Promise<Raster>;
  /** A small JPEG for a browser. Transparent parts show black. */
  preview(image: Raster, request: PreviewRequest, signal?: CancelSignal): Promise<Preview>;
  /** Lightness, colour, contrast and sharpness in figures. */
  measure(image: Raster, signal?: CancelSignal): Promise<Measures>;
  /** Moves the colours of a whole picture in OKLab. Alpha stays. */
  colourShift(image: Raster, shift: ColourShift, signal?: CancelSignal): Promise<Raster>;
  /** Unsharp masking: details are made stronger. Amount 0 returns `image`. Alpha stays. */
  sharpen(image: Raster, request: SharpenRequest, signal?: CancelSignal): Promise<Raster>;
  /** Adds noise that leaves the mean where it is. Amount 0 returns `image`. Alpha stays. */
  grain(image: Raster, request: GrainRequest, signal?: CancelSignal): Promise<Raster>;
  /** Mean |a - b| over red, green and blue, 0..1, of two pictures of the same size. */
  difference(a: Raster, b: Raster, signal?: CancelSignal): Promise<number>;
  /** Keeps a raster from being collected until the returned function is called. Pins are counted. */
  pin(image: Raster): () => void;
}

/** Pixels, and the image engine that works on the same threads and in the same memory: what a node is given. */
export interface Studio extends Pixels {
  /** Paints a frame with the embedded Dream engine: a pure function of the call, in any process, with any number of threads. */
  dream(call: DreamCall, signal?: CancelSignal): Promise<DreamPicture>;
}

/** The pixels of one production: the same methods, with rasters that end with it. */
export interface PixelScope extends Studio {
  /**
   * Gives memory back. To be called after each commit with every raster that can still be reached: memory, memo, frames
   * in flight. A raster that is neither live nor pinned nor input of unfinished work, and was not in
   * `framesInFlight` commits before this one either, is freed; it must not be used from then on (using it throws).
   */
  collect(live: Iterable<Raster>): void;
  /** Ends the scope: frees all its rasters that are not pinned or at work, now or when that ends. */
  release(): void;
}

/** The door to the pixel machinery: one for the whole process. */
export interface PixelService extends Studio {
  /** Opens a scope of its own, such as for one production. @unit framesInFlight: frames, default 4 */
  scope(options?: { readonly framesInFlight?: number }): PixelScope;
  /** How the shared memory is doing. @unit bytes */
  readonly memory: { readonly usedBytes: number; readonly reservedBytes: number; readonly rasters: number };
  /** Ends all worker threads. Work under way is rejected. */
  close(): Promise<void>;
}

export interface PixelOptions {
  /** Worker threads. Default: environment EPOCH_WORKERS, else min(4, what the machine has), at least 1. */
  readonly workers?: number;
}

/** Opens the pixel machinery. Threads start with the first work, so that an unused service costs next to nothing. */
export function createPixels(options: PixelOptions = {}): PixelService {
  const memory = createMemory();
  const slots = createSlots(memory);
  const crew = createCrew(memory, options.workers);
  const shared = { memory, slots, crew };
  return {
    ...methodsOf({ ...shared, own: () => {} }),
    scope({ framesInFlight = 4 } = {}) {
      const ledger = createLedger(slots, framesInFlight);
      return { ...methodsOf({ ...shared, own: ledger.own }), collect: ledger.collect, release: ledger.release };
    },
    memory: {
      get usedBytes() {
        return memory.usedBytes;
      },
      get reservedBytes() {
        return memory.reservedBytes;
      },
      get rasters() {
        return slots.count;
      },
    },
    close: crew.close,
  };
}

function methodsOf(workspace: Workspace): Studio {
  return {
    workers: workspace.crew.size,
    solid: (width, height, colour) => solid(workspace, width, height, colour),
    crop: (image, request, signal) => crop(workspace, image, request, signal),
    camera: (image, step, options, signal) => camera(workspace, image, step, options, signal),
    fit: (image, request, signal) => fit(workspace, image, request, signal),
    over: (image, layers, signal) => over(workspace, image, layers, signal),
    sprites: (image, all, signal) => sprites(workspace, image, all, signal),
    blend: (base, top, request, signal) => blend(workspace, base, top, request, signal),
    png: (image, request, signal) => png(workspace, image, request, signal),
    decode,
    preview: (image, request, signal) => preview(workspace, image, request, signal),
    measure: (image, signal) => measure(workspace, image, signal),
    colourShift: (image, shift, signal) => colourShift(workspace, image, shift, signal),
    sharpen: (image, request, signal) => sharpen(workspace, image, request, signal),
    grain: (image, request, signal) => grain(workspace, image, request, signal),
    difference: (a, b, signal) => difference(workspace, a, b, signal),
    dream: (call, signal) => dream(workspace, call, signal),
    pin(image) {
      const slot = workspace.slots.of(image);
      if (slot === undefined) return () => {};
      workspace.slots.hold(slot);
      let held = true;
      return () => {
        if (held) workspace.slots.letGo(slot);
        held = false;
      };
    },
  };
}
