import { latestPreview } from '../previews/preview-registry.ts';
import { changeBetween, type HealthSample, measurePicture, type PictureMeasure } from './loop-health.ts';

/** Pictures are compared at one small size, whatever size they come in. @unit px */
const WIDTH_PX = 160;
const HEIGHT_PX = 90;
/** At most this often: the eye needs no more, the film needs the time. @unit ms */
const EVERY_MS = 300;
const KEPT = 60;
/** The beginning that everything after is compared with. */
const BASE_SAMPLES = 4;

interface History {
  readonly samples: readonly HealthSample[];
  /** Plain values of the first samples: their mean is 1. */
  readonly base: readonly HealthSample[];
  readonly last: { readonly measure: PictureMeasure; readonly frame: number; readonly atMs: number };
}

const none: readonly HealthSample[] = [];
const histories = new Map<string, History>();
let surface: CanvasRenderingContext2D | null = null;

/** How a node's pictures have gone on since they were first looked at in this production. */
export function healthOf(production: string, node: string): readonly HealthSample[] {
  return histories.get(`${production} ${node}`)?.samples ?? none;
}

/** Begins anew: another prompt is another picture, and no illness. */
export function forgetHealth(production: string, node: string): void {
  histories.delete(`${production} ${node}`);
}

/** Measures the node's newest picture; false when it is too early or there is none. @unit nowMs: ms, monotonic */
export function takeHealth(production: string, node: string, nowMs: number): boolean {
  const key = `${production} ${node}`;
  const preview = latestPreview(node);
  const history = histories.get(key);
  if (preview === null || (history !== undefined && nowMs - history.last.atMs < EVERY_MS)) return false;
  if (history !== undefined && preview.frame <= history.last.frame) return false;
  const measure = readPicture(preview.bitmap);
  if (measure === null) return false;
  const last = { measure, frame: preview.frame, atMs: nowMs };
  if (history === undefined) histories.set(key, { samples: [], base: [], last });
  else histories.set(key, { ...extended(history, measure, preview.frame), last });
  return true;
}

function extended({ samples, base, last }: History, measure: PictureMeasure, frame: number): Omit<History, 'last'> {
  const change = changeBetween(last.measure, measure, frame - last.frame);
  const plain: HealthSample = { frame, sharpness: measure.sharpness, colour: measure.colour, change };
  const begun = base.length < BASE_SAMPLES ? [...base, plain] : base;
  const ratio = (value: number, of: 'sharpness' | 'colour' | 'change') => {
    const mean = begun.reduce((sum, sample) => sum + sample[of], 0) / begun.length;
    return mean < 1e-3 ? 1 : value / mean;
  };
  const sample: HealthSample = {
    frame,
    sharpness: ratio(plain.sharpness, 'sharpness'),
    colour: ratio(plain.colour, 'colour'),
    change: ratio(plain.change, 'change'),
  };
  return { samples: [...samples, sample].slice(-KEPT), base: begun };
}

function readPicture(bitmap: ImageBitmap): PictureMeasure | null {
  surface ??= makeSurface();
  if (surface === null) return null;
  surface.drawImage(bitmap, 0, 0, WIDTH_PX, HEIGHT_PX);
  return measurePicture(surface.getImageData(0, 0, WIDTH_PX, HEIGHT_PX).data, WIDTH_PX, HEIGHT_PX);
}

function makeSurface(): CanvasRenderingContext2D | null {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH_PX;
  canvas.height = HEIGHT_PX;
  return canvas.getContext('2d', { willReadFrequently: true });
}
