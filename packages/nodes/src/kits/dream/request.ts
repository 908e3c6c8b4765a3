import type { View } from './view.ts';

/** What to paint, and how far to move the input towards it. */
export interface DreamRequest {
  readonly prompt: string;
  readonly negative: string;
  /** Drives the dither only; the world is that of the view's seed. */
  readonly seed: number;
  /** 0 returns the input, 1 ignores it. */
  readonly denoise: number;
  /** From 28 on the fields get one more octave. @unit steps */
  readonly steps: number;
  /** How strongly the prompt counts; 7 is usual. */
  readonly cfg: number;
  readonly width: number;
  readonly height: number;
}

/** One frame for the engine: what to do, and where in the shared memory its pictures lie (RGBA8, row-major, sRGB). */
export interface DreamFrame {
  /** The picture to start from, or null to paint from nothing. */
  readonly init: number | null;
  /**
   * The engine's last output, when the caller does not know how the camera moved since. `view` is then the view of that
   * output, and the engine measures the motion between it and `init`.
   */
  readonly previous: number | null;
  /** Where the result goes. Neither `init` nor `previous` may overlap it. */
  readonly out: number;
  readonly request: DreamRequest;
  /** The camera as the input shows it, already moved; null starts the world of the request's seed. */
  readonly view: View | null;
}
